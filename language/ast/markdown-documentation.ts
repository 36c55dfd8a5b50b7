import type { AstNode, CommentProvider, DocumentationProvider, LangiumCoreServices } from 'langium';
import { visibleText } from '../../timeline/types/visible-text.js';

/** The documentation of declarations: `/** … *\/` before them, which is Markdown (docs/language.md). */
export class MarkdownDocumentation implements DocumentationProvider {
  private readonly comments: CommentProvider;

  constructor(services: LangiumCoreServices) {
    this.comments = services.documentation.CommentProvider;
  }

  /** The text of the comment before a declaration, without its marks; undefined if none documents it. */
  getDocumentation(node: AstNode): string | undefined {
    const comment = this.comments.getComment(node);
    const text = comment === undefined ? null : /^\/\*\*(?!\/)([\s\S]*?)\*\/$/.exec(comment);
    return text?.[1] === undefined ? undefined : harmless(withoutMargin(text[1]));
  }
}

/** HTML that would load something, or run. */
const loadingTag = /<(?=\/?(?:img|svg|picture|source|video|audio|iframe|object|embed|link|style|script)\b)/gi;

/**
 * The text with nothing in it that a hover would load from elsewhere, and what cannot be seen shown: a picture is a
 * link.
 */
function harmless(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : visibleText(text)
        .replace(/!(?=\[)/g, '')
        .replace(loadingTag, '&lt;');
}

/** The most columns of indentation that are left out. */
const MAX_MARGIN = 1_000;

/** Removes what is left of the text: the stars, or the indentation that all lines share. */
function withoutMargin(text: string): string | undefined {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const written = rest.filter((line) => line.trim() !== '');
  const starred = written.length > 0 && written.every((line) => /^\s*\*/.test(line));
  const shared = written.reduce((least, line) => Math.min(least, line.search(/\S/)), MAX_MARGIN);
  const margin = starred ? /^\s*\* ?/ : new RegExp(`^\\s{0,${shared}}`);
  const lines = [first.trimStart(), ...rest.map((line) => line.replace(written.length === 0 ? /^\s*/ : margin, ''))];
  const last = lines.findLastIndex((line) => line !== '');
  const documentation = lines
    .slice(
      Math.max(
        0,
        lines.findIndex((line) => line !== ''),
      ),
      last + 1,
    )
    .join('\n');
  return documentation === '' ? undefined : documentation;
}
