import { readFile } from 'node:fs/promises';
import { encodingOf } from '../server/protocol/text-encoding.js';
import { writeOutput } from './write-output.js';

/** Writes a text over a file, in the encoding and with the byte order mark that the file has. */
export async function rewriteText(file: string, text: string): Promise<void> {
  const before = await readFile(file);
  const encoding = encodingOf(before);
  if (encoding === 'utf-8') {
    const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
    await writeOutput(file, hasMark ? `\uFEFF${text}` : text);
    return;
  }
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  await writeOutput(file, encoding === 'utf-16be' ? bytes.swap16() : bytes);
}
