import { type Candidate, ranks } from './candidate.js';
import type { KnownNames } from './known-names.js';

type Snippet = readonly [label: string, snippet: string, documentation: string];

const inFile: readonly Snippet[] = [
  [
    'flow without a model',
    'flow ${1:Name} {\n\t$0\n}',
    'A **flow** that is drawn but not checked: participants, phases, and the transitions between them.',
  ],
  [
    'model',
    'model ${1:Name} {\n\tparty ${2:guest}\n\tsystem ${3:server}\n\tstates ${4:outside}, pending ${5:invited}, ${6:inside}\n\tchannel ${3:server} <-> ${2:guest} on ${7:Protocol}\n\n\t$0\n}',
    'A **model** is what a flow must look like: roles, states, channels, and phases.',
  ],
  ['protocol', 'protocol ${0:Name}', 'A **protocol** that messages are sent on.'],
  ['event', 'event ${1:Name} on ${2:Protocol}', 'An **event**: a message about something that has happened.'],
  ['request', 'request ${1:Name} on ${2:Protocol}', 'A **request**: a message that asks for something.'],
  ['message', 'message ${1:Name} on ${2:Protocol}', 'A **message** that is neither an event nor a request.'],
  [
    'capture',
    'capture ${1:Name} is ${2:ConferLines} {\n\tfiles "${3:*.jsonl}"$0\n}',
    'A **capture** describes how the log of a system is read as messages. It begins as one of the library: JSON lines.',
  ],
  ['import', 'import "./${1:file}.confer"', 'Makes the declarations of another file visible.'],
];

const inFlow: readonly Snippet[] = [
  ['party', 'party ${1:Name} as ${0:role}', 'A **party**: a participant with a life cycle, and the role it plays.'],
  [
    'system',
    'system ${1:Name} as ${0:role}',
    'A **system**: a participant without a life cycle, and the role it plays.',
  ],
  ['start', 'start ${0:Phase}', 'The phases the flow can begin with. Default: its first phase.'],
  ['phase', 'phase ${1:Name} is ${0:ModelPhase}', 'A **phase** of the flow, and the model phase that it follows.'],
  ['scenario', 'scenario ${1:Name} { ${0:Phase} }', 'A named **scenario**: a path through the flow.'],
];

const inModel: readonly Snippet[] = [
  [
    'source',
    'source "${1:document}" at "${2:url}"',
    'The document that the model is based on; findings and hovers cite it.',
  ],
  [
    'arrows inferred',
    'arrows inferred "${1:why}"',
    'Senders and receivers are inferred: a finding that only contradicts an arrow is a warning.',
  ],
  ['party', 'party ${0:name}', 'A role with a life cycle.'],
  ['system', 'system ${0:name}', 'A role without a life cycle.'],
  ['optional', 'optional system ${0:name}', 'A role that can remain unassigned.'],
  [
    'states',
    'states ${1:outside}, pending ${2:invited}, ${3:inside}',
    'The states of every party; the first is initial, a `pending` one must be resolved before a flow ends.',
  ],
  [
    'fact',
    'fact ${1:name}: ${2:value}, ${3:other}',
    'A property of the situation that a flow states once and that conditions can check.',
  ],
  [
    'channel',
    'channel ${1:role} <-> ${2:other} on ${0:Protocol}',
    'Which roles can exchange messages, and on which protocol.',
  ],
  [
    'anytime',
    'anytime ${1:role} -> ${2:other} : ${0:Message}',
    'A message that is allowed in every phase, any number of times.',
  ],
  [
    'phase',
    'phase ${1:Name} {\n\ttrigger ${2:role} -> ${3:other} : ${4:Message}\n\t$0\n}',
    'A phase of the model: what starts it, what it needs, which parties it moves, and its messages.',
  ],
];

const inModelPhase: readonly Snippet[] = [
  ['trigger', 'trigger ${1:role} -> ${2:other} : ${0:Message}', 'The message that starts the phase.'],
  ['trigger timeout', 'trigger timeout at ${0:timer}', 'A timer starts the phase; `at` names its owner.'],
  ['needs', 'needs ${0:condition}', 'Conditions that must hold when the phase begins, before its moves.'],
  ['moves', 'moves ${1:party} from ${2:state} to ${0:target}', 'Moves a party from one state to another.'],
  ['moves all', 'moves all ${1:state} to ${0:target}', 'Moves every party in a state to another one.'],
  ['when', 'when ${1:condition} {\n\t$0\n}', 'Rows that apply if the conditions hold after the moves.'],
  ['in order', 'in order {\n\t$0\n}', 'Rows that must be sent in this order.'],
  ['one of', 'one of {\n\t$0\n}', 'Exactly one of the members, each of which is a row or a block.'],
  ['optional', 'optional ${0:row}', 'A row that can be omitted.'],
  ['repeated', 'repeated ${0:row}', 'A row that can be sent several times.'],
  ['all', 'all ${0:state}', 'Every party in a state.'],
  ['partial', 'partial "${1:why}"', 'Not all messages of the phase are known: only those listed are checked.'],
  ['source', 'source "${1:place}"', 'The place in the document that the model is based on.'],
];

const inMessage: readonly Snippet[] = [
  ['optional', 'optional ${1:Name}: ${0:string}', 'An attribute that can be omitted.'],
];

const members = {
  'file-member': inFile,
  'flow-member': inFlow,
  'model-member': inModel,
  'model-phase-member': inModelPhase,
  'attribute-member': inMessage,
} as const;

/** Places of snippets that name what is declared elsewhere in the file. */
const naming = /\$\{(\d+):(Protocol|Message|role|other|timer|party|state|target)\}/g;

/**
 * The members that a file, a flow, a model, a phase of a model or a list of attributes may have.
 * @param nameByWord names that replace the placeholders for them
 */
export function memberSnippets(kind: keyof typeof members, nameByWord: KnownNames = new Map()): Candidate[] {
  return members[kind].map(([label, snippet, documentation]) => ({
    label,
    kind: 'snippet',
    detail: documentation.replaceAll('**', '').replace(/[:;,.].*$/, ''),
    documentation,
    snippet: snippet.replaceAll(naming, (_, place, word) => `\${${place}:${nameByWord.get(word) ?? word}}`),
    rank: ranks.possible,
  }));
}
