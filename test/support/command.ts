import path from 'node:path';
import { Writable } from 'node:stream';
import { Output } from '../../cli/output.js';
import { runCommand } from '../../cli/run-command.js';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The built command: `npm run build` writes it. */
export const command = path.join(root, 'out/cli/confer.cjs');

/**
 * Runs the command in this process, one call at a time: to start one takes several times as long. Tests of what only a
 * process has start the built command.
 */
export async function confer(
  args: readonly string[],
  cwd = root,
): Promise<{ code: number | 'serving'; out: string; err: string }> {
  const [out, err] = [new TextSink(), new TextSink()];
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const code = await runCommand(args, new Output(out, err));
    return { code, out: out.text, err: err.text };
  } finally {
    process.chdir(before);
  }
}

/** A stream that keeps what is written to it. */
class TextSink extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: () => void): void {
    this.chunks.push(chunk);
    written();
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
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
export async function report(args: readonly string[], cwd?: string): Promise<Report> {
  const { out } = await confer(['check', '--format', 'json', ...args], cwd);
  return JSON.parse(out) as Report;
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
