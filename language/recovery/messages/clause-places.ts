const STEP_EXAMPLE = '"sender -> receiver : Message"';

/** Words that begin a part of a line, with where that part can be written. */
const places: Readonly<Record<string, string>> = {
  after:
    'A time follows a step, a target ("next A after 5s") or "trigger timeout"; in a row of a model, write "within 5s"',
  answers: 'It follows the message of a row or of "anytime", in a model',
  as: 'Roles follow the name of a participant, "party Name as role", or are written in "is Phase(Name as role)"',
  at: 'It follows the title of a "source", or "trigger timeout"',
  except: 'It follows "all STATE", "none STATE", or "some STATE"',
  follows: 'Models follow the name of a flow, "flow Name follows Model { … }"',
  given: 'It goes at the end of a row, a "trigger", "needs", "moves", or "replaces" of a model',
  inferred: 'It goes at the end of a row, a "trigger", "needs", "moves", or "replaces" of a model',
  initially: 'It follows the name of a party, and in a flow its roles',
  on: `A protocol follows the message of a step or row, ${STEP_EXAMPLE.slice(0, -1)} on Protocol", a declaration, or a channel`,
  optional: 'It begins a row, a role, or an attribute; in a flow, each step is sent once: remove it',
  pending: 'Write it before the name of a state in "states"',
  repeated: 'It begins a row of a model; in a flow, each step is sent once: remove it',
  replaces: 'It follows the name of a phase of a model, "phase Name replaces Other { … }"',
  states: 'States are listed in a model: "states a, b", or "states role: a, b" for those of one role',
  when: 'Write the condition before its rows, in a phase of a model: "when CONDITION { … }"',
  within: 'It goes at the end of a row in a model; for a step, a target, or a timer, write "after 5s"',
};

/** Where a part of a line can be written, by the word that it begins with; null for other words. */
export function clausePlace(word: string): string | null {
  return Object.hasOwn(places, word) ? (places[word] ?? null) : null;
}
