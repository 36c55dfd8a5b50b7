/** Most programs show no picture that is larger than this, in pixels of a side and of the whole. */
const MAX_SIDE = 16_384;
const MAX_AREA = 120_000_000;
/** Below this scale the picture is unreadable. */
const MIN_SCALE = 0.75;

/** Pixels of a PNG for each of the picture's own, on both sides if there is room. */
export const PNG_SCALE = 2;

/** A picture that programs cannot show; its message says what to do instead. */
export class PictureTooLarge extends Error {
  override readonly name = 'PictureTooLarge';

  constructor(message = 'The timeline is too large for PNG: use SVG.') {
    super(message);
  }
}

/**
 * How many pixels a picture of this size can have for each of its own.
 * @param wished the most that is of use
 * @throws PictureTooLarge if it cannot be drawn so that it can be read
 */
export function fittingScale(width: number, height: number, wished: number): number {
  const scale = Math.min(wished, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_AREA / (width * height)));
  if (!(scale >= Math.min(wished, MIN_SCALE))) throw new PictureTooLarge();
  return scale;
}
