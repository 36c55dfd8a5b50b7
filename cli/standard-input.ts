import { encodingOf, MAX_FILE_SIZE } from '../server/protocol/text-encoding.js';
import { UsageError } from './exit-codes.js';

/**
 * All of standard input as text, without its byte order mark.
 * @throws UsageError where it is too large
 */
export async function readStandardInput(): Promise<string> {
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
