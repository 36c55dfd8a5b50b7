import type { PictureView } from './view-port.js';

/** Whether a picture is so long that a small one of all of it helps, where nobody has asked for it: three screens. */
export function minimapFits({ boxes, height }: PictureView): boolean {
  return boxes.height > 3 * height;
}
