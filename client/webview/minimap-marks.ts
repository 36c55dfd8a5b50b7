import type { Layout } from '../../timeline/index.js';
import type { Severity, Verdict } from '../../timeline/types/timeline.js';

/** A stretch of the strip, in its pixels. */
export interface MinimapBand {
  readonly y: number;
  readonly height: number;
  readonly verdict: Verdict;
}

/** Where something is wrong. */
export interface MinimapFault {
  readonly y: number;
  readonly severity: Severity;
}

export interface MinimapMarks {
  readonly bands: readonly MinimapBand[];
  readonly faults: readonly MinimapFault[];
}

/** A band that is thinner is drawn together with its neighbours. */
const THINNEST = 3;
const ranks: Record<Verdict, number> = { conforms: 0, unjudged: 1, warnings: 2, errors: 3 };

/**
 * The bands of a picture on a strip of so many pixels: those too thin to be told apart as one, with the worst of their
 * verdicts; and its faults, one for each pixel at most.
 */
export function minimapMarks(boxes: Layout, height: number): MinimapMarks {
  const scale = boxes.height === 0 ? 0 : height / boxes.height;
  const bands: MinimapBand[] = [];
  const faults = new Map<number, Severity>();
  for (const band of boxes.bands) {
    const y = band.y * scale;
    const bottom = (band.y + band.height) * scale;
    const last = bands.at(-1);
    if (last !== undefined && last.height < THINNEST) {
      const worse = ranks[band.verdict] > ranks[last.verdict];
      bands[bands.length - 1] = { y: last.y, height: bottom - last.y, verdict: worse ? band.verdict : last.verdict };
    } else {
      bands.push({ y, height: bottom - y, verdict: band.verdict });
    }
    for (const { severity, row } of band.events) {
      if (severity !== 'error' && severity !== 'warning') continue;
      const at = Math.round((band.y + row.y + row.height / 2) * scale);
      if (faults.get(at) !== 'error') faults.set(at, severity);
    }
  }
  return { bands, faults: [...faults].map(([y, severity]) => ({ y, severity })) };
}
