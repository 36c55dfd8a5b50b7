import { type AttributeType, brief, briefList, type Message, nearestNames } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import { type Report, times } from './name-lookup.js';

/**
 * Checks the attributes of a step against its message's declaration: unknown names, values of another type, required
 * ones left out although others are given (docs/language.md).
 */
export function checkAttributes(node: ast.Step, message: Message, places: Places, report: Report): void {
  if (node.arguments.length === 0 || !message.attributesKnown) return;
  const given = new Set<string>();
  for (const argument of node.arguments) {
    const name = argument.attribute?.$refText;
    if (name === undefined) continue;
    const attribute = message.attributes.get(name);
    if (attribute === undefined) {
      const candidates = nearestNames(name, message.attributes.keys());
      const [nearest] = candidates;
      if (nearest !== undefined) given.add(nearest);
      const place = places.reference(argument.attribute, argument);
      report.unknown('attribute', name, place, candidates, `of "${message.name}"`);
      continue;
    }
    given.add(name);
    // A half-written declaration has no type yet.
    const known = attribute.type !== undefined;
    if (known && argument.value !== undefined && !fits(argument.value, attribute.type)) {
      report.add(
        'attribute-type',
        places.node(argument.value),
        `"${name}" of "${message.name}" is ${article(attribute.type)}, and this is ${written(argument.value)}. Write ${example(attribute.type)}.`,
        {
          brief: brief`${name} must be ${article(attribute.type)}`,
          related: [
            { uri: message.place.uri, range: message.place.range, message: `"${message.name}" is declared here` },
          ],
        },
      );
    }
  }
  if (new Set(node.arguments.map((argument) => argument.attribute?.$refText)).size < node.arguments.length) {
    const named = node.arguments.map((argument) => ({
      name: argument.attribute?.$refText,
      place: places.reference(argument.attribute, argument),
    }));
    report.repeated(named, (name, count) => ({
      message: `"${name}" is given ${times(count)} in one step. Keep one of the values, and remove the others.`,
      other: `"${name}" is given here too`,
    }));
  }
  const missing = [...message.attributes.values()].filter(({ optional, name }) => !optional && !given.has(name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => `"${name}"`).join(', ');
  report.add(
    'missing-attribute',
    places.reference(node.message, node),
    `"${message.name}" requires ${names} too. Add ${missing.length === 1 ? 'it' : 'them'}, or leave all attributes out.`,
    {
      brief: brief`${briefList(missing.map(({ name }) => name))} is missing`,
      data: { candidates: missing.map(({ name }) => name) },
    },
  );
}

function fits(value: ast.Literal, type: AttributeType): boolean {
  switch (type) {
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

function article(type: AttributeType): string {
  return type === 'integer' ? 'an integer' : `a ${type}`;
}

function written(value: ast.Literal): string {
  if (ast.isStringLiteral(value)) return 'a string';
  if (ast.isBooleanLiteral(value)) return 'a boolean';
  if (ast.isDurationLiteral(value)) return 'a duration';
  return /\./.test(value.value) ? 'a number with a fraction' : 'a number';
}

function example(type: AttributeType): string {
  const examples: Record<AttributeType, string> = {
    string: 'it in quotes, like "text"',
    integer: 'a whole number, like 7',
    number: 'a number, like 7 or 1.5',
    boolean: 'true or false',
    duration: 'a number with a unit, like 30s',
  };
  return examples[type];
}
