/** Browsers draw no canvas larger than this, in pixels of a side and of the whole. */
const MAX_SIDE = 16_384;
const MAX_AREA = 120_000_000;
/** Below this nobody can read the picture. */
const LEAST_SCALE = 0.75;

/** The picture needs more pixels than a browser gives. */
export class PictureTooLarge extends Error {
  override readonly name = 'PictureTooLarge';
}

/**
 * A stand-alone SVG as a PNG.
 * @param wished pixels for each of the SVG's own; fewer where the picture would be too large
 * @throws PictureTooLarge where it cannot be drawn so that it can be read
 */
export async function pngOf(svg: string, wished: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = fittingScale(width, height, wished);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) throw new PictureTooLarge();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new PictureTooLarge()) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** How many pixels a picture of this size can have for each of its own. */
export function fittingScale(width: number, height: number, wished: number): number {
  const scale = Math.min(wished, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_AREA / (width * height)));
  if (!(scale >= Math.min(wished, LEAST_SCALE))) throw new PictureTooLarge();
  return scale;
}

/** The bytes in base64. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // In pieces: a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
