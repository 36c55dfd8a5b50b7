import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink, Range } from 'vscode-languageserver';
import { ast, type ImportResolver, importsOf } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';

/** Links from imports to their files, and from a model's sources to where they are published. */
export class ConferDocumentLinkProvider implements DocumentLinkProvider {
  private readonly imports: ImportResolver;

  constructor(services: ConferServices) {
    this.imports = services.shared.workspace.ImportResolver;
  }

  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const root = document.parseResult.value;
    const links: DocumentLink[] = [];
    for (const declaration of importsOf(root)) {
      const target = this.imports.resolveImport(document, declaration)?.uri.toString();
      const range = insideQuotes(declaration, 'path');
      if (target !== undefined && range !== undefined) links.push({ range, target });
    }
    for (const source of ast.isConferFile(root) ? sourcesIn(root) : []) {
      const range = insideQuotes(source, 'url');
      if (range !== undefined && isWebAddress(source.url))
        links.push({ range, target: source.url, tooltip: source.text });
    }
    return links;
  }
}

function sourcesIn(root: AstNode) {
  const models = AstUtils.streamContents(root).filter(ast.isModel).toArray();
  const members = models.flatMap((model) => model.members);
  return [...members, ...members.filter(ast.isModelPhase).flatMap((phase) => phase.members)].filter(ast.isSource);
}

/** Only addresses that a browser opens: the file may come from anyone. */
function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[^\s]+$/i.test(url);
}

function insideQuotes(node: AstNode, property: string): Range | undefined {
  const range = GrammarUtils.findNodeForProperty(node.$cstNode, property)?.range;
  if (range === undefined) return undefined;
  const { start, end } = range;
  return {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
}
