/** What the language reference says of a word; where it differs by place, per place. */
const texts: Readonly<Record<string, string>> = {
  '->': 'from who sends to who receives; of a channel, that only the left side sends.',
  '<->': 'both sides of the channel may send to each other.',
  after:
    'how long after: on a step, after the step before it; on a target, after the last step of the phase, or, for a phase that a timer starts, after the last step of the phase that made the party pending.',
  all: 'everybody: one copy for each party that is in the state after the phase’s moves. The sender is never among them.',
  and: 'joins conditions: all of them must hold.',
  answers: 'says which request a message answers; for readers, hovers and logs.',
  anytime: 'a message that is allowed in every phase, any number of times.',
  'arrows inferred':
    'senders and receivers in this model are conclusions: what contradicts an arrow only is a warning.',
  as: 'the role that a participant plays: by default in a participant’s declaration, for one phase in brackets.',
  at: 'whose timer it is; behind `source`, the address of the document.',
  boolean: 'an attribute type: `true` or `false`.',
  capture: 'says how the recorded logs of a system are read as messages.',
  channel: 'who may talk to whom, on which protocol; `->` is one way, `<->` both.',
  duration: 'an attribute type: a number with `ms`, `s`, `m` or `h`.',
  end: 'the flow may end here; taken where nobody is pending.',
  event: 'a message that tells of something that has happened. It travels only on the protocols it is declared on.',
  except: 'leaves one or several out of `all`, `none` or `some`.',
  fact: 'something that a flow states once, and that conditions can ask for.',
  flow: 'what you design: participants, phases and the ways between them.',
  follows: 'the models that the flow is checked against. Several are united: what has one name is one thing.',
  false: 'a value of an attribute of type `boolean`.',
  from: 'the states from which a party is moved.',
  given: 'the place in the source that states this, where it is not the phase’s own; the text follows.',
  import:
    'makes the protocols, messages, models and flows of another file visible; not what that file imports in turn.',
  in: 'begins `in order { … }`: rows that come one after the other.',
  inferred: 'the source does not state this; the reason follows.',
  initially: 'the state that a party starts in, where it is not its role’s or the first.',
  integer: 'an attribute type: a whole number.',
  is: 'behind a phase of a flow, the model’s phase that it realizes; behind a fact, its value.',
  message: 'a message that is neither an event nor a request. It travels only on the protocols it is declared on.',
  model: 'what a flow must look like: roles, states, channels and phases.',
  moves: 'the effect on a party: it goes from one state to another. `moves all s to u` moves everybody in a state.',
  needs: 'what must hold when the phase begins, before its moves.',
  next: 'where the flow goes from here: phases, with the time until they begin if you like, or `end`. Without `next` the flow ends after the phase.',
  none: 'holds where no party is in the state.',
  number: 'an attribute type: a number, with or without a fraction.',
  of: 'ends `one of { … }`: exactly one of the members.',
  on: 'the protocol that a message travels on. Left out, it is the only one that is both the message’s and a channel’s between the two roles, else the message’s only one.',
  one: 'begins `one of { … }`: exactly one of the members; a row or a block is one member each.',
  optional: 'none or one: may be left out. Before a role: it need not be played.',
  order: 'ends `in order { … }`: rows that come one after the other. All other rows are not ordered.',
  partial: 'not all messages of the phase are known: those listed are checked, others are left alone.',
  party: 'a participant, or a role, with a life cycle: it is in one of the model’s states at any time.',
  pending: 'a state that must be resolved before a flow ends.',
  phase: 'a part of a flow, or of the model: what starts it, what it needs, whom it moves, and its messages.',
  protocol: 'what messages travel on.',
  repeated: 'one or more; with `optional` any number.',
  replaces:
    'the phase happens instead of the other: it needs all that the other needs and moves nobody unless it says so.',
  request: 'a message that asks for something. It travels only on the protocols it is declared on.',
  scenario: 'a path through the flow, with a name. It begins at a start and follows `next`.',
  some: 'holds where at least one party is in the state.',
  source: 'the document that the model restates; in a phase, the place in that document. Findings and hovers cite it.',
  start: 'where the flow begins; without it, at its first phase.',
  states:
    'the states of every party, the first being where parties start; with a role and a colon before them, those of that role alone.',
  string: 'an attribute type: a text in double quotes.',
  system:
    'a participant, or a role, without a life cycle. Several participants may play one system role: a row to it is a copy to each.',
  timeout: 'a timer starts the phase: nothing is sent. `at` says whose timer it is, `after` how long it runs.',
  to: 'the state that a party is moved to; of a timer, how long it runs at most.',
  trigger:
    'the message that starts the phase. A flow may show it or leave it out. Of several triggers any one starts the phase.',
  true: 'a value of an attribute of type `boolean`.',
  when: 'rows that count where the conditions hold, judged after the moves.',
  within: 'how long after the phase begins the message is sent at most.',
};

/**
 * What the language reference says of a word, as Markdown.
 * @returns undefined for what is no word of the language, or needs no explanation
 */
export function keywordText(word: string): string | undefined {
  if (word === 'arrows') return keywordText('arrows inferred');
  return Object.hasOwn(texts, word) ? `**\`${word}\`**: ${texts[word] ?? ''}` : undefined;
}
