import path from 'node:path';
import { encodingOf, MAX_FILE_SIZE } from '../server/protocol/text-encoding.js';
import { UsageError } from './exit-codes.js';
import type { InputFile } from './project.js';

/** The file that standard input is read as. */
export async function standardInputFile(name: string): Promise<InputFile> {
  const file = path.resolve(name);
  return { path: file, realPath: file, text: await readStandardInput() };
}

/**
 * All of standard input as text, without its byte order mark.
 * @throws UsageError if it is too large
 */
async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FILE_SIZE) throw new UsageError(`Standard input is larger than ${MAX_FILE_SIZE} bytes.`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
