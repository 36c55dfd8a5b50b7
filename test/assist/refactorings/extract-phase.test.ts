import { describe, expect, test } from 'vitest';
import { refactored, selectedBy } from '../../support/refactored-file.js';

const title = 'Extract the steps into a new phase';

const conference = (phases: string) => `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  start Invite | Refused
${phases}  phase Refused is InvitationInvalid
  phase Leaves is LeaveConference
  scenario One { Invite, Leaves }
}
`;

const together = conference(`  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite
    Ixn -> Stat : EventAgentInvited
    // He accepts.
    Ixn -> Bob : EventAck
    EventPartyAdded
    next Leaves after 3s
  }
`);

const sketch = `flow F {
  party Alice
  party Bob
  // What begins it.
  phase Invite {
    Alice -> Bob : RequestConference after 2s
    Bob -> Alice : EventAck // at once
    Bob -> Alice : EventInvite
    next Invite | Rest | end
  }
  phase Rest {
    Bob -> Alice : EventError
  }
  scenario Again { Invite, Invite, Rest }
}
`;

describe('the last steps of a phase', () => {
  test('the last steps of a phase become the phase of the model that they make up, with what followed', async () => {
    expect((await refactored(together, '// He', 'next Leaves'))[title]).toBe(
      conference(`  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite
    Ixn -> Stat : EventAgentInvited
    next InvitationAccepted
  }

  phase InvitationAccepted is InvitationAccepted {
    // He accepts.
    Ixn -> Bob : EventAck
    EventPartyAdded
    next Leaves after 3s
  }
`).replace('{ Invite, Leaves }', '{ Invite, InvitationAccepted, Leaves }'),
    );
    expect(await selectedBy(title, together, '// He', 'next Leaves')).toBe('InvitationAccepted');
  });

  test('the last steps of a phase become a phase of their own where there is no model', async () => {
    expect((await refactored(sketch, 'Bob -> Alice : EventInvite', 'next Invite'))[title]).toBe(`flow F {
  party Alice
  party Bob
  // What begins it.
  phase Invite {
    Alice -> Bob : RequestConference after 2s
    Bob -> Alice : EventAck // at once
    next NewPhase
  }

  phase NewPhase {
    Bob -> Alice : EventInvite
    next Invite | Rest | end
  }
  phase Rest {
    Bob -> Alice : EventError
  }
  scenario Again { Invite, NewPhase, Invite, NewPhase, Rest }
}
`);
  });

  test('the last steps of a phase of one line become a phase, where nothing follows', async () => {
    const text = 'flow F {\n  party A party B\n  phase P { A -> B : EventAck B -> A : EventError }\n}\n';
    expect((await refactored(text, 'B -> A', ' }'))[title]).toBe(
      'flow F {\n  party A party B\n  phase P { A -> B : EventAck next NewPhase }\n\n  phase NewPhase {\n    B -> A : EventError\n  }\n}\n',
    );
  });
});

test('the first steps of a phase become one in front of it, which all that led to the phase lead to', async () => {
  expect((await refactored(sketch, 'Alice -> Bob', 'Bob -> Alice : EventInvite'))[title]).toBe(`flow F {
  party Alice
  party Bob
  phase NewPhase {
    Alice -> Bob   : RequestConference after 2s
    Bob   -> Alice : EventAck // at once
    next Invite
  }

  // What begins it.
  phase Invite {
    Bob -> Alice : EventInvite
    next NewPhase | Rest | end
  }
  phase Rest {
    Bob -> Alice : EventError
  }
  scenario Again { NewPhase, Invite, NewPhase, Invite, Rest }
}
`);
});

test('steps in the middle leave a phase in front of them and one after', async () => {
  const after = (await refactored(sketch, 'Bob -> Alice : EventAck', '// at once'))[title];
  expect(after?.slice(after.indexOf('  // What'))).toBe(`  // What begins it.
  phase Invite {
    Alice -> Bob : RequestConference after 2s
    next NewPhase
  }

  phase NewPhase {
    Bob -> Alice : EventAck // at once
    next Invite2
  }

  phase Invite2 {
    Bob -> Alice : EventInvite
    next Invite | Rest | end
  }
  phase Rest {
    Bob -> Alice : EventError
  }
  scenario Again { Invite, NewPhase, Invite2, Invite, NewPhase, Invite2, Rest }
}
`);
  expect(await selectedBy(title, sketch, 'Bob -> Alice : EventAck', '// at once')).toBe('NewPhase');
});

test('a file that is laid out as the formatter has it stays so', async () => {
  const text = `flow F {
  party Alice
  party Bobby
  phase P {
    Alice -> Bobby : EventAck
    Bobby -> Alice : EventError
    Alice -> Alice : EventInvite
  }
}
`;
  const aligned = text
    .replaceAll('Bobby', 'Bob')
    .replace('Alice -> Bob :', 'Alice -> Bob   :')
    .replace('Bob -> Al', 'Bob   -> Al');
  expect((await refactored(aligned, 'Bob   ->', '  }\n}'))[title]).toContain(
    '    Alice -> Bob : EventAck\n    next NewPhase',
  );
});

describe('nothing is offered', () => {
  test('nothing is offered for all steps of a phase, or for none', async () => {
    expect(await refactored(sketch, 'Alice -> Bob', 'next Invite')).not.toHaveProperty([title]);
    expect(await refactored(sketch, 'Bob -> Alice : EventInvite')).not.toHaveProperty([title]);
  });

  test('nothing is offered where a comment would be lost', async () => {
    const commented = sketch.replace(
      '    Bob -> Alice : EventInvite',
      '    /* a block */\n    Bob -> Alice : EventInvite',
    );
    expect(await refactored(commented, 'Bob -> Alice : EventAck', '// at once')).not.toHaveProperty([title]);
    expect(await refactored(commented, 'Bob -> Alice : EventAck', 'next Invite')).toHaveProperty([title]);
  });

  test('nothing is offered where the phase would miss the steps', async () => {
    expect(await refactored(together, 'Ixn -> Stat', 'next Leaves')).not.toHaveProperty([title]);
  });
});
