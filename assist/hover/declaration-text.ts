import type { AstNode } from 'langium';
import { ast } from '../../language/index.js';

const MAX_LINES = 12;

/** A declaration as it is written, its block only if that is short. */
export function declarationText(node: AstNode): string | undefined {
  const text = node.$cstNode?.text;
  if (text === undefined) return undefined;
  if (ast.isState(node)) return `${text} // a state of ${modelOf(node)?.name ?? 'the model'}`;
  if (ast.isFactValue(node) && ast.isFact(node.$container)) return `${node.$container.name} is ${node.name}`;
  const lines = text.split(/\r\n|\r|\n/).map(unaligned);
  const whole = node.$type === 'Message' || node.$type === 'ModelPhase' || node.$type === 'FlowPhase';
  if (whole && lines.length <= MAX_LINES) return outdented(lines);
  return (lines[0] ?? '').replace(/(?<!\s)\s*\{\s*$/, '').trim();
}

/** States and values are documented where they are listed. */
export function documentedNode(node: AstNode): AstNode {
  return ast.isState(node) || ast.isFactValue(node) ? (node.$container ?? node) : node;
}

/** Text as a block of code. */
export function codeBlock(text: string): string {
  return `\`\`\`confer\n${text}\n\`\`\``;
}

function modelOf(node: AstNode): ast.Model | undefined {
  const list = node.$container;
  return ast.isStateList(list) && ast.isModel(list.$container) ? list.$container : undefined;
}

/** Without the blanks that put words below those of other lines; indentation and texts stay. */
function unaligned(line: string): string {
  return line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\/\/.*$|\/\*.*?\*\/|(?<=\S)[ \t]{2,}(?=\S)/g, (found) =>
    found.trim() === '' ? ' ' : found,
  );
}

/** Takes the indentation of the last line, which closes the block, off all others. */
function outdented(lines: readonly string[]): string {
  const margin = /^\s*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  return lines
    .map((line, index) => (index === 0 ? line : line.slice(Math.min(margin, line.length - line.trimStart().length))))
    .join('\n');
}
