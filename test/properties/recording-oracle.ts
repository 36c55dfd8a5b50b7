// A second implementation of following recordings, without the product's code: a small language by brute force.

/** A message of the small language: its name, and whether it came on its own protocol. */
export interface Letter {
  readonly name: string;
  readonly isRight: boolean;
}

interface SmallPhase {
  readonly from: string;
  readonly to: string;
  /** Its trigger and its rows: each once, in any order. */
  readonly letters: readonly string[];
}

/** The phases of `Door` in {@link doorModel}. */
const phases: readonly SmallPhase[] = [
  { from: 'outside', to: 'waiting', letters: ['Ring', 'Chime', 'Rung'] },
  { from: 'waiting', to: 'inside', letters: ['Enter', 'Welcome', 'Noted'] },
  { from: 'waiting', to: 'outside', letters: ['GoAway', 'Bye'] },
  { from: 'inside', to: 'outside', letters: ['Leave', 'Bye', 'Noted'] },
];

/** Those that are sent to the book, on its own protocol. */
export const noted: ReadonlySet<string> = new Set(['Rung', 'Noted']);
/** Those that the guest sends. */
export const sent: ReadonlySet<string> = new Set(['Ring', 'Enter', 'GoAway', 'Leave']);

export const doorModel = `
protocol Wire
protocol Log
${['Ring', 'Chime', 'Enter', 'Welcome', 'GoAway', 'Bye', 'Leave'].map((name) => `message ${name} on Wire`).join('\n')}
message Rung on Log
message Noted on Log

model Door {
  party  guest
  system door
  system book
  states outside, pending waiting, inside
  channel door <-> guest on Wire
  channel door -> book on Log
${phases
  .map(
    ({ from, to, letters: [trigger, ...rows] }, index) => `  phase Phase${index} {
    trigger guest -> door : ${trigger}
    moves guest from ${from} to ${to}
${rows.map((row) => `    door -> ${noted.has(row) ? 'book' : 'guest'} : ${row}`).join('\n')}
  }`,
  )
  .join('\n')}
}
`;

/** The guest's state, and the messages that begun phases still require. */
interface Configuration {
  readonly state: string;
  readonly wanted: readonly (readonly string[])[];
}

/** The search stops at this number of edits. */
export const MAX_EDITS = 3;

/**
 * The fewest edits that make a word of messages: left out, put in, or sent on the right protocol. A word is phases after one
 * another, each beginning where the guest is then, that overlap in any way; it does not end while the guest waits.
 * @returns Infinity if more than {@link MAX_EDITS} are needed
 */
export function editsToWord(messages: readonly Letter[]): number {
  let costs = new Map<string, number>([[keyOf({ state: 'outside', wanted: [] }), 0]]);
  for (const message of messages) {
    const next = new Map<string, number>();
    const add = (configuration: Configuration, cost: number) => put(next, keyOf(configuration), cost);
    for (const [key, cost] of withUnseen(costs)) {
      const configuration = parse(key);
      add(configuration, cost + 1);
      const own = cost + (message.isRight ? 0 : 1);
      for (const [index, wanted] of configuration.wanted.entries()) {
        if (!wanted.includes(message.name)) continue;
        add({ ...configuration, wanted: replaced(configuration.wanted, index, without(wanted, message.name)) }, own);
      }
      for (const { from, to, letters } of phases) {
        if (from !== configuration.state || !letters.includes(message.name)) continue;
        add({ state: to, wanted: [...configuration.wanted, without(letters, message.name)] }, own);
      }
    }
    costs = next;
  }
  let least = Number.POSITIVE_INFINITY;
  for (const [key, cost] of withUnseen(costs)) {
    const { state, wanted } = parse(key);
    if (state !== 'waiting') least = Math.min(least, cost + wanted.flat().length);
  }
  return least;
}

/** With phases that begin with a message that is put in. */
function withUnseen(costs: ReadonlyMap<string, number>): Map<string, number> {
  const all = new Map(costs);
  let last = costs;
  for (let round = 0; round < 2; round++) {
    const next = new Map<string, number>();
    for (const [key, cost] of last) {
      for (const after of afterUnseen(key)) put(next, after, cost + 1);
    }
    for (const [key, cost] of next) put(all, key, cost);
    last = next;
  }
  return all;
}

/** The configurations after a message that is put in and begins a phase; computed once, as all words lead to the same ones. */
const afterUnseen = remembered((key) => {
  const { state, wanted } = parse(key);
  return phases
    .filter(({ from }) => from === state)
    .flatMap(({ to, letters }) =>
      letters.map((letter) => keyOf({ state: to, wanted: [...wanted, without(letters, letter)] })),
    );
});

/** A required message has to come or be inserted: a configuration that requires too many is not followed. */
function put(costs: Map<string, number>, key: string, cost: number): void {
  if (cost > MAX_EDITS || openMessages(key) > 6) return;
  const lowestCost = costs.get(key);
  if (lowestCost === undefined || cost < lowestCost) costs.set(key, cost);
}

function keyOf({ state, wanted }: Configuration): string {
  const open = wanted.filter((letters) => letters.length > 0).map((letters) => [...letters].sort().join());
  return `${state}|${open.sort().join(';')}`;
}

const parse = remembered((key): Configuration => {
  const [state = '', open = ''] = key.split('|');
  return { state, wanted: open === '' ? [] : open.split(';').map((letters) => letters.split(',')) };
});

/** How many messages a configuration still requires. */
const openMessages = remembered((key) => parse(key).wanted.flat().length);

/** A function of a key that is computed once for each. */
function remembered<T>(compute: (key: string) => T): (key: string) => T {
  const valueByKey = new Map<string, T>();
  return (key) => {
    const value = valueByKey.get(key) ?? compute(key);
    valueByKey.set(key, value);
    return value;
  };
}

function without(letters: readonly string[], letter: string): string[] {
  const index = letters.indexOf(letter);
  return letters.filter((_, at) => at !== index);
}

function replaced<T>(values: readonly T[], index: number, value: T): T[] {
  return values.map((own, at) => (at === index ? value : own));
}

/**
 * A random conforming sequence: phases after one another, their messages in any order.
 * @param overlap share of phases that begin while messages of the one before are still to come
 */
export function randomWord(random: () => number, overlap: number): Letter[] {
  const letters: { name: string; at: number }[] = [];
  let state = 'outside';
  let now = 0;
  for (let count = 0; count < 4; count++) {
    const can = phases.filter(({ from }) => from === state);
    const phase = can[Math.floor(random() * can.length)];
    if (phase === undefined || (state !== 'waiting' && count > 0 && random() < 0.3)) break;
    for (const name of phase.letters) letters.push({ name, at: now + random() * 3 });
    now += random() < overlap ? 1 : 3;
    state = phase.to;
  }
  return letters.sort((a, b) => a.at - b.at).map(({ name }) => ({ name, isRight: true }));
}

/** One message dropped, doubled, or on another protocol. */
export function edited(letters: readonly Letter[], random: () => number): Letter[] {
  const at = Math.floor(random() * letters.length);
  const letter = letters[at];
  if (letter === undefined) return [...letters];
  const kind = Math.floor(random() * 3);
  const rest = letters.filter((_, index) => index !== at);
  if (kind === 0) return rest;
  if (kind === 1) return [...letters.slice(0, at), letter, ...letters.slice(at)];
  return replaced(letters, at, { ...letter, isRight: false });
}
