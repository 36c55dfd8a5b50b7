import type { Capture } from '../../check/index.js';
import { fitsGlob } from '../readers/file-glob.js';
import { type Declarations, findCapture } from './declarations.js';

/** The capture for `confer read`'s lines, for sources that declare none. */
const DEFAULT_CAPTURE = 'ConferLines';

/** The captures that can read a file. One is taken; of several, the user chooses. */
export interface CaptureCandidates {
  readonly captures: readonly Capture[];
  /** Whether they are those whose `files` fits; otherwise they are all that there are. */
  readonly fit: boolean;
}

/**
 * The captures whose `files` fits a file, otherwise all, without any the library's for the lines that `confer read`
 * writes.
 * @param captures those to choose from
 */
export function captureCandidates(
  file: string,
  captures: readonly Capture[],
  sources: readonly Declarations[],
): CaptureCandidates {
  const fitting = captures.filter(({ files }) => files.some((glob) => fitsGlob(file, glob)));
  if (fitting.length > 0) return { captures: fitting, fit: true };
  if (captures.length > 0) return { captures, fit: false };
  const capture = findCapture(DEFAULT_CAPTURE, sources);
  return { captures: capture === undefined ? [] : [capture], fit: false };
}
