import type { ExplanationSet } from './explanation-set.js';
import type { FollowedMessages } from './followed-messages.js';

/** An interaction that is being followed. */
export interface Interaction {
  readonly key: string;
  /** The keys that were joined; null: none but its own. */
  readonly joinedKeys: readonly string[] | null;
  /** It continues after it was over, or began before the recording. */
  readonly start: 'recorded' | 'either' | 'before';
  /** How it is followed: an index of `EFFORTS`. */
  effort: number;
  explanations: ExplanationSet;
  /** The times that the set's numbers mean, the newest first, in ms; what follows them means nothing. */
  readonly recentTimes: number[];
  /** The addresses that the set's numbers mean: numbers of the interaction's. */
  knownAddresses: readonly number[];
  readonly messages: FollowedMessages;
  /** Addresses of parties, by number. */
  addresses: readonly string[];
  readonly firstMs: number;
  lastMs: number;
  /** Closed because too many were open. */
  evicted: boolean;
}
