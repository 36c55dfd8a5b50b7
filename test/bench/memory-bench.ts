// Whether memory stays where it is over hours of editing: `npm run bench -- memory`.
import { EditorSession } from './editor-session.js';
import { generatedFlow } from './generated-flow.js';
import { MeasuredServer } from './measured-server.js';

const EDITS = 10_000;
/** The heap is compared with that after so many edits. */
const FIRST = 100;
/** After so many edits the file is closed and another one opened. */
const EDITS_PER_FILE = 50;
const FILES = 7;
const PHASES = 12;
/** Most that the heap may have grown by. */
const GROWTH_BUDGET = 1.2;

/** Edits that are made one after the other and undone: a fault, a line, a name that others see, a brace. */
const edits: readonly ((text: string) => string)[] = [
  (text) => text.replace('IxnServer -> Bob : EventAck', 'IxnServer -> Bob : EventAk'),
  (text) => text.replace('  // Round 1', '  // Round 1\n'),
  (text) => text.replace('party Bob', 'party Bobby'),
  (text) => text.replace('    EventRejected\n', ''),
  (text) => text.replace('  }\n', '\n'),
];

async function main(): Promise<void> {
  const server = await MeasuredServer.start();
  const { served } = server;
  const heap = async () => (await server.usage(true)).heapBytes / 1024 / 1024;
  let first = Number.NaN;
  let session: EditorSession | undefined;
  for (let edit = 0; edit < EDITS; edit++) {
    const uri = `file:///bench/f${Math.floor(edit / EDITS_PER_FILE) % FILES}.confer`;
    const text = generatedFlow(PHASES);
    if (edit % EDITS_PER_FILE === 0) {
      await session?.close();
      session = new EditorSession(served, uri);
      await session.open(text);
    }
    const change = edit % 2 === 0 ? (edits[(edit / 2) % edits.length] ?? String) : String;
    await session?.rewrite(change(text));
    if (edit + 1 === FIRST) first = await heap();
    if ((edit + 1) % 2_000 === 0) console.log(`${edit + 1} edits: ${(await heap()).toFixed(1)} MB`);
  }
  const growth = (await heap()) / first;
  await server.stop();
  const verdict = growth <= GROWTH_BUDGET ? 'kept' : 'MISSED';
  console.log(
    `after ${FIRST} edits: ${first.toFixed(1)} MB; growth ${growth.toFixed(2)} of ${GROWTH_BUDGET}  ${verdict}`,
  );
  if (growth > GROWTH_BUDGET) process.exitCode = 1;
}

void main();
