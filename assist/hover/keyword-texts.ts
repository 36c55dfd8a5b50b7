/** The language reference's text on a keyword; by context, if it differs. */
const texts: Readonly<Record<string, string>> = {
  '->': 'from the sender to the receivers; in a channel, only the left side sends.',
  '<->': 'both sides of the channel can send to each other.',
  after:
    'a delay: for a step, since the previous step; for a target, since the last step of the phase or, for a phase that a timer starts, since the last step of the phase that made the party pending.',
  all: 'every party in a state; a message is sent once to each party that is in it after the moves of the phase, except the sender.',
  and: 'combines conditions: all of them must hold.',
  answers: 'the request that a message answers, possibly one of an earlier phase.',
  anytime: 'a message that is allowed in every phase, any number of times.',
  'arrows inferred':
    'senders and receivers in this model are inferred: a finding that only contradicts an arrow is a warning.',
  as: 'the role that a participant plays: in its declaration by default, in the parentheses of a phase for that phase only.',
  at: 'the owner of a timer; after `source`, the address of the document.',
  boolean: 'an attribute type: `true` or `false`.',
  capture: 'describes how the log of a system is read as messages.',
  channel: 'which roles can exchange messages, and on which protocol; `->` is one-way, `<->` is two-way.',
  duration: 'an attribute type: a number with `ms`, `s`, `m`, or `h`.',
  end: 'the flow can end here, if no party is pending.',
  event: 'a message about something that has happened. It can only be sent on the protocols it is declared on.',
  except: 'excludes one or more roles, or participants of the flow, from `all`, `none`, or `some`.',
  fact: 'a property of the situation that a flow states once and that conditions can check.',
  flow: 'what you design: participants, phases, and the transitions between them.',
  follows: 'the models that the flow is checked against. Several models are merged by name.',
  false: 'a value of an attribute of type `boolean`.',
  from: 'the states from which a party is moved.',
  given: 'the place in the source that states this, if it is not the source of the phase.',
  import: 'makes the declarations of another file visible, but not what that file imports.',
  in: 'begins `in order { … }`: rows that must be sent in this order.',
  inferred: 'the source does not state this; the author of the model inferred it for the given reason.',
  initially: 'the state that a party starts in, instead of the initial state of its role or the first state.',
  integer: 'an attribute type: a whole number.',
  is: 'after a phase of a flow, the model phase that it follows; after a fact, its value.',
  message: 'a message that is neither an event nor a request. It can only be sent on the protocols it is declared on.',
  model: 'what a flow must look like: roles, states, channels, and phases.',
  moves:
    'the effect on a party: it changes from one state to another. `moves all s to u` moves every party in a state.',
  needs: 'conditions that must hold when the phase begins, before its moves.',
  next: 'the phases that can follow, optionally with a delay, or `end`. Without `next`, the flow ends after the phase.',
  none: 'holds if no party is in the state.',
  number: 'an attribute type: a number, with or without a fraction.',
  of: 'ends `one of { … }`: exactly one of the members.',
  on: 'the protocol that a message is sent on. Default: the only protocol that both the message and a channel between the two roles have, otherwise the only protocol of the message.',
  one: 'begins `one of { … }`: exactly one of the members, each of which is a row or a block.',
  optional: 'at most once. Before a role: the role can remain unassigned.',
  order: 'ends `in order { … }`: rows that must be sent in this order. All other rows are unordered.',
  partial: 'not all messages of the phase are known: only those listed are checked.',
  party: 'a participant, or a role, with a life cycle: at any time, it is in one of the states of the model.',
  pending:
    'a state that must be resolved before a flow ends. Every phase that moves a party out of it is an outcome, and a flow should handle all of them.',
  phase: 'a part of a flow or model: what starts it, what it needs, which states it changes, and its messages.',
  protocol: 'what messages are sent on.',
  repeated: 'at least once; with `optional`, any number of times.',
  replaces: 'the phase happens instead of the other one: it has the needs of the other, but only its own moves.',
  request: 'a message that asks for something. It can only be sent on the protocols it is declared on.',
  scenario: 'a named path through the flow. It begins with a start phase and follows `next`.',
  some: 'holds if at least one party is in the state.',
  source:
    'the document that the model is based on; in a phase, the place in that document. Findings and hovers cite it.',
  start: 'the phases the flow can begin with. Default: its first phase.',
  states:
    'the states of all parties, beginning with the initial one; after a role and a colon, the states of that role only.',
  string: 'an attribute type: text in double quotes.',
  system:
    'a participant, or a role, without a life cycle. Several participants can play the same system role: a row to it requires a copy to each of them.',
  timeout: 'a timer starts the phase, not a message. `at` names its owner, `after` its duration.',
  to: 'the state that a party moves to; of a timer, its maximum duration.',
  trigger:
    'the message that starts the phase. A flow can include or omit it. Any one of several triggers starts the phase.',
  true: 'a value of an attribute of type `boolean`.',
  when: 'rows that apply if the conditions hold after the moves.',
  within: 'the longest time between the start of the phase and the message.',
};

/** The explanation of a keyword up to its first full stop, for a list; empty for any other word. */
export function keywordSummary(word: string): string {
  const text = Object.hasOwn(texts, word) ? (texts[word] ?? '') : '';
  return text.replace(/(?:[:;,.(]| `).*$/, '').trim();
}

/**
 * The language reference's text on a keyword, as Markdown.
 * @returns undefined for what is no word of the language, or needs no explanation
 */
export function keywordText(word: string): string | undefined {
  if (word === 'arrows') return keywordText('arrows inferred');
  return Object.hasOwn(texts, word) ? `**\`${word}\`**: ${texts[word] ?? ''}` : undefined;
}
