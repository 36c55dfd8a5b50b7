import { trades } from './trades.js';

/** Longer than a slow machine needs for the slips of one file, in ms. */
export const TIMEOUT_MS = 300_000;

const OF_ALL_SLIPS = new Set(['a support chat', 'a callback', 'parcels', 'a library of books']);

/** The files that every slip is tried in, by what they are about: in all of `trades`, only other notations' habits are. */
export const slipFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(trades).filter(([trade]) => OF_ALL_SLIPS.has(trade)),
);
