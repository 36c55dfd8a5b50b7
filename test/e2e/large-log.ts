import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';

interface Entry {
  readonly time: string;
  readonly key: string;
}

/** The one interaction of a large log that deviates: it comes last. */
export const deviating = 'chat-last';

const BLOCK_MS = 2 * 60 * 60 * 1000;
const CONFORMING_CHATS = 9;

/**
 * Writes a log of any size: the chats of the example that conform, again and again under other keys and later times,
 * then one whose timeout comes too late.
 * @returns how many interactions it has
 */
export function writeLargeLog(file: string, megabytes: number): number {
  const lines = readFileSync(path.join(root, 'examples/escalate-chat.jsonl'), 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Entry);
  const conforming = entries.filter(({ key }) => !['chat-1003', 'chat-1007', 'chat-1009'].includes(key));
  const late = entries.filter(({ key }) => key === 'chat-1009').map((entry) => ({ ...entry, key: deviating }));
  const descriptor = openSync(file, 'w');
  let block = 0;
  for (let size = 0; size < megabytes * 1024 * 1024; block++) {
    size += writeSync(descriptor, shifted(conforming, block, `-${block}`));
  }
  writeSync(descriptor, shifted(late, block, ''));
  closeSync(descriptor);
  return block * CONFORMING_CHATS + 1;
}

function shifted(entries: readonly Entry[], block: number, suffix: string): string {
  return entries
    .map((entry) => {
      const time = new Date(Date.parse(entry.time) + block * BLOCK_MS).toISOString();
      return `${JSON.stringify({ ...entry, time, key: `${entry.key}${suffix}` })}\n`;
    })
    .join('');
}
