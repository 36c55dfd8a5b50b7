import * as vscode from 'vscode';
import { errorMessage } from '../../timeline/types/error-message.js';
import { languageId, taskType } from '../contributions.js';
import type { ServerRequests } from '../server-requests.js';
import { describeCheck } from './check-workspace.js';

/** Offers the task *check*, which checks all files of the workspace and fails when there are problems. */
export function registerCheckTask(requests: ServerRequests): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => [checkTask({ type: taskType, task: 'check' }, requests)],
    resolveTask: ({ definition }) => (definition.task === 'check' ? checkTask(definition, requests) : undefined),
  });
}

function checkTask(definition: vscode.TaskDefinition, requests: ServerRequests): vscode.Task {
  const execution = new vscode.CustomExecution(async () => new CheckTerminal(requests));
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, 'check', 'confer', execution);
  task.group = vscode.TaskGroup.Test;
  task.detail = vscode.l10n.t('Check all Confer files of the workspace');
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  return task;
}

/** Prints problems as the command line does, one a line: it needs no process, so that it works in the browser too. */
class CheckTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly ended = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.ended.event;

  constructor(private readonly requests: ServerRequests) {}

  open(): void {
    void this.run().then(
      (code) => this.ended.fire(code),
      (error: unknown) => {
        this.line(errorMessage(error));
        this.ended.fire(3);
      },
    );
  }

  close(): void {
    this.written.dispose();
    this.ended.dispose();
  }

  /** @returns the exit code: 0 clean, 1 problems */
  private async run(): Promise<number> {
    const result = await this.requests.checkWorkspace({ again: true });
    const confer = vscode.languages
      .getDiagnostics()
      .filter(([uri]) => uri.path.endsWith(`.${languageId}`) || uri.path.endsWith('/confer.json'))
      .filter(([uri]) => vscode.workspace.getWorkspaceFolder(uri) !== undefined);
    for (const [uri, diagnostics] of confer) {
      for (const diagnostic of diagnostics) this.problem(vscode.workspace.asRelativePath(uri), diagnostic);
    }
    this.line(describeCheck(result));
    return result.errors + result.warnings > 0 ? 1 : 0;
  }

  private problem(path: string, { range, severity, code, message }: vscode.Diagnostic): void {
    const rule = typeof code === 'object' ? code.value : code;
    const { line, character } = range.start;
    const level = SEVERITIES[severity];
    this.line(`${path}:${line + 1}:${character + 1} ${level} ${rule ?? ''} ${message}`);
  }

  private line(text: string): void {
    this.written.fire(`${text.replaceAll('\n', '\r\n')}\r\n`);
  }
}

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, string>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};
