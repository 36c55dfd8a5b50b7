import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/project.mjs';

/** A running VS Code that a browser can open. */
export interface Host {
  readonly url: string;
  /** Other machines that the host's own processes connected to. */
  connections(): readonly string[];
  close(): Promise<void>;
}

/** A folder of a host's own, emptied, with a copy of the examples to work on. */
export interface HostFolder {
  readonly dir: string;
  readonly workspace: string;
  readonly connectionsLog: string;
  /** Environment of the host's processes: they write down whom they connect to. */
  readonly env: NodeJS.ProcessEnv;
}

/** Makes the folder of a host again. `source` is the folder whose files the workspace gets. */
export function prepareHostFolder(name: string, source: string): HostFolder {
  const dir = path.join(root, '.tmp/e2e', name);
  const workspace = path.join(dir, 'workspace');
  const connectionsLog = path.join(dir, 'connections.log');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  cpSync(source, workspace, { recursive: true });
  const watch = path.join(root, 'test/e2e/hosts/watch-connections.cjs');
  return {
    dir,
    workspace,
    connectionsLog,
    env: { ...process.env, NODE_OPTIONS: `--require ${watch}`, CONFER_CONNECTIONS_LOG: connectionsLog },
  };
}

/** Reads what the host's processes wrote down. */
export function readConnections(folder: HostFolder): readonly string[] {
  if (!existsSync(folder.connectionsLog)) return [];
  return [...new Set(readFileSync(folder.connectionsLog, 'utf8').split('\n').filter(Boolean))];
}
