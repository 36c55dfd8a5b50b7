import { AstUtils } from 'langium';
import { type Fact, type FactValue, isFactCondition, isFactStatement } from '../../generated/ast.js';
import type { PhaseMistake } from './misread-line.js';

/** Types of values in other notations, which a fact has none of. */
const TYPE =
  /^(?:bool|boolean|date|decimal|double|duration|enum|float|int|integer|long|number|str|string|text|time|void)$/i;

/** The only value of a fact if it is the name of a type; undefined for a fact with values. */
export function typeOfFact({ values }: Fact): FactValue | undefined {
  const [only, second] = values;
  return only !== undefined && second === undefined && TYPE.test(only.name ?? '') ? only : undefined;
}

/** A type in place of the values of a fact, if the file gives it other values: `fact day: boolean`. */
export function typedFact(fact: Fact): PhaseMistake[] {
  const type = typeOfFact(fact);
  const node = type?.$cstNode;
  if (type === undefined || node === undefined) return [];
  const used = new Set<string>();
  for (const other of AstUtils.streamAllContents(AstUtils.getDocument(fact).parseResult.value)) {
    const isOfFact = (isFactCondition(other) || isFactStatement(other)) && other.fact?.$refText === fact.name;
    const name = isOfFact ? other.value?.$refText : undefined;
    if (name !== undefined && name !== type.name) used.add(name);
  }
  if (used.size === 0) return [];
  const values = used.size > 1 ? [...used] : [...used, '…'];
  const message = `Unexpected "${type.name}". A fact lists its values instead of a type: "fact ${fact.name}: ${values.join(', ')}".`;
  return [{ offset: node.offset, length: node.length, message }];
}
