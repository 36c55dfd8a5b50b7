import type { CaptureField } from '../../check/index.js';
import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { RecordValues } from './record.js';

/** Most columns or keys that are listed. */
const MAX_NAMES = 8;

/**
 * What a record lacks of a field, to be put after `no key`: `: there is no "$.id", only "a" and "b"`. Empty if all that
 * the field reads is there.
 */
export function absentField(field: CaptureField, values: RecordValues): string {
  const absent = [...new Set(sourcesOf(field))].filter((name) => values.source(name) === undefined);
  const names = values.names?.() ?? [];
  if (absent.length === 0 || names.length === 0) return '';
  const rest = names.length - MAX_NAMES;
  const listed = names.slice(0, MAX_NAMES).map(quoted);
  return `: there is no ${joinWithOr(absent.map(quoted))}, only ${joinWithAnd(rest > 0 ? [...listed, `${rest} more`] : listed)}`;
}

function sourcesOf(field: CaptureField): string[] {
  switch (field.kind) {
    case 'source':
      return [field.name];
    case 'first':
      return field.fields.flatMap(sourcesOf);
    case 'extract':
      return sourcesOf(field.field);
    case 'joined':
      return field.parts.flatMap((part) => (typeof part === 'string' ? [] : sourcesOf(part)));
    default:
      return [];
  }
}

function quoted(name: string): string {
  return `"${name}"`;
}
