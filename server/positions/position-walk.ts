import { isRecord } from '../../timeline/types/json-guards.js';

/** Gives the character of a position, counted in another way; `uri` is the document that the position is in. */
export type ConvertCharacter = (uri: string, line: number, character: number) => number;

type Values = Readonly<Record<string, unknown>>;

/**
 * Converts every position in what the protocol sends, each in the document that it belongs to: the nearest one that is
 * named around it. What has no position in it stays the same object.
 * @param uri the document of positions around which none is named; undefined leaves those alone
 */
export function convertPositions(value: unknown, uri: string | undefined, convert: ConvertCharacter): unknown {
  if (Array.isArray(value)) return value.map((item) => convertPositions(item, uri, convert));
  if (!isRecord(value)) return value;
  const { line, character } = value;
  if (typeof line === 'number' && typeof character === 'number') {
    return uri === undefined ? value : { ...value, character: convert(uri, line, character) };
  }
  const here = namedIn(value) ?? uri;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    // Edits by the address of their document.
    if ((key === 'changes' || key === 'edits') && isRecord(inner)) {
      return [
        key,
        Object.fromEntries(Object.entries(inner).map(([of, edits]) => [of, convertPositions(edits, of, convert)])),
      ];
    }
    return [key, convertPositions(inner, documentOf(key, value, here), convert)];
  });
  return Object.fromEntries(entries.map(([key, inner]) => [key, foldedCharacter(value, key, inner, here, convert)]));
}

/** The document that an object is about; undefined if it does not say. */
export function namedIn({ uri, textDocument, item }: Values): string | undefined {
  if (typeof uri === 'string') return uri;
  if (isRecord(textDocument) && typeof textDocument.uri === 'string') return textDocument.uri;
  return isRecord(item) && typeof item.uri === 'string' ? item.uri : undefined;
}

/** Members of a link that begin with `target` are in its target; calls are made in the document of the caller. */
function documentOf(key: string, { targetUri, from }: Values, here: string | undefined): string | undefined {
  if (key.startsWith('target') && typeof targetUri === 'string') return targetUri;
  return key === 'fromRanges' && isRecord(from) && typeof from.uri === 'string' ? from.uri : here;
}

/** A range that can be folded has lines and characters side by side. */
function foldedCharacter(
  value: Values,
  key: string,
  inner: unknown,
  uri: string | undefined,
  convert: ConvertCharacter,
): unknown {
  if (key !== 'startCharacter' && key !== 'endCharacter') return inner;
  const line = value[key === 'startCharacter' ? 'startLine' : 'endLine'];
  return uri !== undefined && typeof line === 'number' && typeof inner === 'number' ? convert(uri, line, inner) : inner;
}

/** Converts tokens as the protocol packs them: five numbers each, places relative to the token before. */
export function convertTokens(data: readonly number[], uri: string, convert: ConvertCharacter): number[] {
  const result: number[] = [];
  let [line, start, convertedStart] = [0, 0, 0];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines = 0, units = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    line += lines;
    start = lines === 0 ? start + units : units;
    const from = convert(uri, line, start);
    const before = lines === 0 ? convertedStart : 0;
    result.push(lines, from - before, convert(uri, line, start + length) - from, type, modifiers);
    convertedStart = from;
  }
  return result;
}
