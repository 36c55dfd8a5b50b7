import type { RecordReader, RecordSink } from './reader.js';
import type { RecordValues, Value } from './record.js';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const attributeTags = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']);

class EventValues implements RecordValues {
  constructor(
    private readonly trace: ReadonlyMap<string, string>,
    private readonly event: ReadonlyMap<string, string>,
  ) {}

  group(name: string): Value {
    return this.source(name);
  }

  /** `case:K` is the trace's. */
  source(name: string): Value {
    return name.startsWith('case:') ? this.trace.get(name.slice(5)) : this.event.get(name);
  }
}

/** Reads XES: an event of a trace is a record. */
export class XesReader implements RecordReader {
  private trace = new Map<string, string>();
  private event: Map<string, string> | null = null;
  private inTrace = false;
  private readonly open: string[] = [];
  private eventLine = 0;
  private eventOffset = 0;
  private rest = '';
  private restLine = 0;
  private any = false;

  constructor(private readonly sink: RecordSink) {}

  line(text: string | null, number: number, offset: number): void {
    if (text === null) {
      this.sink.unreadable(number, 'too long');
      return;
    }
    if (this.rest === '') this.restLine = number;
    const whole = this.rest === '' ? text : `${this.rest}\n${text}`;
    const cut = this.tags(whole, number, offset);
    this.rest = whole.slice(cut);
    if (this.rest.length > 1_048_576) {
      this.sink.unreadable(this.restLine, 'not XES');
      this.rest = '';
    }
  }

  end(): void {
    // Of a file without a line nothing is missing.
    if (this.restLine === 0) return;
    if (this.rest.trim() !== '' || this.open.length > 0 || !this.any) this.sink.unreadable(this.restLine, 'half');
  }

  /** Takes the whole tags of a text; returns where the rest begins. */
  private tags(text: string, number: number, offset: number): number {
    const tag =
      /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
    let end = 0;
    for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
      end = tag.lastIndex;
      const [, slash, name, attributes = '', alone] = match;
      if (name === undefined) continue;
      this.any = true;
      if (slash === '/') this.close(name);
      else this.begin(name, attributes, alone === '/', number, offset + match.index);
    }
    const next = text.indexOf('<', end);
    return next < 0 ? text.length : next;
  }

  private begin(name: string, attributes: string, alone: boolean, number: number, offset: number): void {
    if (name === 'trace') {
      this.trace = new Map();
      this.inTrace = true;
    } else if (name === 'event') {
      this.event = new Map();
      this.eventLine = number;
      this.eventOffset = offset;
    } else if (attributeTags.has(name)) {
      const parent = this.open.at(-1);
      const target = parent === 'event' ? this.event : parent === 'trace' ? this.trace : null;
      const key = attributeOf(attributes, 'key');
      const value = attributeOf(attributes, 'value');
      if (target !== null && key !== undefined && value !== undefined) target.set(key, value);
    }
    if (!alone) this.open.push(name);
    else if (name === 'event') this.finish();
  }

  private close(name: string): void {
    const at = this.open.lastIndexOf(name);
    if (at >= 0) this.open.length = at;
    if (name === 'event') this.finish();
    if (name === 'trace') this.inTrace = false;
  }

  private finish(): void {
    if (this.event === null) return;
    const trace = this.inTrace ? this.trace : new Map<string, string>();
    this.sink.record(new EventValues(trace, this.event), this.eventLine, this.eventOffset, 1);
    this.event = null;
  }
}

function attributeOf(text: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
  const value = match?.[1] ?? match?.[2];
  return value?.replace(/&(#x?[\da-fA-F]+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return entities[entity] ?? whole;
    const code = entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
