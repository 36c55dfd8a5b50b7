import type { Capture } from '../../check/index.js';
import { counted } from '../../timeline/types/counted.js';
import { isRecord } from '../../timeline/types/json-guards.js';
import { triesExpressions } from './capture-expressions.js';
import { CsvReader } from './csv-reader.js';
import { fitsGlob } from './file-glob.js';
import { jsonPath } from './json-path.js';
import { JsonReader, parsed } from './json-reader.js';
import { LineSplitter } from './lines.js';
import {
  type LineWitness,
  type MessageCounts,
  MessageReader,
  type RecordedMessage,
  type Vocabulary,
} from './message-reader.js';
import { nothingRead } from './nothing-read.js';
import { OtlpReader } from './otlp-reader.js';
import type { Pseudonyms } from './pseudonyms.js';
import type { RecordReader, RecordSink } from './reader.js';
import { expressionOf, single } from './record.js';
import { TextReader } from './text-reader.js';
import { TextTable } from './text-table.js';
import { XesReader } from './xes-reader.js';

/** Lines after which a capture without a message is reported to read nothing. */
const MAX_LINES_WITHOUT_MESSAGE = 100_000;
/** A file of more lines is reported if it has fewer messages than one in so many lines. */
const MIN_LINES_FOR_SHARE = 1000;
const MAX_LINES_PER_MESSAGE = 100;
/** Lines that are kept to report which came nearest. */
const MAX_SAMPLES = 200;

/** The prefix before a record is only cut from shorter lines, in UTF-16 units. */
const MAX_CUT_LENGTH = 65_536;

/** The beginning of a file that is looked at if nothing is read from it, in bytes. */
const HEAD_BYTES = 512;

/** A file of a recording. */
export interface RecordingFile {
  readonly name: string;
  readonly capture: Capture;
  /** Unpacked bytes: a chunk is valid until the next one is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether the compressed file turned out to be incomplete; known once the bytes are read. */
  readonly isCut?: () => boolean;
  /** Whether it is too long to be sorted as a whole. */
  readonly large: boolean;
}

/** A problem of a recording as a whole. */
export interface Problem {
  readonly code:
    | 'capture-reads-nothing'
    | 'unknown-address'
    | 'check-inconclusive'
    | 'joins-too-many'
    | 'slow-expression'
    | 'cut-short';
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly times: number;
  readonly file: string | null;
  readonly line: number | null;
}

/**
 * Runs a function, and aborts it after a number of ms.
 * @returns whether it came to its end
 */
export type TimeGuard = (run: () => void, ms: number) => boolean;

/** An expression that takes longer on a line is broken off, in ms. */
const MAX_EXPRESSION_MS = 1_000;
/** Time of reading between two looks at the clock, in ms. */
const SLICE_MS = 100;

/** Reads the files of a recording, one after the other; counts their lines and collects problems. */
export class RecordingReader {
  /** `outOfOrder`: messages that came too late to be sorted in, as long as `mergedMessages` merges. */
  readonly counts: MessageCounts & { outOfOrder: number } = {
    read: 0,
    noise: 0,
    unreadable: 0,
    messages: 0,
    undeclared: 0,
    again: 0,
    outOfOrder: 0,
  };
  readonly problems: Problem[] = [];
  /** By capture: the times of the messages that others may repeat, in ms (see `MessageReader`). */
  private readonly repeatable = new Map<Capture, Map<string, number>>();
  /** Of all files: there may be many. */
  private readonly texts = new TextTable();

  /** What problems show in place of the values of the recording; null for the values. */
  readonly pseudonyms: Pseudonyms | null;

  private readonly guard: TimeGuard;
  private readonly witnessOf: ((file: number) => LineWitness) | undefined;

  /** @param options `guard` stops expressions that take too long; `witnessOf` is told how each line of a file is read */
  constructor(
    private readonly vocabulary: Vocabulary,
    options: {
      readonly guard?: TimeGuard | undefined;
      readonly witnessOf?: ((file: number) => LineWitness) | undefined;
      readonly pseudonyms?: Pseudonyms | null;
    } = {},
  ) {
    this.guard = options.guard ?? unguarded;
    this.witnessOf = options.witnessOf;
    this.pseudonyms = options.pseudonyms ?? null;
  }

  /** Reads the lines that wait; one on which an expression takes too long is unreadable. */
  private drain(lines: LineSplitter, records: RecordReader, sink: RecordSink, file: string, guard: TimeGuard): void {
    for (let isDrained = false; !isDrained; ) {
      const finished = guard(() => {
        isDrained = lines.drain(performance.now() + SLICE_MS);
      }, MAX_EXPRESSION_MS);
      if (finished) continue;
      const line = lines.current;
      records.abandon?.();
      sink.unreadable(line, 'an expression takes too long');
      this.problems.push({
        code: 'slow-expression',
        severity: 'warning',
        text: `Line ${line} of ${file} is skipped: an expression takes more than ${MAX_EXPRESSION_MS / 1000} s to match it. Write the expression so that it can match in only one way.`,
        times: 1,
        file,
        line,
      });
    }
  }

