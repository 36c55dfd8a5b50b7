import * as vscode from 'vscode';
import type {
  FollowMessage,
  ListedInteraction,
  RecordedLine,
  RunnerMessage,
  RunProgress,
  RunSummary,
} from '../../runner/protocol/messages.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { RecordingChoice } from './recording-choice.js';
import type { Runner, RunnerHost } from './runner-host.js';

/** A file of a run. */
export interface RunFile {
  readonly uri: vscode.Uri;
  /** Bytes as stored. */
  readonly size: number;
}

/** One recording that is followed, or was: what was found, and the worker that answers for it. */
export class FollowedRecording implements vscode.Disposable {
  private readonly interactionList: ListedInteraction[] = [];
  /** Pending requests to the worker, by number. */
  private readonly timelines = new Map<number, (timeline: Timeline | null) => void>();
  private readonly lineRequests = new Map<number, (lines: readonly RecordedLine[]) => void>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly progressed = new vscode.EventEmitter<RunProgress>();
  private readonly runner: Runner;
  private settle: (() => void) | undefined;
  private summaryOfAll: RunSummary | undefined;
  private reason: string | undefined;
  private lastId = 0;

  /** Fires when there is more to show. */
  readonly onDidChange = this.changed.event;
  readonly onDidProgress = this.progressed.event;
  /** Resolves when the run has ended, failed or was canceled. */
  readonly over = new Promise<void>((resolve) => {
    this.settle = resolve;
  });

  /**
   * Starts a run.
   * @param files the recordings by their names in results
   */
  constructor(
    host: RunnerHost,
    readonly choice: RecordingChoice,
    readonly files: ReadonlyMap<string, RunFile>,
    message: FollowMessage,
  ) {
    this.runner = host.start(
      (answer) => this.receive(answer),
      (broken) => this.fail(broken),
    );
    this.runner.post(message);
  }

  /** The listed interactions, as they ended. */
  get interactions(): readonly ListedInteraction[] {
    return this.interactionList;
  }

  /** The results of the whole recording; undefined until the run has ended successfully. */
  get summary(): RunSummary | undefined {
    return this.summaryOfAll;
  }

  /** Why the run broke off; undefined while it runs and when it has ended well. */
  get failure(): string | undefined {
    return this.reason;
  }

  /** The timeline of a listed interaction; null if the worker has ended. */
  timeline({ index }: ListedInteraction): Promise<Timeline | null> {
    if (this.reason !== undefined) return Promise.resolve(null);
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.timelines.set(id, resolve);
      this.runner.post({ type: 'timeline', id, interaction: index });
    });
  }

  /** The lines that a listed interaction is recorded on; none if the worker cannot read them, or has ended. */
  lines({ index }: ListedInteraction): Promise<readonly RecordedLine[]> {
    if (this.reason !== undefined) return Promise.resolve([]);
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.lineRequests.set(id, resolve);
      this.runner.post({ type: 'lines', id, interaction: index });
    });
  }

  /** Breaks the run off; what was found stays. */
  cancel(): void {
    if (this.summaryOfAll === undefined) this.fail('');
  }

  /** Ends the worker. */
  dispose(): void {
    this.fail('');
    this.changed.dispose();
    this.progressed.dispose();
  }

  private receive(message: RunnerMessage): void {
    switch (message.type) {
      case 'progress':
        this.progressed.fire(message.progress);
        return;
      case 'found':
        this.interactionList.push(...message.interactions);
        this.changed.fire();
        return;
      case 'ended':
        this.summaryOfAll = message.summary;
        this.changed.fire();
        this.settle?.();
        return;
      case 'timeline':
        this.timelines.get(message.id)?.(message.timeline);
        this.timelines.delete(message.id);
        return;
      case 'lines':
        this.lineRequests.get(message.id)?.(message.lines);
        this.lineRequests.delete(message.id);
        return;
      case 'failed':
        this.fail(message.reason);
        return;
      case 'read':
        // Nothing is tried by a run.
        return;
      default:
        message satisfies never;
    }
  }

  private fail(reason: string): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.runner.end();
    for (const answer of this.timelines.values()) answer(null);
    for (const answer of this.lineRequests.values()) answer([]);
    this.timelines.clear();
    this.lineRequests.clear();
    this.changed.fire();
    this.settle?.();
  }
}
