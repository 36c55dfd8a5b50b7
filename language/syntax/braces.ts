/** A `{` that something is wrong with. */
export interface OpenBrace {
  readonly offset: number;
  /** Zero-based line of the `{`. */
  readonly line: number;
}

/** What the braces of a text tell, read by their indentation. */
export interface BraceReport {
  /** A `{` that is most likely meant to be closed before the given line, and is not. */
  readonly suspect: { readonly brace: OpenBrace; readonly beforeLine: number } | undefined;
  /** The innermost `{` that nothing closes. */
  readonly unclosed: OpenBrace | undefined;
}

interface Block extends OpenBrace {
  readonly indentation: number;
}

/**
 * Finds the brace behind a mistake that the parser notices only much later: a block that opens no deeper than the one
 * it would stand in, or a `}` further left than the line of the `{` it would close.
 */
export function readBraces(text: string): BraceReport {
  const open: Block[] = [];
  let suspect: BraceReport['suspect'];
  let line = 0;
  let indentation = 0;
  const pattern = /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|[{}]|(?:\r\n|\r|\n)[ \t]*/g;
  for (const match of text.matchAll(pattern)) {
    const word = match[0];
    const top = open.at(-1);
    if (word === '{') {
      if (top !== undefined && top.line < line && indentation <= top.indentation) {
        suspect ??= { brace: top, beforeLine: line };
      }
      open.push({ offset: match.index, line, indentation });
    } else if (word === '}') {
      if (top !== undefined && top.line < line && indentation < top.indentation) {
        suspect ??= { brace: top, beforeLine: line };
      }
      open.pop();
    } else if (word.startsWith('/*')) {
      line += word.split(/\r\n|\r|\n/).length - 1;
    } else if (!word.startsWith('"') && !word.startsWith('//')) {
      line++;
      indentation = word.replace(/^[\r\n]+/, '').length;
    }
  }
  return { suspect, unclosed: open.at(-1) };
}
