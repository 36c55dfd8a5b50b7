import type { RecordValues } from './record.js';

/** Lines of a recording by what became of them. */
export interface LineCounts {
  read: number;
  noise: number;
  unreadable: number;
}

/** Takes the records of a file as they are read. */
export interface RecordSink {
  /**
   * @param line number of its first line
   * @param lines how many lines it takes
   * @returns what became of it
   */
  record(values: RecordValues, line: number, offset: number, lines: number): void;
  noise(line: number, text: string): void;
  unreadable(line: number, why: string): void;
}

/** Reads the lines of one file to records. */
export interface RecordReader {
  line(text: string | null, number: number, offset: number): void;
  /**
   * Reads the line that begins at a place of some bytes without making a text of it.
   * @returns the place after its last byte; -1 if it must be handed over as a text
   */
  part?(bytes: Uint8Array, from: number, number: number, offset: number): number;
  /** The file is over. */
  end(): void;
  /** Drops the record that has begun: its line could not be read. */
  abandon?(): void;
}
