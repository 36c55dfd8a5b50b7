import * as vscode from 'vscode';
import { ShowFindingCommand } from '../../server/protocol/client-commands.js';
import type { TestedFlow, TestFailure, TestsResult } from '../../server/protocol/test-messages.js';
import { commands, languageId } from '../contributions.js';
import { editorRange } from '../editor-range.js';
import type { ConferLanguageClient } from '../language-client.js';
import { isCancellation, type ServerRequests } from '../server-requests.js';
import { CoveredFiles } from './covered-files.js';
import { testOutput } from './test-output.js';

type Tested = Omit<TestedFlow, 'scenarios'>;

/** Limit on requests for the tests while the text changes; each waits until pending changes are processed. */
const MAX_TRIES = 5;

/** Flows and scenarios as tests in the editor's Testing view: a run is a check, a coverage run paints the models. */
export class TestView implements vscode.Disposable {
  private readonly controller: vscode.TestController;
  private readonly disposables: vscode.Disposable[];
  /** The flow of a test, by the test. */
  private readonly flows = new WeakMap<vscode.TestItem, string>();
  /** The failures of a test in the last run. */
  private readonly failures = new WeakMap<vscode.TestItem, readonly TestFailure[]>();
  private readonly coveredFiles = new CoveredFiles();

  /** Whether the editor has asked for the tests: before, nothing is listed. */
  private isListed = false;

  constructor(
    server: ConferLanguageClient,
    private readonly requests: ServerRequests,
  ) {
    this.controller = vscode.tests.createTestController('confer', vscode.l10n.t('Confer Flows'));
    this.controller.refreshHandler = async () => {
      await this.refresh();
    };
    this.controller.resolveHandler = async (item) => {
      this.isListed = true;
      if (item === undefined) await this.refresh();
    };
    const run = (request: vscode.TestRunRequest) => this.run(request, 'alone');
    this.controller.createRunProfile(vscode.l10n.t('Check'), vscode.TestRunProfileKind.Run, run, true);
    const coverage = this.controller.createRunProfile(
      vscode.l10n.t('Check with Coverage'),
      vscode.TestRunProfileKind.Coverage,
      (request) => this.run(request, 'with coverage'),
      true,
    );
    coverage.loadDetailedCoverage = this.coveredFiles.load;
    // The editor asks once, perhaps before the server has started, and never again.
    const refreshIfAsked = () => {
      if (this.isListed && server.state === 'running') void this.refresh();
    };
    this.disposables = [
      this.controller,
      server.onDidChangeState(refreshIfAsked),
      requests.onDidChangeTests(refreshIfAsked),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.languageId === languageId) refreshIfAsked();
      }),
      vscode.commands.registerCommand(commands.showTestOnTimeline, (chosen: vscode.TestItem | FailedTest) =>
        'message' in chosen ? this.showFailure(chosen) : this.showTimeline(chosen),
      ),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Lists the tests again. The list stays as it is while the server does not run or the text keeps changing. */
  private async refresh(): Promise<TestsResult | undefined> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        const found = await this.requests.tests();
        this.controller.items.replace(found.files.map(({ uri, flows }) => this.fileItem(uri, flows)));
        return found;
      } catch (error) {
        if (!isCancellation(error)) return undefined;
      }
    }
    return undefined;
  }

  private fileItem(uri: string, flows: readonly TestedFlow[]): vscode.TestItem {
    const address = vscode.Uri.parse(uri);
    const file = this.controller.createTestItem(uri, vscode.workspace.asRelativePath(address), address);
    file.children.replace(
      flows.map((flow) => {
        const item = this.item(`${uri}#${flow.name}`, flow, address, flow.name);
        item.children.replace(
          flow.scenarios.map((scenario) => this.item(`${item.id}/${scenario.name}`, scenario, address, flow.name)),
        );
        return item;
      }),
    );
    return file;
  }

  private item(id: string, { name, title, range }: Tested, uri: vscode.Uri, flow: string): vscode.TestItem {
    const item = this.controller.createTestItem(id, name, uri);
    item.range = editorRange(range);
    if (title !== null) item.description = title;
    this.flows.set(item, flow);
    return item;
  }

  /** Checks again and reports the results of the requested tests, or of all. */
  private async run(request: vscode.TestRunRequest, extent: 'alone' | 'with coverage'): Promise<void> {
    const includedIds = request.include?.map(({ id }) => id);
    const found = await this.refresh();
    const run = this.controller.createTestRun(request);
    for (const { uri, flows } of found?.files ?? []) {
      const file = this.controller.items.get(uri);
      for (const flow of flows) {
        const item = file?.children.get(`${uri}#${flow.name}`);
        if (item === undefined) continue;
        if (isWanted(item.id, includedIds)) this.report(run, item, flow);
        for (const scenario of flow.scenarios) {
          const child = item.children.get(`${item.id}/${scenario.name}`);
          if (child !== undefined && isWanted(child.id, includedIds)) this.report(run, child, scenario);
        }
      }
    }
    if (extent === 'with coverage') this.coveredFiles.add(run, found?.models ?? []);
    run.end();
  }

  private report(run: vscode.TestRun, item: vscode.TestItem, { failures }: Tested): void {
    this.failures.set(item, failures);
    const file = item.uri === undefined ? '' : vscode.workspace.asRelativePath(item.uri);
    run.appendOutput(testOutput(item.label, file, failures));
    if (failures.length === 0) {
      run.passed(item);
      return;
    }
    run.failed(
      item,
      failures.map(({ message, range }) => {
        const failure = new vscode.TestMessage(message);
        failure.contextValue = FAILURE_CONTEXT;
        if (item.uri !== undefined) failure.location = new vscode.Location(item.uri, editorRange(range));
        return failure;
      }),
    );
  }

  /** Shows the finding of a failed test's message, on a path that has it. */
  private async showFailure({ test, message }: FailedTest): Promise<void> {
    const failure = test && this.failures.get(test)?.find((candidate) => candidate.message === message.message);
    if (test === undefined) return;
    if (failure === undefined) await this.showTimeline(test);
    else await vscode.commands.executeCommand(ShowFindingCommand, test.uri?.toString(), failure);
  }

  private async showTimeline(item: vscode.TestItem): Promise<void> {
    await vscode.commands.executeCommand(commands.showTimelineToSide, item.uri, this.flows.get(item));
  }
}

/** The editor's argument of a command in the menu of a failed test's message. */
interface FailedTest {
  /** Undefined if the test is gone. */
  readonly test: vscode.TestItem | undefined;
  readonly message: vscode.TestMessage;
}

/** Names the messages of failed tests in the `when` of their menu's entries. */
const FAILURE_CONTEXT = 'confer.finding';

/** Whether a test, or one that contains it, was asked for. */
function isWanted(id: string, includedIds: readonly string[] | undefined): boolean {
  return (
    includedIds === undefined ||
    includedIds.some((other) => id === other || id.startsWith(`${other}#`) || id.startsWith(`${other}/`))
  );
}
