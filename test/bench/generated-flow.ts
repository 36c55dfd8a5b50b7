/**
 * A conforming flow of the built-in model, as long as wanted: rounds of an invitation with its outcomes.
 * @param phases how many flow phases; rounded up to whole rounds of six, and one more
 */
export function generatedFlow(phases: number): string {
  const rounds = Math.ceil(phases / 6);
  const lines = [
    'flow Generated "Generated flow" follows Conference {',
    '  party Alice "Alice" as agent1',
    '  party Bob "Bob" as agent2',
    '  system IxnServer "Interaction Server" as server',
    '  system Reports as reporting',
    '  origin is queue "Support"',
    '',
    '  start Invite0 | Refused',
    '',
    '  phase Refused "Bob is not there" is InvitationInvalid {',
    '    IxnServer -> Alice : EventError',
    '  }',
  ];
  for (let round = 0; round < rounds; round++) lines.push(...invitation(round, round + 1 < rounds));
  lines.push('}', '');
  return lines.join('\n');
}

function invitation(round: number, more: boolean): string[] {
  const onward = more ? `next Invite${round + 1} | Refused | end` : 'next end';
  return [
    `  // Round ${round}`,
    `  phase Invite${round} "Alice asks Bob" is InvitationIssued {`,
    `    Alice -> IxnServer : RequestConference(InteractionId: "ixn-${round}", AgentId: "bob", PlaceId: "desk 7")`,
    `    IxnServer -> Bob : EventInvite(TicketId: ${round}) after 40ms`,
    '    IxnServer -> Reports : EventAgentInvited on Reporting',
    `    next Accepts${round} after 6s | Declines${round} after 9s | NoAnswer${round} after 30s`,
    '  }',
    `  phase Accepts${round} "Bob accepts" is InvitationAccepted {`,
    `    Bob -> IxnServer : RequestAccept(InteractionId: "ixn-${round}", TicketId: ${round})`,
    '    IxnServer -> Bob : EventAck after 20ms',
    '    IxnServer -> all joined except Bob : EventPartyAdded on InteractionManagement',
    '    IxnServer -> Reports : EventPartyAdded on Reporting',
    `    next BobLeaves${round} after 90s | BobStays${round} after 90s`,
    '  }',
    `  phase Declines${round} "Bob declines" is InvitationRejected {`,
    `    Bob -> IxnServer : RequestReject(InteractionId: "ixn-${round}", TicketId: ${round})`,
    '    EventAck',
    '    EventError',
    '    EventRejected',
    `    ${onward}`,
    '  }',
    `  phase NoAnswer${round} "Bob does not answer" is InvitationTimesOut {`,
    '    IxnServer -> Alice : EventError',
    '    IxnServer -> Bob : EventRevoked',
    `    ${onward}`,
    '  }',
    `  phase BobStays${round} "Bob cannot leave" is FailToLeaveConference {`,
    `    Bob -> IxnServer : RequestLeaveInteraction(InteractionId: "ixn-${round}")`,
    '    IxnServer -> Bob : EventError',
    `    next BobLeaves${round} after 5s | BobStays${round} after 5s`,
    '  }',
    `  phase BobLeaves${round} "Bob leaves" is LeaveConference {`,
    `    Bob -> IxnServer : RequestLeaveInteraction(InteractionId: "ixn-${round}")`,
    '    IxnServer -> Bob : EventAck',
    '    IxnServer -> all joined : EventPartyRemoved on InteractionManagement',
    '    IxnServer -> Reports : EventPartyRemoved on Reporting',
    `    ${onward}`,
    '  }',
  ];
}
