import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The built command: `npm run build` writes it. */
export const command = path.join(root, 'out/cli/confer.cjs');

/** Runs the built command. */
export function confer(args: readonly string[], cwd = root): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The parts of `confer check --format json` that tests read. */
export interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
      readonly range: object;
      readonly related: readonly { readonly path: string; readonly range: object; readonly message: string }[];
      readonly fixes: readonly unknown[];
    }[];
  }[];
  readonly summary: object;
}

/** What `confer check --format json` prints. */
export function report(args: readonly string[], cwd?: string): Report {
  return JSON.parse(confer(['check', '--format', 'json', ...args], cwd).out) as Report;
}

/** A file with two flows; in the first, a message is missing. */
export const twoFlows = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    RequestConference
    Ixn -> Stat : EventAgentInvited
    next Accepts | Declines after 9s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
  scenario No "She says no" { Invite, Declines }
}
flow G { party A  party B  phase X { A -> B : EventAck } }
`;