  /** The messages of one file, in its order. */
  async *messages(file: RecordingFile, index: number): AsyncGenerator<RecordedMessage[]> {
    const { capture, name } = file;
    let batch: RecordedMessage[] = [];
    const ofFile: MessageCounts = { read: 0, noise: 0, unreadable: 0, messages: 0, undeclared: 0, again: 0 };
    const onMessage = (message: RecordedMessage) => batch.push(message);
    const witness = this.witnessOf?.(index);
    const guard = triesExpressions(capture) ? this.guard : unguarded;
    const offset = offsetFor(capture, name);
    const repeatable = this.repeatableOf(capture);
    const reader = new MessageReader(capture, this.vocabulary, index, offset, repeatable, ofFile, onMessage, witness);
    const samples: LineSample[] = [];
    const records = recordReader(capture, reader, this.texts);
    const lines = linesOf(records, ofFile, samples);
    const unread = { name, capture, head: new Uint8Array(), samples, quotes: this.pseudonyms === null };
    const reportNothingRead = (): void => {
      this.problems.push(nothingRead({ ...unread, isCut: file.isCut?.() === true, firstDropped: reader.firstDropped }));
    };
    let isReported = false;
    for await (const chunk of file.bytes) {
      if (unread.head.length === 0) unread.head = chunk.slice(0, HEAD_BYTES);
      lines.push(chunk);
      this.drain(lines, records, reader, name, guard);
      if (!isReported && ofFile.messages === 0 && ofFile.again === 0 && lines.lines > MAX_LINES_WITHOUT_MESSAGE) {
        isReported = true;
        reportNothingRead();
      }
      if (batch.length > 0) {
        yield batch;
        batch = [];
      }
    }
    lines.end();
    this.drain(lines, records, reader, name, guard);
    records.end();
    if (batch.length > 0) yield batch;
    ofFile.read = lines.lines;
    if (file.isCut?.() === true) this.problems.push(cutShort(name, lines.lines));
    const messages = ofFile.messages + ofFile.again;
    if (!isReported && messages === 0) reportNothingRead();
    else if (!isReported && lines.lines > MIN_LINES_FOR_SHARE && messages * MAX_LINES_PER_MESSAGE < lines.lines) {
      this.problems.push(fewMessages(file, ofFile.messages, lines.lines));
    }
    for (const count of ['read', 'noise', 'unreadable', 'messages', 'undeclared', 'again'] as const) {
      this.counts[count] += ofFile[count];
    }
  }

  /** The times of messages that others may repeat; the files of a capture share them. */
  private repeatableOf(capture: Capture): Map<string, number> {
    let times = this.repeatable.get(capture);
    if (times === undefined) {
      times = new Map();
      this.repeatable.set(capture, times);
    }
    return times;
  }
}

/** A line that no message was read from. */
interface LineSample {
  readonly text: string;
  readonly line: number;
}

/** Splits a file into the lines that a reader takes; until it reads a message, some of them are kept as samples. */
function linesOf(records: RecordReader, counts: Readonly<MessageCounts>, samples: LineSample[]): LineSplitter {
  return new LineSplitter({
    line: (text, number, at) => {
      if (counts.messages === 0 && text !== null && text.trim() !== '' && samples.length < MAX_SAMPLES) {
        samples.push({ text, line: number });
      }
      records.line(text, number, at);
    },
    part: (bytes, from, number, at) => (counts.messages > 0 ? (records.part?.(bytes, from, number, at) ?? -1) : -1),
  });
}

function cutShort(file: string, lines: number): Problem {
  return {
    code: 'cut-short',
    severity: 'warning',
    text: `${file} is not a whole gzip file: it is read up to line ${lines}. Copy it again to read the rest.`,
    times: 1,
    file,
    line: lines,
  };
}

function fewMessages({ name, capture }: RecordingFile, messages: number, lines: number): Problem {
  return {
    code: 'capture-reads-nothing',
    severity: 'warning',
    text: `"${capture.name}" reads only ${counted(messages, 'message')} in ${lines} lines of ${name}.`,
    times: messages,
    file: name,
    line: null,
  };
}

function unguarded(run: () => void): boolean {
  run();
  return true;
}

/** The offset of a file's times, in ms. */
function offsetFor(capture: Capture, name: string): number {
  return capture.offsets.reduce((sum, { ms, glob }) => (glob === null || fitsGlob(name, glob) ? sum + ms : sum), 0);
}

/** The reader of a capture's format; it gets each line without what is around the record. */
function recordReader(capture: Capture, sink: RecordSink, texts: TextTable): RecordReader {
  const reader = plainReader(capture, sink, texts);
  if (capture.envelope === null && capture.cut === null) return reader;
  const path = capture.envelope === null ? null : jsonPath(capture.envelope);
  const cut = capture.cut === null ? null : expressionOf(capture.cut);
  return {
    line: (text, number, offset) => {
      let own = text;
      if (own !== null && path !== null && own.trim() !== '') {
        const outer = parsed(own);
        const value = single(path(outer));
        if (value === undefined) {
          sink.unreadable(number, isRecord(outer) ? `nothing at ${capture.envelope}` : 'not a JSON object');
          return;
        }
        own = value.replace(/\r?\n$/, '');
      }
      if (own !== null && cut !== null && own.length <= MAX_CUT_LENGTH) {
        const match = cut.exec(own);
        if (match?.index === 0) own = own.slice(match[0].length);
      }
      reader.line(own, number, offset);
    },
    end: () => reader.end(),
    abandon: () => reader.abandon?.(),
  };
}

function plainReader(capture: Capture, sink: RecordSink, texts: TextTable): RecordReader {
  switch (capture.format) {
    case 'text':
      return new TextReader(capture, sink);
    case 'json':
      return new JsonReader(sink, texts);
    case 'csv':
      return new CsvReader(capture, sink);
    case 'xes':
      return new XesReader(sink);
    case 'otlp':
      return new OtlpReader(sink);
  }
}
