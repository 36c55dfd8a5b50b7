import type { Pattern } from '../../check/index.js';

/** An expression as written between slashes, with the flags after it. */
export function patternOf(text: string): Pattern {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, Math.max(1, end)), flags: text.slice(end + 1) };
}

/** Why an expression is not valid, in the words of the engine; null if it is valid. */
export function errorOf({ source, flags }: Pattern): string | null {
  try {
    new RegExp(source, flags);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*\/: /, '') : String(error);
  }
}

/** The names of the named groups of an expression. */
export function groupsOf({ source }: Pattern): string[] {
  return [...source.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].flatMap(([, name]) => name ?? []);
}
