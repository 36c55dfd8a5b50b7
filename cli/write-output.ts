import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorMessage } from '../timeline/types/error-message.js';
import { OutputError, UsageError } from './exit-codes.js';

/**
 * Writes a file that was asked for.
 * @throws UsageError if it cannot be there; OutputError if the disk is full
 */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/**
 * Makes a folder for results, and those above it.
 * @throws UsageError if it cannot be there; OutputError if the disk is full
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw notWritten(folder, error);
  }
}

function notWritten(name: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const message = `${name} cannot be written: ${reasonOf(error, code, name)}.`;
  return isFull ? new OutputError(message) : new UsageError(message);
}

function reasonOf(error: unknown, code: unknown, name: string): string {
  switch (code) {
    case 'ENOENT':
      return `there is no folder ${path.dirname(name)}`;
    case 'EISDIR':
      return 'it is a folder';
    case 'EEXIST':
      return 'it is a file, not a folder';
    case 'ENOTDIR':
      return 'a part of its path is a file, not a folder';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied';
    default:
      return errorMessage(error);
  }
}

/**
 * Keeps the command from writing over what it reads.
 * @throws UsageError if the file is one of the inputs, a Confer file or a configuration
 */
export async function refuseInput(file: string, inputs: readonly { readonly realPath: string }[]): Promise<void> {
  const real = await realpath(file).catch(() => path.resolve(file));
  const isSource = [file, real].some((name) => /\.confer$|(^|[\\/])confer\.json$/i.test(name));
  if (isSource || inputs.some(({ realPath }) => realPath === real)) {
    throw new UsageError(`${file} is an input file and is not overwritten.`);
  }
}
