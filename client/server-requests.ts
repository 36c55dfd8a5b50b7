import * as vscode from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import {
  type FlowVerdict,
  VerdictsRequest,
  type WorkspaceCheckParams,
  WorkspaceCheckRequest,
  type WorkspaceCheckResult,
} from '../server/protocol/check-messages.js';
import {
  type FlowCoverage,
  type FlowCoverageParams,
  FlowCoverageRequest,
} from '../server/protocol/coverage-messages.js';
import {
  type DirectoryEntry,
  type FileParams,
  LibraryFileRequest,
  ReadDirectoryRequest,
  ReadFileRequest,
} from '../server/protocol/file-messages.js';
import {
  type FixesParams,
  FixesRequest,
  type FixesResult,
  type SaveScenarioParams,
  SaveScenarioRequest,
} from '../server/protocol/fix-messages.js';
import {
  type ModelSummary,
  ModelsRequest,
  type NewFlowParams,
  NewFlowRequest,
  type NewFlowResult,
} from '../server/protocol/model-messages.js';
import {
  type RecordingSourcesParams,
  RecordingSourcesRequest,
  type RecordingSourcesResult,
  RecordingSubjectsRequest,
  type RecordingSubjectsResult,
} from '../server/protocol/recording-messages.js';
import { TestsChangedNotification, TestsRequest, type TestsResult } from '../server/protocol/test-messages.js';
import {
  TimelineChangedNotification,
  type TimelineChangedParams,
  type TimelineParams,
  TimelineRequest,
  type TimelineResult,
} from '../server/protocol/timeline-messages.js';
import type { TimelinePatch } from '../server/protocol/timeline-patch.js';
import {
  type RulePageParams,
  RulePageRequest,
  type ToolParams,
  ToolRequest,
  type ToolResult,
} from '../server/protocol/tool-messages.js';
import { languageId } from './contributions.js';
import type { ConferLanguageClient } from './language-client.js';
import { readRulePage } from './rule-pages.js';

/** Handles the server's requests for files that it cannot read itself. */
export interface FileAnswers {
  /** Text of a file, or null if there is none that the server may see. */
  readFile(params: FileParams): Promise<string | null>;
  readDirectory(params: FileParams): Promise<DirectoryEntry[] | null>;
}

/** The custom messages of the language server, typed; the only place that sends them. */
export class ServerRequests implements vscode.Disposable {
  private readonly server: ConferLanguageClient;
  private readonly started = new vscode.EventEmitter<void>();
  private readonly changed = new vscode.EventEmitter<TimelineChangedParams>();
  private readonly testsChanged = new vscode.EventEmitter<void>();
  private decorate: (result: TimelineResult) => TimelineResult = (result) => result;

  /** Fires when the content of a document's timeline may have changed. */
  readonly onDidChange = this.changed.event;

  /** Fires when tests may have changed on disk; texts being edited do not count. */
  readonly onDidChangeTests = this.testsChanged.event;

  /** Fires when the server has begun to run, again after it had ended. */
  readonly onDidStart = this.started.event;

  constructor(server: ConferLanguageClient, files: FileAnswers) {
    this.server = server;
    server.onDidChangeState((state) => {
      if (state === 'running') {
        this.started.fire();
      }
    });
    server.onEachClient((client) => {
      client.onNotification(TimelineChangedNotification.method, (params: TimelineChangedParams) => {
        this.changed.fire(params);
      });
      client.onNotification(TestsChangedNotification.method, () => this.testsChanged.fire());
      client.onRequest(ReadFileRequest.method, (params: FileParams) => files.readFile(params));
      client.onRequest(ReadDirectoryRequest.method, (params: FileParams) => files.readDirectory(params));
      client.onRequest(RulePageRequest.method, ({ code }: RulePageParams) => readRulePage(code));
    });
  }

  /**
   * The timeline of one path of a flow; a patch only if `params` names an answer. Rejects if the server does not
   * run or the signal aborts.
   */
  timeline(params: TimelineParams, signal: AbortSignal): Promise<TimelineResult | TimelinePatch> {
    return this.request<TimelineResult | TimelinePatch>(TimelineRequest.method, params, signal);
  }

  /** A timeline with what was added to it. */
  decorated(result: TimelineResult): TimelineResult {
    return this.decorate(result);
  }

