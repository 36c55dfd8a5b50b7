import { inflateSync } from 'node:zlib';

/** A picture as pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity for each pixel, line after line. */
  readonly bytes: Uint8Array;
}

const PIXEL = 4;

/**
 * Reads a PNG of eight bits for each of red, green, blue and opacity.
 * @throws Error if it is none
 */
export function readPng(file: Uint8Array): Pixels {
  const data = Buffer.from(file);
  if (data.toString('latin1', 1, 4) !== 'PNG' || data[24] !== 8 || data[25] !== 6) throw new Error('Not such a PNG.');
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < data.length; at += 12 + data.readUInt32BE(at)) {
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(data.subarray(at + 8, at + 8 + data.readUInt32BE(at)));
    }
  }
  return { width, height, bytes: unfiltered(inflateSync(Buffer.concat(parts)), width * PIXEL, height) };
}

/** Takes back what each line says it was written with: the difference to its neighbors. */
function unfiltered(raw: Buffer, stride: number, height: number): Uint8Array {
  const bytes = new Uint8Array(stride * height);
  for (let line = 0; line < height; line += 1) {
    const filter = raw[line * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const to = line * stride + column;
      const left = column < PIXEL ? 0 : (bytes[to - PIXEL] ?? 0);
      const above = line === 0 ? 0 : (bytes[to - stride] ?? 0);
      const corner = line === 0 || column < PIXEL ? 0 : (bytes[to - stride - PIXEL] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      bytes[to] = (raw[line * (stride + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return bytes;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
