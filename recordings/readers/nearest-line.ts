import type { Capture } from '../../check/index.js';

/** The line that a capture's expressions fit furthest, and how far. */
export function nearestLine(
  capture: Capture,
  samples: readonly { readonly text: string; readonly line: number }[],
): { text: string; line: number; length: number } | null {
  let best: { text: string; line: number; length: number } | null = null;
  for (const pattern of capture.lines) {
    const prefixes = prefixesOf(pattern.source, pattern.flags);
    for (const { text, line } of samples) {
      if (text.length > 4096) continue;
      let length = 0;
      for (const prefix of prefixes) {
        const match = prefix.exec(text);
        if (match === null) continue;
        length = match.index + match[0].length;
        break;
      }
      if (best === null || length > best.length) best = { text, line, length };
    }
  }
  const [first] = samples;
  return best ?? (first === undefined ? null : { ...first, length: 0 });
}

/** The beginnings of an expression that are expressions themselves, the longest first. */
function prefixesOf(source: string, flags: string): RegExp[] {
  const found: RegExp[] = [];
  for (let end = source.length; end > 0; end--) {
    if (source[end - 1] === '\\') continue;
    const open = (
      source
        .slice(0, end)
        .replace(/\\.|\[(?:\\.|[^\]])*\]/g, '')
        .match(/\((?!\?[=!<])|\(\?<\w/g) ?? []
    ).length;
    const closed = (
      source
        .slice(0, end)
        .replace(/\\.|\[(?:\\.|[^\]])*\]/g, '')
        .match(/\)/g) ?? []
    ).length;
    if (open > closed) continue;
    try {
      found.push(new RegExp(source.slice(0, end), flags));
    } catch {
      // Cut within an element.
    }
    if (found.length >= 200) break;
  }
  return found;
}
