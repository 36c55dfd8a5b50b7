import type { Step } from '../model/flow.js';
import type { Protocol } from '../model/vocabulary.js';

/** The protocols that a step's copies travel on, as far as they are known: what `on` says, otherwise what each has. */
export function stepProtocols({ on, inferred }: Step): Protocol[] {
  return [on?.kind === 'unresolved' ? on.nearest : on?.protocol, ...inferred].filter((protocol) => protocol != null);
}
