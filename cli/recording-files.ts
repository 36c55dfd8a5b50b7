import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture } from '../check/index.js';
import { fitsGlob, MAX_SORTED_BYTES, type RecordingFile } from '../recordings/index.js';
import { fileBytes, unpackedBytes } from '../runner/node/unpacked-bytes.js';
import { errorMessage } from '../timeline/types/error-message.js';
import { displayPath } from './display-path.js';
import { UsageError } from './exit-codes.js';
import { logLine } from './log-line.js';
import type { Output } from './output.js';

/** Chooses the capture that reads a file. */
export type CaptureChoice = (name: string) => Capture;

/**
 * The recordings that operands name: files, folders for their files that a capture's `files` fits, `-` for standard
 * input.
 * @throws UsageError if one cannot be opened
 */
export async function recordingFiles(
  operands: readonly string[],
  captures: readonly Capture[],
  choose: CaptureChoice,
): Promise<RecordingFile[]> {
  const names: { path: string; size: number }[] = [];
  for (const operand of operands) {
    if (operand === '-') {
      names.push({ path: '-', size: 0 });
      continue;
    }
    const found = await stat(operand).catch(() => undefined);
    if (found === undefined) throw new UsageError(`Cannot open ${operand}.`);
    if (!found.isDirectory()) {
      names.push({ path: operand, size: found.size });
      continue;
    }
    const own = await inFolder(operand, captures);
    if (own.length === 0) throw new UsageError(`${operand} contains no file that matches the "files" of a capture.`);
    names.push(...own);
  }
  if (names.length === 0)
    throw new UsageError('Name the recordings to read: files, a folder, or - for standard input.');
  const large = names.reduce((sum, { size }) => sum + size, 0) > MAX_SORTED_BYTES;
  return (await withoutRepeats(names)).map(({ path: file }) => {
    let isCut = false;
    return {
      name: file === '-' ? '-' : displayPath(path.resolve(file)),
      capture: choose(file),
      bytes: unpackedBytes(bytesOf(file), () => {
        isCut = true;
      }),
      isCut: () => isCut,
      large,
    };
  });
}

/** Prints what is wrong with recordings or with how they are read, a line each. */
export function printProblems(
  problems: readonly { readonly severity: string; readonly text: string }[],
  output: Output,
): void {
  for (const { severity, text } of problems) output.printError(`confer: ${severity}: ${logLine(text)}\n`);
}

/** Each file once, by whichever ways it is named. */
async function withoutRepeats<T extends { readonly path: string }>(names: readonly T[]): Promise<T[]> {
  const found = new Map<string, T>();
  for (const name of names) {
    const place = name.path === '-' ? '-' : await realpath(name.path).catch(() => name.path);
    if (!found.has(place)) found.set(place, name);
  }
  return [...found.values()];
}

async function inFolder(folder: string, captures: readonly Capture[]): Promise<{ path: string; size: number }[]> {
  const globs = captures.flatMap(({ files }) => files);
  const found: { path: string; size: number }[] = [];
  const names = await readdir(folder, { recursive: true }).catch(() => {
    throw new UsageError(`Cannot open ${folder}.`);
  });
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    if (!globs.some((glob) => fitsGlob(name, glob))) continue;
    const own = await stat(file);
    if (own.isFile()) found.push({ path: file, size: own.size });
  }
  return found;
}

/** The bytes of a file, opened when the first are read: a wrong call ends before. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    if (file !== '-') yield* fileBytes(file);
    else for await (const chunk of process.stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${errorMessage(error)}.`);
  }
}
