import { type BlockKind, linesOf } from './slips.js';

/** What a text carries from where it was copied: the lines as they are pasted, each with its indentation. */
export type Paste = (lines: readonly string[]) => readonly string[];

const mark =
  (write: (at: number) => string): Paste =>
  (lines) =>
    lines.map((line, at) => line.replace(/^(\s*)(?=\S)/, `$1${write(at)}`));
const before =
  (write: (at: number) => string): Paste =>
  (lines) =>
    lines.map((line, at) => `${write(at)}${line}`);

/** Lines as other programs show them: one finding for all of them, at the first mark. */
export const pastes: Readonly<Record<string, Paste>> = {
  'bullets •': mark(() => '• '),
  'bullets • with a tab': mark(() => '•\t'),
  'bullets of Word': mark(() => '\uf0b7\t'),
  'bullets o': mark(() => 'o\t'),
  'bullets -': mark(() => '- '),
  'bullets *': mark(() => '* '),
  'bullets –': mark(() => '– '),
  'bullets ▪': mark(() => '▪ '),
  'numbers 1.': mark((at) => `${at + 1}. `),
  'numbers 1)': mark((at) => `${at + 1}) `),
  'letters a)': mark((at) => `${String.fromCharCode(97 + (at % 26))}) `),
  'line numbers |': before((at) => `${at + 8} | `),
  'line numbers aligned': before((at) => `${String(at + 8).padStart(4)} | `),
  'line numbers :': before((at) => `${at + 8}: `),
  'line numbers and a tab': before((at) => `${String(at + 8).padStart(6)}\t`),
  'line numbers alone': before((at) => `${at + 8} `),
  'line numbers →': before((at) => `${String(at + 8).padStart(6)}→`),
  'a diff of new lines': before(() => '+'),
  'a diff of new lines with spaces': before(() => '+ '),
  'a diff with its head': (lines) => ['@@ -1,4 +1,6 @@', ...lines.map((line) => `+${line}`)],
  'a diff with removed lines': ([first = '', ...lines]) => [`-${first}`, `+${first}`, ...lines],
  'a diff of a file': ([first = '', ...lines]) => [
    ...['diff --git a/a.confer b/a.confer', 'index 0123456..89abcde 100644', '--- a/a.confer', '+++ b/a.confer'],
    ...['@@ -1,4 +1,6 @@ flow F', `-${first}`, `+${first}`, ...lines],
  ],
  'a merge conflict': ([first = '', ...lines]) => [
    ...['<<<<<<< HEAD', first, '=======', first, '>>>>>>> main', ...lines],
  ],
  'a merge conflict with its base': ([first = '', ...lines]) => [
    ...['<<<<<<< HEAD', first, '||||||| 0123456', '=======', first, '>>>>>>> main', ...lines],
  ],
  'a merge conflict with other words': ([first = '', ...lines]) => [
    ...['<<<<<<< HEAD', first, '=======', '    these are ->> other words', '>>>>>>> main', ...lines],
  ],
  'a marker <<<<<<<': (lines) => ['<<<<<<< HEAD', ...lines],
  'a marker =======': (lines) => ['=======', ...lines],
  'a marker >>>>>>>': (lines) => ['>>>>>>> main', ...lines],
  'a fence': (lines) => ['```', ...lines, '```'],
  'a fence of confer': (lines) => ['```confer', ...lines, '```'],
  'a fence ~~~': (lines) => ['~~~', ...lines, '~~~'],
  'a fence that opens': (lines) => ['```confer', ...lines],
  'a fence that closes': (lines) => [...lines, '```'],
};

/** Stretches of two or three lines of a file that belong to one block of each kind and open none. */
export function stretchesOf(text: string): { readonly from: number; readonly to: number; readonly block: BlockKind }[] {
  const lines = linesOf(text).filter(({ opens, closes }) => opens === null && !closes);
  const seen = new Set<BlockKind>();
  return lines.flatMap(({ index, block }, at) => {
    const next = lines[at + 1];
    if (seen.has(block) || next?.index !== index + 1 || next.block !== block) return [];
    seen.add(block);
    const third = lines[at + 2];
    const to = third?.index === index + 2 && third.block === block ? index + 3 : index + 2;
    return [{ from: index, to, block }];
  });
}

/** A file with some of its lines as they are pasted. */
export function withPasted(text: string, from: number, to: number, paste: Paste): string {
  const lines = text.split('\n');
  return [...lines.slice(0, from), ...paste(lines.slice(from, to)), ...lines.slice(to)].join('\n');
}
