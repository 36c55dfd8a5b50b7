import { isNear } from '../repair/intended-words.js';
import { isEnd, isState, type LineRemedy, type Remedy, replaceWithWords } from './line-remedy.js';

/** Words of Confer that begin or join parts of a line, so they are not half of a name. */
const KEYWORDS =
  'after|all|and|answers|anytime|as|at|capture|channel|event|except|fact|flow|follows|from|given|import|in|inferred|initially|is|message|model|moves|needs|next|none|on|optional|or|partial|party|pending|phase|protocol|repeated|replaces|request|scenario|some|source|start|states|system|timeout|to|trigger|when|within';
const NAME = String.raw`(?!(?:${KEYWORDS})\b)[A-Za-z_]\w*`;
const PAIR = String.raw`(?<at>(?<first>${NAME})[ \t]+(?<second>${NAME}))`;
const DECLARATION = new RegExp(
  String.raw`^[ \t]*(?:optional\s+)?(?:party|system|phase|scenario|fact|flow|model|protocol|event|request|message|capture)\s+\^?(?<first>\w+)(?:[ \t]+(?<second>${NAME})(?=[ \t]*(?:$|["{:]|(?:as|follows|initially|is|next|on|replaces)\b)))?`,
  'gm',
);

/** Words of the language that can follow a declared name. */
const AFTER_NAME = ['as', 'follows', 'initially', 'is', 'next', 'on', 'replaces'];

const isNearKeyword = (name: string) => /^[a-z]/.test(name) && AFTER_NAME.some((word) => isNear(name, word));
const matches = (text: string, pattern: string) => text.match(new RegExp(pattern, 'gm'))?.length ?? 0;

/** Two words as one name, the likeliest first. */
function spellings(first: string, second: string): string[] {
  return [`${first}${second.charAt(0).toUpperCase()}${second.slice(1)}`, `${first}${second}`, `${first}_${second}`];
}

/** Two words as one name: as it is written elsewhere in the file, otherwise with a second capital letter. */
function joined(first: string, second: string, text: string): { readonly name: string; readonly isWritten: boolean } {
  const names = spellings(first, second);
  const written = names.find((name) => matches(text, `\\b${name}\\b`) > 0);
  return { name: written ?? names[0] ?? '', isWritten: written !== undefined };
}

/** How often two words follow each other in a line of the file. */
const timesTogether = (first: string, second: string, text: string) =>
  matches(text, String.raw`\b${first}[ \t]+${second}\b`);

/** The remedy for the name of a declaration that has two words, which may be followed by a title. */
function declared(first: string, second: string, text: string, title: boolean): Remedy | string | null {
  if (first === second || isNearKeyword(second)) return null;
  const { name, isWritten } = joined(first, second, text);
  const or = title && !isWritten ? `, or "${second}" in quotes as its title` : '';
  const remedy = replaceWithWords('A name is one word', name);
  const says = `${remedy.says}${or}`;
  // The first word alone is used as the name, so that the second one is something else.
  const isOther = !isWritten && timesTogether(first, second, text) === 1 && matches(text, String.raw`\b${first}\b`) > 1;
  if (!isOther) return { says, writes: name };
  return title ? { says, writes: `${first} "${second}"` } : says;
}

/** The names that a file declares, and those of two words. */
interface DeclaredNames {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/** Those of the last file: a file has many lines that may have such a name. */
let last: DeclaredNames | null = null;

function declaredNames(text: string): DeclaredNames {
  if (last?.text === text) return last;
  const found = [...text.matchAll(DECLARATION)].map(({ groups }) => [groups?.first ?? '', groups?.second] as const);
  const names = new Set(found.map(([first]) => first));
  const pairs = new Set(found.flatMap(([first, second]) => (second === undefined ? [] : [`${first} ${second}`])));
  last = { text, names, pairs };
  return last;
}

/** The remedy for two words that the file declares as one name, or as a name of two words; null for others. */
function used(first: string, second: string, text: string): Remedy | null {
  const { names, pairs } = declaredNames(text);
  if (first === second || (names.has(first) && names.has(second))) return null;
  const [capital = '', ...others] = spellings(first, second);
  const written = [capital, ...others].find((name) => names.has(name));
  const isPair = pairs.has(`${first} ${second}`) && timesTogether(first, second, text) > 1;
  return written !== undefined || isPair ? replaceWithWords('A name is one word', written ?? capital) : null;
}

/** Declarations by block: the words that they begin with, what follows the name, and whether a title can. */
const DECLARATIONS: readonly (readonly [block: RegExp, words: string, after: string, title: boolean])[] = [
  [/^ConferFile$/, 'flow', String.raw`\s*(?:\{|follows\b)`, true],
  [/^ConferFile$/, 'flow', String.raw`\s*"`, false],
  [/^ConferFile$/, 'model', String.raw`\s*\{`, true],
  [/^ConferFile$/, 'capture', String.raw`\s*(?:\{|is\b)`, true],
  [/^ConferFile$/, 'model|capture|protocol|event|request|message', String.raw`\s*"`, false],
  [/^ConferFile$/, 'event|request|message|protocol', String.raw`\s*(?:$|on\b)`, false],
  [/^Model$/, String.raw`(?:optional\s+)?(?:party|system)`, String.raw`\s*(?:$|initially\b)`, true],
  [/^Model$/, String.raw`(?:optional\s+)?(?:party|system)|phase`, String.raw`\s*"`, false],
  [/^Model$/, 'phase', String.raw`\s*(?:\{|replaces\b)`, true],
  [/^Model$/, 'fact', String.raw`\s*:`, false],
  [/^Flow$/, 'party|system', String.raw`\s+(?:as|initially)\b`, true],
  [/^Flow$/, 'phase', String.raw`\s+(?:is|next)\b`, true],
  [/^Flow$/, 'party|system|phase|scenario', String.raw`\s*"`, false],
  [/^Flow$/, 'scenario', String.raw`\s*\{`, true],
];

/** Names of two words, where they are declared and where they are used. */
export const remediesOfNames: readonly LineRemedy[] = [
  ...DECLARATIONS.map(
    ([block, words, after, title]): LineRemedy => ({
      block,
      line: new RegExp(`^(?:${words})\\s+${PAIR}${after}`),
      remedy: (_, { first = '', second = '' }, text) =>
        isState(text, second) || isEnd(text, second) ? null : declared(first, second, text, title),
    }),
  ),
  // Reading may stop at the word after the name, or take the whole row for something else.
  ...[
    String.raw`^participant\s+${PAIR}(?!\w)(?:\s*\S{1,40})?`,
    String.raw`(?<![\w"])${PAIR}(?!\w)(?:\s*\S{1,40})?`,
    String.raw`^[^":]*->[^":]*:\s*${PAIR}(?!\w).*$`,
  ].map(
    (line): LineRemedy => ({
      line: new RegExp(line),
      remedy: (_, { first = '', second = '' }, text) => used(first, second, text),
    }),
  ),
];
