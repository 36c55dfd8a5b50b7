import type { CaptureField, CaptureTest, Pattern } from '../../check/index.js';

/** A value of a record: several if the recording has a list. */
export type Value = string | readonly string[] | undefined;

/** One record of a recording, before its message is known. */
export interface RecordValues {
  /** The value of a named group. */
  group(name: string): Value;
  /** The value of a column, key or path. */
  source(name: string): Value;
  /** The columns, or the keys at the top, that the record has. */
  names?(): readonly string[];
  /** The time in a column, key or path, if it is known without converting it to a text. */
  isoTime?(name: string): number | undefined;
  /** How the record is written, if others are written in the same way: then names have the same numbers in all of them. */
  readonly form?: object | null;
  /** The number of a column, key or path in the record's form; -1: it has none. */
  numberOf?(name: string): number;
  valueAt?(number: number): Value;
}

/** Reads a field of a record; null and empty are absent. */
export type FieldReader = (record: RecordValues) => Value;

/** Expressions are not tried on longer texts, in UTF-16 units. */
export const MAX_EXPRESSION_TEXT = 65_536;

/** Makes the reader of a field. */
export function fieldReader(field: CaptureField): FieldReader {
  switch (field.kind) {
    case 'constant':
      return () => field.text;
    case 'group':
      return (record) => present(record.group(field.name));
    case 'source':
      return sourceReader(field.name);
    case 'first': {
      const readers = field.fields.map(fieldReader);
      return (record) => {
        for (const read of readers) {
          const value = read(record);
          if (value !== undefined) return value;
        }
        return undefined;
      };
    }
    case 'joined': {
      const parts = field.parts.map((part) => (typeof part === 'string' ? part : fieldReader(part)));
      return (record) => {
        let text = '';
        for (const part of parts) {
          const value = typeof part === 'string' ? part : single(part(record));
          if (value === undefined) return undefined;
          text += value;
        }
        return present(text);
      };
    }
    case 'extract': {
      const read = fieldReader(field.field);
      const expression = expressionOf(field.pattern);
      return (record) => {
        const value = single(read(record));
        if (value === undefined || value.length > MAX_EXPRESSION_TEXT) return undefined;
        const match = expression.exec(value);
        return match === null ? undefined : present(match[1] ?? (match.length > 1 ? undefined : match[0]));
      };
    }
    case 'when': {
      const condition = fieldReader(field.condition);
      const test = valueTest(field.test);
      const read = fieldReader(field.field);
      const otherwise = field.otherwise === null ? () => undefined : fieldReader(field.otherwise);
      return (record) => {
        const value = single(condition(record));
        return value !== undefined && test(value) ? read(record) : otherwise(record);
      };
    }
  }
}

/** Reads a column, key or path. What number it has in a form is found out once. */
function sourceReader(name: string): FieldReader {
  let form: object | null = null;
  let number = -1;
  return (record) => {
    const own = record.form ?? null;
    if (own === null || record.numberOf === undefined || record.valueAt === undefined) {
      return present(record.source(name));
    }
    if (own !== form) {
      form = own;
      number = record.numberOf(name);
    }
    return number < 0 ? undefined : present(record.valueAt(number));
  };
}

/** Makes the test of a value. */
export function valueTest(test: CaptureTest): (value: string) => boolean {
  if ('text' in test) return (value) => value === test.text;
  const expression = expressionOf(test.pattern);
  return (value) => value.length <= MAX_EXPRESSION_TEXT && expression.test(value);
}

/** The expression of a pattern. */
export function expressionOf({ source, flags }: Pattern): RegExp {
  return new RegExp(source, flags);
}

/** The one value, or the first of a list. */
export function single(value: Value): string | undefined {
  return value === undefined || typeof value === 'string' ? value : value[0];
}

function present(value: Value): Value {
  return value === undefined || value.length === 0 ? undefined : value;
}
