import { isRecord } from '../../timeline/types/json-guards.js';
import { JsonScanner, JsonValues, parsed } from './json-reader.js';
import type { RecordReader, RecordSink } from './reader.js';

type Json = Readonly<Record<string, unknown>>;

interface Span {
  readonly values: Json;
  readonly line: number;
  readonly offset: number;
}

/**
 * Reads OpenTelemetry's JSON export requests: a record per span, with `attributes` and `resource` as objects by key and
 * `parent`, the span that made it, if the file has it. The file is read whole.
 */
export class OtlpReader implements RecordReader {
  private readonly spans: Span[] = [];
  private readonly scanner: JsonScanner;
  private inArray = false;
  private begun = false;

  constructor(private readonly sink: RecordSink) {
    this.scanner = new JsonScanner(
      0,
      (text, line, offset, lines) => this.request(text, line, offset, lines),
      (line) => sink.unreadable(line, 'not JSON'),
    );
  }

  line(text: string | null, number: number, offset: number): void {
    if (text === null) {
      this.sink.unreadable(number, 'too long');
      return;
    }
    if (text.trim() === '') {
      this.sink.noise(number, text);
      return;
    }
    if (!this.begun && text.trimStart().startsWith('[')) this.inArray = true;
    this.begun = true;
    if (this.scanner.isOpen && isRequest(text)) this.scanner.abandon();
    if (this.inArray || this.scanner.isOpen || text.trimStart().startsWith('{')) {
      this.scanner.line(this.inArray && number === 1 ? text.replace('[', ' ') : text, number, offset);
    } else this.sink.unreadable(number, 'not a JSON object');
  }

  end(): void {
    if (this.scanner.isOpen) this.sink.unreadable(this.scanner.openLine, 'half');
    const byId = new Map(this.spans.map(({ values }) => [idOf(values, values.spanId), values]));
    for (const { values, line, offset } of this.spans) {
      const parent = byId.get(idOf(values, values.parentSpanId));
      const record = parent === undefined ? values : { ...values, parent };
      this.sink.record(new JsonValues(record), line, offset, 1);
    }
  }

  private request(text: string, line: number, offset: number, lines: number): void {
    const root = parsed(text);
    if (!isRecord(root)) {
      this.sink.unreadable(line, 'not a JSON object');
      return;
    }
    let at = 0;
    for (const resourceSpans of objects(root.resourceSpans)) {
      const resource = isRecord(resourceSpans.resource) ? byKey(resourceSpans.resource.attributes) : {};
      for (const scopeSpans of objects(resourceSpans.scopeSpans ?? resourceSpans.instrumentationLibrarySpans)) {
        for (const span of objects(scopeSpans.spans)) {
          if (lines > 1) at = Math.max(at, text.indexOf(`"${String(span.spanId)}"`, at));
          const before = lines > 1 ? text.slice(0, at).split('\n').length - 1 : 0;
          const values = {
            ...span,
            attributes: byKey(span.attributes),
            resource,
            scope: isRecord(scopeSpans.scope) ? scopeSpans.scope : {},
          };
          this.spans.push({ values, line: line + before, offset: offset + (lines > 1 ? at : 0) });
        }
      }
    }
  }
}

/** The id of a span is unique in its trace only. */
function idOf({ traceId }: Json, spanId: unknown): string {
  return `${String(traceId)}/${String(spanId)}`;
}

/** Whether a line is a whole request: then what was open before it is half. */
function isRequest(text: string): boolean {
  if (!text.startsWith('{')) return false;
  const value = parsed(text);
  return isRecord(value) && 'resourceSpans' in value;
}

function byKey(attributes: unknown): Json {
  const values: Record<string, unknown> = {};
  for (const { key, value } of objects(attributes)) if (typeof key === 'string') values[key] = plain(value);
  return values;
}

/** The value of an attribute, out of the object that says its type. */
function plain(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (isRecord(value.arrayValue)) return objects(value.arrayValue.values).map(plain);
  if (isRecord(value.kvlistValue)) return byKey(value.kvlistValue.values);
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue ?? value.bytesValue;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
