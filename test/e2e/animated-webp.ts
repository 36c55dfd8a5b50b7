/** A frame of an animation. */
export interface AnimationFrame {
  /** A WebP image; those of one animation have the same size. */
  readonly image: Buffer;
  readonly delayMs: number;
}

/** A chunk of the container: https://developers.google.com/speed/webp/docs/riff_container. */
interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** An animated WebP image of the frames, repeated for ever. */
export function animatedWebp(frames: readonly AnimationFrame[], size: { width: number; height: number }): Buffer {
  const canvas = Buffer.concat([uint24(size.width - 1), uint24(size.height - 1)]);
  const isAnimated = Buffer.from([0x02, 0, 0, 0]);
  const endlessOnClear = Buffer.alloc(6);
  const body = [
    chunk('VP8X', Buffer.concat([isAnimated, canvas])),
    chunk('ANIM', endlessOnClear),
    ...frames.map(({ image, delayMs }) => {
      const atOrigin = Buffer.alloc(6);
      const replaces = Buffer.from([0x02]);
      const data = chunksOf(image).filter(({ type }) => type.startsWith('VP8') && type !== 'VP8X');
      const picture = data.map(({ type, data }) => chunk(type, data));
      return chunk('ANMF', Buffer.concat([atOrigin, canvas, uint24(delayMs), replaces, ...picture]));
    }),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...body]));
}

function chunksOf(image: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at < image.length; ) {
    const length = image.readUInt32LE(at + 4);
    chunks.push({ type: image.toString('latin1', at, at + 4), data: image.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)]);
}

function uint24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}
