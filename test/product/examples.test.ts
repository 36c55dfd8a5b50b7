import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';

interface CheckReport {
  readonly files: readonly { readonly diagnostics: readonly { readonly code: string; readonly severity: string }[] }[];
}

function check(...files: readonly string[]): { readonly status: number | null; readonly codes: readonly string[] } {
  const command = path.join(root, 'out/cli/confer.cjs');
  const run = spawnSync(process.execPath, [command, 'check', '--format', 'json', ...files], {
    cwd: path.join(root, 'examples'),
    encoding: 'utf8',
  });
  const report: CheckReport = JSON.parse(run.stdout);
  return {
    status: run.status,
    codes: report.files.flatMap((file) => file.diagnostics.map((found) => `${found.severity} ${found.code}`)),
  };
}

describe('the examples', () => {
  test('conform, and leave nothing to say', () => {
    expect(check('escalate-chat.confer', 'callback.confer')).toEqual({ status: 0, codes: [] });
  });

  test('the faulty twin has the mistakes that its comments tell of', () => {
    expect(check('escalate-chat-faults.confer')).toEqual({
      status: 1,
      codes: [
        'error missing-message',
        'warning unhandled-outcome',
        'warning missing-timeout',
        'error missing-message',
        'error unexpected-message',
        'error attribute-type',
        'error wrong-protocol',
        'warning wrong-direction',
        'error condition-not-met',
      ],
    });
  });
});
