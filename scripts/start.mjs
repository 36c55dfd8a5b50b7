// `npm start [folder]`: a real VS Code (for the Web) with the extension, on the examples or another folder.
import path from 'node:path';
import getPort, { portNumbers } from 'get-port';
import open from 'open';
import { build } from './build.mjs';
import { startWebHost } from './hosts/web-host.mjs';
import { stage } from './package.mjs';
import { root } from './project.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'examples'));

console.log('Building …');
await build({ production: true });
const extension = await stage(path.join(root, '.tmp/start/extension'));
const host = await startWebHost({
  dataDir: path.join(root, '.tmp/start/host'),
  port: await getPort({ port: portNumbers(3000, 3100) }),
  folder,
  extension,
  companions: [path.join(root, 'scripts/start-companion')],
});

console.log(`VS Code ${host.version} with Confer: ${host.url}`);
console.log('Changes to files stay in the browser. Press Ctrl+C to stop.');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await host.close();
    process.exit(0);
  });
}
if (process.stdout.isTTY && !process.env.CI) await open(host.url);
