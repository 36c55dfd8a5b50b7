// The yardstick for following recordings: reads a file of JSON lines, parses each, and counts messages by protocol.
// `node scripts/bench/count-lines.mjs FILE`
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 22;

const [, , file = ''] = process.argv;
const fd = openSync(file, 'r');
const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
/** @type {Map<string, number>} */
const counts = new Map();
let lines = 0;
let rest = 0;

/** @param {string} line */
function count(line) {
  lines++;
  const { message, protocol } = JSON.parse(line);
  const key = `${message}|${protocol}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

for (;;) {
  const read = readSync(fd, buffer, rest, buffer.length - rest, null);
  if (read === 0) break;
  const end = rest + read;
  let from = 0;
  for (let at = buffer.indexOf(10, from); at >= 0 && at < end; at = buffer.indexOf(10, from)) {
    count(buffer.toString('utf8', from, at));
    from = at + 1;
  }
  buffer.copyWithin(0, from, end);
  rest = end - from;
}
if (rest > 0) count(buffer.toString('utf8', 0, rest));
closeSync(fd);
console.log(JSON.stringify({ lines, kinds: counts.size }));