  /** Adds to timelines what the server does not know, from now on; those that are shown are asked for again. */
  decorateTimelines(decorate: (result: TimelineResult) => TimelineResult): void {
    this.decorate = decorate;
    for (const { uri, version, languageId: language } of vscode.workspace.textDocuments) {
      if (language === languageId) this.changed.fire({ uri: uri.toString(), version });
    }
  }

  /** The edits that fix a finding, the preferred one first; rejects if the server does not run. */
  fixes(params: FixesParams): Promise<FixesResult> {
    return this.request<FixesResult>(FixesRequest.method, params);
  }

  /** The edit that declares a path as a scenario; rejects if the server does not run. */
  saveScenario(params: SaveScenarioParams): Promise<FixesResult> {
    return this.request<FixesResult>(SaveScenarioRequest.method, params);
  }

  /** The models that a new flow can follow; rejects if the server does not run. */
  models(): Promise<readonly ModelSummary[]> {
    return this.request<readonly ModelSummary[]>(ModelsRequest.method, {});
  }

  /** A flow through all phases of a model; rejects if the server does not run. */
  newFlow(params: NewFlowParams): Promise<NewFlowResult> {
    return this.request<NewFlowResult>(NewFlowRequest.method, params);
  }

  /** How far the flows of a document were checked; rejects when the server does not run or the text is changing. */
  verdicts(uri: string): Promise<readonly FlowVerdict[]> {
    return this.request<readonly FlowVerdict[]>(VerdictsRequest.method, { textDocument: { uri } });
  }

  /** Resolves when every file of the workspace is checked; rejects when the server does not run. */
  checkWorkspace(params: WorkspaceCheckParams): Promise<WorkspaceCheckResult> {
    return this.request<WorkspaceCheckResult>(WorkspaceCheckRequest.method, params);
  }

  /** A flow's coverage of its models; rejects if the server does not run or the text is changing. */
  flowCoverage(params: FlowCoverageParams): Promise<FlowCoverage> {
    return this.request<FlowCoverage>(FlowCoverageRequest.method, params);
  }

  /** Flows and scenarios as tests, and what they cover; rejects when the server does not run or a text is changing. */
  tests(): Promise<TestsResult> {
    return this.request<TestsResult>(TestsRequest.method, {});
  }

  /** The flows and models that a recording can be followed through; rejects when the server does not run. */
  recordingSubjects(): Promise<RecordingSubjectsResult> {
    return this.request<RecordingSubjectsResult>(RecordingSubjectsRequest.method, {});
  }

  /** The packed sources of a run; rejects if the server does not run. */
  recordingSources(params: RecordingSourcesParams): Promise<RecordingSourcesResult> {
    return this.request<RecordingSourcesResult>(RecordingSourcesRequest.method, params);
  }

  /** Calls a tool for language models; rejects when the server does not run or the call is canceled. */
  tool(params: ToolParams, signal: AbortSignal): Promise<ToolResult> {
    return this.request<ToolResult>(ToolRequest.method, params, signal);
  }

  /** Text of a file of the built-in library, or null if there is none of this address. */
  libraryFile(uri: string): Promise<string | null> {
    const params: FileParams = { uri };
    return this.request<string | null>(LibraryFileRequest.method, params);
  }

  dispose(): void {
    this.changed.dispose();
    this.testsChanged.dispose();
    this.started.dispose();
  }

  /** Sends a request; rejects at once if the server stops, since a client it has left may never answer. */
  private async request<Result>(method: string, params: unknown, signal?: AbortSignal): Promise<Result> {
    const { client, state } = this.server;
    if (client === undefined || state === 'stopped') {
      throw new Error(vscode.l10n.t('The Confer language server is not running.'));
    }
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = () => cancellation.cancel();
    signal?.addEventListener('abort', cancel);
    let watch: vscode.Disposable | undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      watch = this.server.onDidChangeState(
        (next) => next === 'stopped' && reject(new Error(vscode.l10n.t('The Confer language server is not running.'))),
      );
    });
    try {
      return await Promise.race([client.sendRequest<Result>(method, params, cancellation.token), stopped]);
    } finally {
      watch?.dispose();
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }
}

/** Whether the server gave up a request because the text was changing, so that it is worth asking again. */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof ResponseError &&
    (error.code === LSPErrorCodes.RequestCancelled ||
      error.code === LSPErrorCodes.ServerCancelled ||
      error.code === LSPErrorCodes.ContentModified)
  );
}
