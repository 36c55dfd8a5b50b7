import {
  type Attribute,
  type AttributeType,
  brief,
  briefList,
  type Message,
  type Movable,
  nearestNames,
  type Place,
  plainPlace,
  quoted,
  type StepValue,
  wordText,
} from '../../check/index.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { durationMs } from './duration.js';
import type { FindingsCollector } from './findings-collector.js';
import { timesText } from './times-text.js';

/** A step, or a row that gives values. */
type AttributeHolder = ast.Step | ast.Row;

const NO_VALUES: readonly StepValue[] = [];

/** The values that a step or row gives attributes of its message; those of unknown attributes are left out. */
export function compileValues(node: AttributeHolder, message: Message | null, places: Places): readonly StepValue[] {
  if (node.arguments.length === 0) return NO_VALUES;
  return node.arguments.flatMap((argument): StepValue[] => {
    const attribute = message?.attributes.get(argument.attribute?.$refText ?? '');
    const { value } = argument;
    if (attribute === undefined || value === undefined) return [];
    const compiled = new CompiledValue(attribute.name, valueKey(value, attribute), places.node(value), value);
    return [places.areFixed ? compiled.toJSON() : compiled];
  });
}

/** A value whose text is read when it is shown: there are many values, and few of them are. */
class CompiledValue implements StepValue, Movable {
  constructor(
    readonly attribute: string,
    readonly key: string | null,
    readonly place: Place,
    private node: ast.Literal,
  ) {}

  get text(): string {
    return this.node.$cstNode?.text ?? '';
  }

  get contents(): readonly unknown[] {
    return [this.attribute, this.key, this.place];
  }

  moveTo({ node }: CompiledValue): void {
    this.node = node;
  }

  /** The value as plain data, to be packed for another process. */
  toJSON(): StepValue {
    const { attribute, key, text, place } = this;
    return { attribute, key, text, place };
  }
}

/** Equal for equal values of an attribute: numbers and durations of one amount, a word and the string of it. */
function valueKey(value: ast.Literal, attribute: Attribute): string | null {
  if (!fits(value, attribute)) return null;
  if (ast.isDurationLiteral(value)) return String(durationMs(value.value));
  return ast.isNumberLiteral(value) ? plainNumber(value.value) : value.value;
}

/** A number without what does not change its amount: `007.50` is `7.5`. */
function plainNumber(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return digits === '0' ? digits : sign + digits;
}

/**
 * Checks the attributes of a step or row against its message's declaration: unknown names, values of another type, and
 * in a step required ones left out although others are given (docs/language.md).
 * @param ofValues collects the findings that are reported only on phases that are entered
 */
export function checkAttributes(
  node: AttributeHolder,
  message: Message,
  places: Places,
  collector: FindingsCollector,
  ofValues = collector,
): void {
  if (node.arguments.length === 0 || !message.attributesKnown) return;
  const statedNames = new Set<string>();
  let unresolved = 0;
  for (const argument of node.arguments) {
    const name = argument.attribute?.$refText;
    if (name === undefined) continue;
    const attribute = message.attributes.get(name);
    if (attribute === undefined) {
      const candidates = nearestNames(name, message.attributes.keys());
      const [nearest] = candidates;
      if (nearest === undefined) unresolved++;
      else statedNames.add(nearest);
      const place = places.reference(argument.attribute, argument);
      collector.addUnknown('attribute', name, place, candidates, `in message "${message.name}"`);
      continue;
    }
    statedNames.add(name);
    checkType(argument.value, attribute, message, places, ofValues);
  }
  checkRepeated(node, places, collector);
  // A name that is near to none may stand for any that is missing.
  if (!ast.isRow(node) && unresolved === 0) checkRequired(node, message, statedNames, places, ofValues);
}

function checkType(
  value: ast.Literal | undefined,
  attribute: Attribute,
  message: Message,
  places: Places,
  collector: FindingsCollector,
): void {
  // A half-written declaration has no type yet.
  const isDeclared = attribute.type !== null || attribute.words.length > 0;
  if (!isDeclared || value === undefined || fits(value, attribute)) return;
  collector.add(
    'attribute-type',
    places.node(value),
    `"${attribute.name}" of "${message.name}" must be ${typeText(attribute)}, not ${written(value)}. Write ${example(attribute)}.`,
    {
      brief: brief`${attribute.name} must be ${typeText(attribute)}`,
      related: [{ ...plainPlace(message.place), message: `"${message.name}" is declared here` }],
    },
  );
}

/** Reports attributes that are given more than once. */
function checkRepeated(node: AttributeHolder, places: Places, collector: FindingsCollector): void {
  if (new Set(node.arguments.map((argument) => argument.attribute?.$refText)).size === node.arguments.length) return;
  const named = node.arguments.map((argument) => ({
    name: argument.attribute?.$refText,
    place: places.reference(argument.attribute, argument),
  }));
  collector.addRepeated(named, (name, count) => ({
    message: `"${name}" is given ${timesText(count)} in one ${ast.isRow(node) ? 'row' : 'step'}. Keep one value and remove the others.`,
    brief: brief`${name} is given ${timesText(count)}`,
    other: `"${name}" is given here too`,
  }));
}

/** Reports required attributes that a step with attributes leaves out. */
function checkRequired(
  step: ast.Step,
  message: Message,
  statedNames: ReadonlySet<string>,
  places: Places,
  collector: FindingsCollector,
): void {
  const missing = [...message.attributes.values()]
    .filter(({ optional, name }) => !optional && !statedNames.has(name))
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const names = joinWithAnd(missing.map(quoted));
  collector.add(
    'missing-attribute',
    places.reference(step.message, step),
    `"${message.name}" requires ${names} too. Add ${missing.length === 1 ? 'it' : 'them'}, or omit all attributes.`,
    {
      brief: missing.length === 1 ? brief`${briefList(missing)} is missing` : brief`${briefList(missing)} are missing`,
      data: { candidates: missing },
    },
  );
}

function fits(value: ast.Literal, { type, words }: Attribute): boolean {
  switch (type) {
    case null:
      return !ast.isNumberLiteral(value) && !ast.isDurationLiteral(value) && words.includes(value.value);
    case 'string':
      return ast.isStringLiteral(value);
    case 'boolean':
      return ast.isBooleanLiteral(value);
    case 'duration':
      return ast.isDurationLiteral(value);
    case 'number':
      return ast.isNumberLiteral(value);
    case 'integer':
      return ast.isNumberLiteral(value) && /^-?\d+$/.test(value.value);
  }
}

function typeText({ type, words }: Attribute): string {
  if (type === null) return `one of ${words.map(quoted).join(', ')}`;
  return type === 'integer' ? 'an integer' : `a ${type}`;
}

function written(value: ast.Literal): string {
  if (ast.isStringLiteral(value)) return `the string "${value.value}"`;
  if (ast.isBooleanLiteral(value)) return 'a boolean';
  if (ast.isDurationLiteral(value)) return 'a duration';
  if (ast.isWordLiteral(value)) return `the word "${value.value}"`;
  return /\./.test(value.value) ? 'a number with a fraction' : 'a number';
}

function example({ type, words }: Attribute): string {
  if (type === null) return `one of these, like ${wordText(words[0] ?? '')}`;
  const examples: Record<AttributeType, string> = {
    string: 'it in quotes, like "text"',
    integer: 'a whole number, like 7',
    number: 'a number, like 7 or 1.5',
    boolean: 'true or false',
    duration: 'a number with a unit, like 30s',
  };
  return examples[type];
}
