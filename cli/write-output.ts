import { realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OutputError, UsageError } from './exit-codes.js';

/**
 * Writes a file that was asked for.
 * @throws UsageError where it cannot be there; OutputError where the disk is full
 */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    if (isFull) throw new OutputError(`${file} cannot be written: ${reason}.`);
    throw new UsageError(`${file} cannot be written: ${reason}.`);
  }
}

/**
 * Keeps the command from writing over what it reads.
 * @throws UsageError where the file is one of the inputs, or a Confer file
 */
export async function refuseInput(file: string, inputs: readonly { readonly realPath: string }[]): Promise<void> {
  const real = await realpath(file).catch(() => path.resolve(file));
  if (/\.confer$/i.test(file) || inputs.some(({ realPath }) => realPath === real)) {
    throw new UsageError(`${file} is not written over: it is a source, not a result.`);
  }
}
