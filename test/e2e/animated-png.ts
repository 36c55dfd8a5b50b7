import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A frame of an animation. */
export interface AnimationFrame {
  /** A PNG image; those of one animation have the same size and colour type. */
  readonly image: Buffer;
  readonly delayMs: number;
}

/** An animated PNG of the frames, repeated for ever; a program that knows no animation shows the first frame. */
export function animatedPng(frames: readonly AnimationFrame[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error('An animation has at least one frame.');
  const header = chunksOf(first.image).find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(0);
  let sequence = 0;
  const body = frames.flatMap(({ image, delayMs }, index) => {
    const control = Buffer.alloc(26);
    control.writeUInt32BE(sequence++, 0);
    header.copy(control, 4, 0, 8);
    control.writeUInt16BE(delayMs, 20);
    control.writeUInt16BE(1000, 22);
    const data = chunksOf(image)
      .filter(({ type }) => type === 'IDAT')
      .map(({ data }) =>
        index === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([uint32(sequence++), data])),
      );
    return [chunk('fcTL', control), ...data];
  });
  const animation = chunk('acTL', Buffer.concat([uint32(frames.length), uint32(0)]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), animation, ...body, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(image: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at < image.length; ) {
    const length = image.readUInt32BE(at);
    chunks.push({ type: image.toString('latin1', at + 4, at + 8), data: image.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), content, uint32(crc32(content))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
