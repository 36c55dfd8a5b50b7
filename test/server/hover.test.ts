import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { captureKeywordText } from '../../assist/hover/capture-keyword-texts.js';
import { keywordText } from '../../assist/hover/keyword-texts.js';
import { rules } from '../../check/findings/rules.js';
import { TestEditor } from '../support/editor.js';

const root = path.resolve(import.meta.dirname, '../..');

const text = `/** Escalates. */
flow F "A flow" follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  origin is queue
  // confer-ignore missing-message: shown as it is
  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference
    Ixn -> Bob : EventInvite(TicketId: 7)
    next Accepts | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted {
    Ixn -> Bob : EventAck
    EventPartyAdded
    next Leaves
  }
  phase NoAnswer is InvitationTimesOut next Invite | end
  phase Leaves is LeaveConference
  phase Alone is FailToLeaveConference
}
`;

const shown = async (needle: string) => (await TestEditor.open(text)).hover(needle);

test('a hover loads no picture from elsewhere, wherever a file names one', async () => {
  const picture = 'https://example.org/x.png';
  const editor = await TestEditor.open(`protocol P "![p](${picture})"
/** See ![e](${picture}) and <img src="${picture}">. */
event E "![e](${picture})" on P
model M "![m](${picture})" {
  source "![s](${picture})" at "${picture}"
  system a "<img src='${picture}'>"
  system b "![b](${picture})"
  channel a -> b on P
  /** ![x][y]

[y]: ${picture} */
  phase X "![t](${picture})" { a -> b : E inferred "![g](${picture})" }
}
flow F "![f](${picture})" follows M {
  system A "![a](${picture})" as a
  system B as b
  phase One "![o](${picture})" is X { A -> B : E }
}
`);
  for (const needle of ['P "', 'E "', 'M "', 'a "', 'b "', 'X "', 'E inferred', 'F "', 'A "', 'B as', 'One "', 'E }']) {
    const hover = await editor.hover(needle);
    expect(hover, needle).not.toBe('');
    // A picture of Markdown that is not escaped, and one of HTML.
    expect(hover.replace(/```[\s\S]*?```/g, ''), needle).not.toMatch(/(?<!\\)(?:!\[|<img)/);
  }
});

describe('on a message', () => {
  test('the hover has its declaration, its senders and receivers, the source, and the phases that send it', async () => {
    const hover = await shown('EventInvite(');
    expect(hover).toContain('event EventInvite on InteractionManagement {');
    expect(hover).toContain('An invitation reaches the invited agent');
    expect(hover).toContain('| Invitation Issued | `server -> agent2` | InteractionManagement |  |');
    expect(hover).toContain(
      '*Source: Genesys Events and Models Reference, Conference.* Who sends to whom is inferred.',
    );
    expect(hover).toContain('Sent in `F.Invite`.');
    expect(await shown('EventAck')).toContain('Sent in `F.Accepts`, `F.Leaves`.');
  });

  test('the hover of a message names the phase’s own place in the document, and the document, where the reference says so', async () => {
    const editor = await TestEditor.open(`protocol P
event   E   on P   // aligned
model M {
  source "The [book]" at "https://example.org/a"
  system a
  system b
  channel a -> b on P
  phase X { source "page *7*" a -> b : E }
  phase Y { a -> b : E }
}
`);
    const hover = await editor.hover('E   on');
    expect(hover).toContain('```confer\nevent E on P');
    expect(hover).toContain('| X | `a -> b` | P |  | page \\*7\\* |\n| Y | `a -> b` | P |  |  |');
    expect(hover).toContain('*Source: [The \\[book\\]](https://example.org/a).*');
  });

  test('the hover distinguishes a trigger from other messages', async () => {
    expect(await shown('RequestConference')).toContain(
      '| Invitation Issued | `agent1 -> server` | InteractionManagement | starts it |',
    );
  });
});

test('the hovers of a phase and of its messages tell rows apart by values, and have requests, limits and timers', async () => {
  const editor = await TestEditor.open(`protocol P
request Ask on P
message Reply on P { Code: yes | no }
model M {
  system a
  system b
  phase X {
    trigger timeout at b after 10s to 1m
    one of {
      b -> a : Reply(Code: yes) answers Ask within 2s
      b -> a : Reply(Code: no)
    }
  }
}
`);
  const phase = await editor.hover('X {');
  expect(phase).toContain('- starts when a timer runs out at `b` after 10s to 1m');
  expect(phase).toContain('| `b -> a : Reply(Code: yes)` | P | answers Ask, within 2s, one of |');
  expect(await editor.hover('Reply on')).toContain(
    '| X | `b -> a` | P | Code: yes, answers Ask |\n| X | `b -> a` | P | Code: no |',
  );
});

describe('on a phase of a flow', () => {
  test('the hover ticks what it sends of the model’s rows', async () => {
    const hover = await shown('Invite is');
    expect(hover).toContain('with Ixn as `server`, Bob as `agent2`, Stat as `reporting`, and Alice as `agent1`');
    expect(hover).toContain('| ✓ | `server -> agent2 : EventInvite` | InteractionManagement |  |');
    expect(hover).toContain('| ✗ | `server -> reporting : EventAgentInvited` | Reporting | missing-message |');
    expect(hover).toContain('- needs `agent1 joined`');
    expect(hover).toContain('- moves agent2: outside → invited');
  });

  test('the hover shows the states on entry and after it, over all paths, and the shortest path', async () => {
    const hover = await shown('Accepts |');
    expect(hover).toContain('| Alice | joined |  |');
    expect(hover).toContain('| Bob | invited | joined |');
    expect(hover).toContain('Shortest path: `Invite` → `Accepts`.');
    expect(await shown('Invite is')).toContain('The flow may start here.');
    expect(await shown('Alone is')).toContain('No path leads here.');
  });

  test('the hover marks rows that do not apply or may be left out, and conditions', async () => {
    const hover = await shown('Leaves is');
    expect(hover).toContain(
      '| – | `server -> reporting : EventPlacedInQueue` | Reporting | when none joined and origin is queue, does not apply here |',
    );
    expect(await shown('Accepts is')).toContain(
      '| ○ | `server -> agent1 : EventAck` | InteractionManagement | optional, inferred: the late answer to RequestConference, not sent |',
    );
  });
});

test('the hover of a phase of a model has its rows, and the phases that realize it', async () => {
  const hover = await shown('InvitationTimesOut');
  expect(hover).toContain('**Invitation Times Out**, phase `InvitationTimesOut` of model `Conference`');
  expect(hover).toContain('- starts when a timer runs out at `server`');
  expect(hover).toContain('| `server -> agent2 : EventRevoked` | InteractionManagement |  |');
  expect(hover).toContain('Used by `F.NoAnswer`.');
});

test('the hover of a participant shows its role, its life cycle, its phases', async () => {
  const hover = await shown('Bob :');
  expect(hover).toContain('party Bob as agent2');
  expect(hover).toContain('Plays `agent2` (Agent 2)');
  expect(hover).toContain('Starts in outside.\n- outside → invited in `Invite`\n- invited → joined in `Accepts`');
  // By name, and by its role where the phase is written without messages.
  expect(hover).toContain('Takes part in `Invite`, `Accepts`, `NoAnswer`, `Leaves`.');
});

test('roles, models and facts’ values have a hover', async () => {
  expect(await shown('agent2')).toContain('- talks with `server` on InteractionManagement');
  expect(await shown('agent2')).toContain('moved by `InvitationIssued`');
  expect(await shown('agent2')).toContain('Played by `F.Bob`.');
  expect(await shown('Conference {')).toContain('*Source: Genesys Events and Models Reference, Conference.*');
  expect(await shown('queue')).toContain('origin is queue');
});

test('a source is a link where a browser opens it, and a text elsewhere', async () => {
  const model = (url: string) => `model M {\n  source "the [book]" at "${url}"\n  system a\n}\n`;
  const source = async (url: string) => (await TestEditor.open(model(url))).hover('M {');
  expect(await source('https://example.org/a')).toContain('[the \\[book\\]](https://example.org/a)');
  expect(await source('command:run')).not.toContain('](');
});

test('a state and an attribute have a hover', async () => {
  const editor = await TestEditor.open(text.replace('party Bob as agent2', 'party Bob as agent2 initially invited'));
  const hover = await editor.hover('invited');
  expect(hover).toContain('Pending: it must be resolved before a flow ends.');
  expect(hover).toContain('- entered by `InvitationIssued`\n- left by `InvitationAccepted`');
  const attribute = await editor.hover('TicketId');
  expect(attribute).toContain('TicketId: integer');
  expect(attribute).toContain('An attribute of `EventInvite`.\n\n**`integer`**: an attribute type: a whole number.');
});

test('in a `one of`, an alternative that is not sent differs from one that does not apply', async () => {
  const editor = await TestEditor.open(`protocol P
event E on P
event D on P
model M {
  system a
  system b
  channel a -> b on P
  phase X { one of { a -> b : E  a -> b : D } }
}
flow F follows M {
  system A as a
  system B as b
  phase Only is X { D }
}
`);
  const hover = await editor.hover('Only');
  expect(hover).toContain('| – | `a -> b : E` | P | one of, another alternative is sent |');
  expect(hover).toContain('| ✓ | `a -> b : D` | P | one of |');
});

test('the hover of a rule that a comment suppresses says what it finds, how severe it is here, and where its page is', async () => {
  expect(await shown('missing-message')).toContain('Severity: error.');
  expect(await shown('missing-message')).not.toContain('](');
  const editor = await TestEditor.open(text);
  editor.services.shared.settings.rulePages = 'confer-library:/rules/';
  expect(await editor.hover('missing-message')).toContain('](confer-library:/rules/missing-message)');
  expect(await shown('missing-message')).toContain('**missing-message**: A message that the model requires');
  expect(await shown('shown as')).toBe('');
});

test('the hover of what the library declares links its place, for clients that can open it', async () => {
  expect(await shown('InvitationIssued')).not.toContain('](confer-library:');
  const editor = await TestEditor.open(text);
  editor.services.shared.settings.rulePages = 'confer-library:/rules/';
  expect(await editor.hover('InvitationIssued')).toMatch(
    /\[Open in the library\]\(confer-library:\/genesys\/conference\.confer#L\d+\)/,
  );
});

test('words of the language have a hover, and not where they are names', async () => {
  expect(await shown('next Accepts')).toContain('**`next`**: the phases that can follow');
  expect(await shown('after')).toContain('**`after`**');
  const named = await TestEditor.open(
    'flow F {\n  party next\n  party end\n  phase P {\n    ^next -> end : X\n  }\n}\n',
  );
  expect(await named.hover('next')).toContain('party next');
});

test('the hover of words of a capture says what they mean there', async () => {
  const editor = await TestEditor.open('capture C {\n  settle 2s\n  message name when way is "in"\n}\n');
  expect(await editor.hover('settle')).toContain('**`settle`**: a phase without messages for this long is settled');
  expect(await editor.hover('message')).toContain('**`message`**: identifies the message');
  expect(await editor.hover('when')).toContain('another one has this value');
});

test('the hover of a name in a capture explains what it means', async () => {
  const model =
    'protocol P\nmessage Said on P\nmodel M {\n  system desk "Front desk"\n  system log\n  phase Go { desk -> log : Said }\n}\n';
  const capture =
    'capture C {\n  line /(?<key>.)/\n  participant desk is "d"\n  allow missing-message Said in Go "lost"\n}\n';
  const editor = await TestEditor.open(model + capture);
  expect(await editor.hover('desk is')).toContain('system desk "Front desk"');
  expect(await editor.hover('Said in Go')).toContain('message Said on P');
  expect(await editor.hover('Go "lost"')).toContain('phase `Go` of model `M`');
  const library = await TestEditor.open('capture C {\n  line /(?<key>.)/\n  participant server is "s"\n}\n');
  expect(await library.hover('server is')).toMatch(/… and \d+ more declarations of this name\./);
});

test('every word of a capture is explained', () => {
  const grammar = readFileSync(path.join(root, 'language/grammar/capture.langium'), 'utf8');
  const words = [...grammar.replace(/import '[^']*'/g, '').matchAll(/'([a-z]+)'/g)].map((match) => match[1] ?? '');
  expect(words.length).toBeGreaterThan(30);
  expect(words.filter((word) => captureKeywordText(word) === undefined)).toEqual([]);
});

test('every word of the language is explained', () => {
  const grammar = ['vocabulary', 'model', 'flow', 'confer'].map((name) =>
    readFileSync(path.join(root, `language/grammar/${name}.langium`), 'utf8'),
  );
  const parserRules = grammar.join('\n').replace(/import '[^']*'|\/\/.*/g, '');
  const words = [...parserRules.matchAll(/'([a-z]+)'/g)].map((match) => match[1] ?? '');
  const left = new Set(words.filter((word) => keywordText(word) === undefined));
  expect([...left]).toEqual([]);
});

test('the sentence on a rule is the first of its page', () => {
  const folder = path.join(root, 'docs/rules');
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  const sentences = pages.map((name) => {
    const [, sentence = ''] = readFileSync(path.join(folder, name), 'utf8').split('\n\n');
    return [name.replace('.md', ''), sentence.replaceAll('\n', ' ').trim()];
  });
  expect(
    Object.entries(rules)
      .map(([code, { finds }]) => [code, finds])
      .sort(),
  ).toEqual(sentences.sort());
});

test('the hover of a row has its ground, the phases that send it and those that lack it', async () => {
  const text = `protocol Line
message Call on Line
message Back on Line
model Talk {
  source "Handbook, chapter 4"
  party caller
  system desk
  phase One {
    source "table 2"
    trigger caller -> desk : Call inferred "only the figure shows it"
    desk -> caller : Back
    optional desk -> caller : Call inferred "by analogy"
  }
}
flow F follows Talk {
  party Ann as caller
  system Desk as desk
  phase A is One { Back next B }
  phase B is One { Ann -> Desk : Call }
}
`;
  const editor = await TestEditor.open(text);
  const message = await editor.hover('Call on Line');
  expect(message).toContain(
    '| One | `caller -> desk` | Line | starts it (inferred: only the figure shows it) | table 2 |',
  );
  expect(message).toContain('| One | `desk -> caller` | Line | optional (inferred: by analogy) | table 2 |');
  const row = await editor.hover('-> caller : Back');
  expect(row).toContain('*Given: table 2 (Handbook, chapter 4)*');
  expect(row).toContain('Sent by `F` in `A`; missing in `F` in `B`.');
  expect(await editor.hover('-> caller : Call')).toContain('*Inferred: by analogy*');
  expect(await editor.hover('-> desk : Call')).toContain('*Inferred: only the figure shows it*');
});
