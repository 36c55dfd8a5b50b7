/** The keys of a path in JSON, and how far it can be read. */
export interface PathKeys {
  /** From the outside in. */
  readonly keys: readonly string[];
  /** Offset of what is no part of a path, in UTF-16 units; the length of a valid path. */
  readonly end: number;
}

/** Reads a path (`$.a['b.c'][0]`); without `$` it is one key. */
export function pathKeys(path: string): PathKeys {
  if (!path.startsWith('$')) return { keys: [path], end: path.length };
  const keys: string[] = [];
  const part = /\.([^.[]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;
  let end = 1;
  part.lastIndex = end;
  for (let match = part.exec(path); match !== null; match = part.exec(path)) {
    keys.push(match[1] ?? match[2] ?? (match[3] ?? match[4] ?? '').replace(/\\(.)/g, '$1'));
    end = part.lastIndex;
  }
  return { keys, end };
}
