import type { Capture } from '../../check/index.js';
import type { DroppedLine } from './message-reader.js';
import { nearestLine } from './nearest-line.js';
import type { Problem } from './recording.js';

/** Beginnings of files that must be unpacked by another program first. */
const PACKED: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'ZIP', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'XZ', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
];

/** How much of a line is quoted, in UTF-16 units. */
const MAX_QUOTED = 40;

/** What is known of a file from which nothing was read. */
export interface UnreadFile {
  readonly name: string;
  readonly capture: Capture;
  /** The beginning of its bytes, unpacked. */
  readonly head: Uint8Array;
  /** Whether the compressed file is not whole. */
  readonly isCut: boolean;
  /** Its first lines that are not empty. */
  readonly samples: readonly { readonly text: string; readonly line: number }[];
  readonly firstDropped: DroppedLine | null;
  /** Whether the reason can quote the file. */
  readonly quotes: boolean;
}

/** That a capture reads nothing from a file, with the reason. */
export function nothingRead(file: UnreadFile): Problem {
  const { capture, name, samples } = file;
  return {
    code: 'capture-reads-nothing',
    severity: 'error',
    text: `"${capture.name}" reads no messages from ${name === '-' ? 'standard input' : name}.${reasonOf(file)}`,
    times: 1,
    file: name,
    line: nearestLine(capture, samples)?.line ?? null,
  };
}

function reasonOf({ capture, head, isCut, samples, firstDropped, quotes }: UnreadFile): string {
  const packed = PACKED.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (packed !== undefined) return ` It is a ${packed.name} file: unpack it first.`;
  // Text in UTF-8 has no such byte.
  if (head.includes(0)) return ' It is not text in UTF-8: save it as UTF-8, or as UTF-16 with a byte-order mark.';
  if (firstDropped !== null) {
    return ` Line ${firstDropped.line} is not read: ${firstDropped.why}${quotes ? firstDropped.detail : ''}.`;
  }
  const nearest = nearestLine(capture, samples);
  if (nearest === null) return isCut ? '' : ' It is empty.';
  switch (capture.format) {
    case 'text':
      if (nearest.length === 0) return ' No expression matches the beginning of a line.';
      return ` Line ${nearest.line} comes closest: it matches up to ${quotes ? `"${nearest.text.slice(0, nearest.length).slice(-MAX_QUOTED)}"` : `column ${nearest.length}`}.`;
    case 'csv':
      return ' It has only a header.';
    case 'xes':
      return ' It has no event in a trace.';
    case 'otlp':
      return ' It has no spans: only traces are read, neither logs nor metrics.';
    case 'json':
      return '';
  }
}
