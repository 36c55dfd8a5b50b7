import type { AstNode, DocumentationProvider } from 'langium';
import { AstNodeHoverProvider } from 'langium/lsp';
import { isFact, isFactValue, isModel, isState, isStateList, type Model } from '../../language/generated/ast.js';
import type { ConferServices } from '../confer-lsp-services.js';

const longestDeclaration = 12;

/** Shows a declaration as written, and its documentation. */
export class ConferHoverProvider extends AstNodeHoverProvider {
  private readonly documentation: DocumentationProvider;

  constructor(services: ConferServices) {
    super(services);
    this.documentation = services.documentation.DocumentationProvider;
  }

  protected override getAstNodeHoverContent(node: AstNode): string | undefined {
    const declaration = declarationOf(node);
    if (declaration === undefined) return undefined;
    const text = this.documentation.getDocumentation(documentedNode(node));
    const code = `\`\`\`confer\n${declaration}\n\`\`\``;
    return text === undefined ? code : `${code}\n\n${text}`;
  }
}

/** States and values are documented where they are listed. */
function documentedNode(node: AstNode): AstNode {
  return isState(node) || isFactValue(node) ? (node.$container ?? node) : node;
}

function declarationOf(node: AstNode): string | undefined {
  const text = node.$cstNode?.text;
  if (text === undefined) return undefined;
  if (isState(node)) return `${text}  // a state of ${modelOf(node)?.name ?? 'the model'}`;
  if (isFactValue(node) && isFact(node.$container)) return `${node.$container.name} is ${node.name}`;
  const lines = text.split(/\r\n|\r|\n/);
  const whole = node.$type === 'Message' || node.$type === 'ModelPhase' || node.$type === 'FlowPhase';
  if (whole && lines.length <= longestDeclaration) return outdented(lines);
  return (lines[0] ?? '').replace(/\s*\{\s*$/, '').trim();
}

function modelOf(node: AstNode): Model | undefined {
  const list = node.$container;
  return isStateList(list) && isModel(list.$container) ? list.$container : undefined;
}

/** Takes the indentation of the last line, which closes the block, off all others. */
function outdented(lines: readonly string[]): string {
  const margin = /^\s*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  return lines
    .map((line, index) => (index === 0 ? line : line.slice(Math.min(margin, line.length - line.trimStart().length))))
    .join('\n');
}
