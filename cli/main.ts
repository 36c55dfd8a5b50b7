import { Output } from './output.js';
import { runCommand } from './run-command.js';

async function main(): Promise<void> {
  const code = await runCommand(process.argv.slice(2), new Output());
  if (code !== 'serving') process.exitCode = code;
}

void main();
