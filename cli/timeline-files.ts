import path from 'node:path';

/** Length of a file's name without its ending, in code points: file systems take 255 bytes. */
const MAX_NAME = 60;

/**
 * Names for files of timelines, as `chat-EscalateChat.svg`: letters, digits, `_` and `-` only, so that none leads out
 * of its folder or is a device of an operating system; no two are equal, even on file systems that ignore case.
 * @param ending without the dot
 */
export function timelineFileNames(
  timelines: readonly { readonly file: string; readonly flow: string }[],
  ending: string,
): string[] {
  const used = new Set<string>();
  return timelines.map(({ file, flow }) => {
    const base = safeName(`${path.basename(file).replace(/\.confer$/i, '')}-${flow}`);
    let name = base;
    for (let count = 2; used.has(name.toLowerCase()); count += 1) name = `${base}-${count}`;
    used.add(name.toLowerCase());
    return `${name}.${ending}`;
  });
}

function safeName(text: string): string {
  return [...text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')].slice(0, MAX_NAME).join('');
}
