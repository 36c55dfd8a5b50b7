import type { Range } from '../../timeline/types/timeline.js';

/** A place in a document. The range is computed when it is first asked for: most places are never shown. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** A place whose range is computed on first use. */
export function lazyPlace(uri: string, compute: () => Range): Place {
  let range: Range | undefined;
  return {
    uri,
    get range() {
      range ??= compute();
      return range;
    },
  };
}
