import type { AstNode, CommentProvider, DocumentationProvider, LangiumCoreServices } from 'langium';

/** The documentation of declarations: `/** … *\/` before them, which is Markdown as it stands (docs/language.md). */
export class MarkdownDocumentation implements DocumentationProvider {
  private readonly comments: CommentProvider;

  constructor(services: LangiumCoreServices) {
    this.comments = services.documentation.CommentProvider;
  }

  /** The text of the comment before a declaration, without its marks; undefined where none documents it. */
  getDocumentation(node: AstNode): string | undefined {
    const comment = this.comments.getComment(node);
    const text = comment === undefined ? null : /^\/\*\*(?!\/)([\s\S]*?)\*\/$/.exec(comment);
    return text?.[1] === undefined ? undefined : withoutMargin(text[1]);
  }
}

/** Leaves out what stands left of the text: the stars, or the indentation that all lines have. */
function withoutMargin(text: string): string | undefined {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const written = rest.filter((line) => line.trim() !== '');
  const starred = written.length > 0 && written.every((line) => /^\s*\*/.test(line));
  const margin = starred ? /^\s*\* ?/ : new RegExp(`^\\s{0,${Math.min(...written.map((line) => line.search(/\S/)))}}`);
  const lines = [first.trimStart(), ...rest.map((line) => line.replace(written.length === 0 ? /^\s*/ : margin, ''))];
  const documentation = lines.join('\n').replace(/^\n+|\n+$/g, '');
  return documentation === '' ? undefined : documentation;
}
