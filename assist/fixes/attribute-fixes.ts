import { AstUtils } from 'langium';
import { type AttributeType, nearestNames, quoted, wordText } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/** Placeholder for a value that only the author knows. */
const placeholders: Record<AttributeType, string> = {
  string: '"…"',
  integer: '0',
  number: '0',
  boolean: 'false',
  duration: '0s',
};

/** `attribute-type`, of a step or a row: the same value, written as its type wants it. */
export function attributeType(context: FixContext): Proposal[] {
  const { node } = context;
  const argument = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isArgument);
  const attribute = argument?.attribute?.ref;
  if (argument?.value === undefined || attribute === undefined) return [];
  const { type } = attribute;
  if (type === undefined) {
    const nearest = nearestNames(argument.value.value, attribute.words);
    return [...new Set([...nearest, ...attribute.words])].map((word) => ({
      title: `Change to ${wordText(word)}`,
      alternatives: [context.replaced(wordText(word))],
      preferable: true,
    }));
  }
  const value = rewritten(context.source.text.slice(context.start, context.end), type);
  if (value !== null)
    return [{ title: `Change to ${value}`, alternatives: [context.replaced(value)], preferable: true }];
  const text = placeholders[type];
  const edit = { start: context.start, end: context.end, text, select: { from: 0, length: text.length } };
  return [{ title: `Change to ${text}`, alternatives: [[edit]], preferable: true }];
}

/** `missing-attribute`: adds those that the message requires, to be filled in. */
export function missingAttribute(context: FixContext): Proposal[] {
  const { step } = context;
  const last = step?.node.arguments.at(-1)?.$cstNode;
  const names = context.finding.data.candidates ?? [];
  if (step === undefined || last === undefined || names.length === 0) return [];
  let text = '';
  let select: { from: number; length: number } | undefined;
  for (const name of names) {
    const attribute = step.step.message?.attributes.get(name);
    const [word] = attribute?.words ?? [];
    const value = word === undefined ? placeholders[attribute?.type ?? 'string'] : wordText(word);
    text += `, ${name}: `;
    select ??= { from: text.length, length: value.length };
    text += value;
  }
  const edit = { start: last.end, end: last.end, text, ...(select === undefined ? {} : { select }) };
  return [{ title: `Add ${joinWithAnd(names.map(quoted))}`, alternatives: [[edit]], preferable: true }];
}

/** Null if the value cannot mean one of the type. */
function rewritten(value: string, type: AttributeType): string | null {
  const bare = value.replace(/^"(.*)"$/, '$1');
  switch (type) {
    case 'string':
      return JSON.stringify(bare);
    case 'integer':
      return /^-?\d+(\.0+)?$/.test(bare) ? bare.replace(/\..*/, '') : null;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(bare) ? bare : null;
    case 'boolean':
      return /^(true|false)$/i.test(bare) ? bare.toLowerCase() : null;
    case 'duration':
      if (/^\d+(\.\d+)?(ms|s|m|h)$/.test(bare)) return bare;
      return /^\d+(\.\d+)?$/.test(bare) ? `${bare}s` : null;
  }
}
