import { type Capture, type Flow, type Model, type PackedGraph, unpackGraph } from '../check/index.js';
import {
  Conformance,
  conformanceResult,
  MAX_SORTED_BYTES,
  mergedMessages,
  RecordedCoverage,
  type RecordingFile,
  RecordingReader,
  recordedModels,
  recordedTimeline,
  Subject,
  type TimeGuard,
  type Vocabulary,
} from '../recordings/index.js';
import type { Timeline } from '../timeline/types/timeline.js';
import { InteractionList } from './interaction-list.js';
import type { FollowMessage, RecordedLine, RecordingInput, RunnerMessage } from './protocol/messages.js';
import { summaryOf } from './run-summary.js';

/** Time between reports of progress, in ms. */
const PROGRESS_MS = 200;

/** The worker's services for a run. */
export interface RunEnvironment {
  post(message: RunnerMessage): void;
  /**
   * The unpacked bytes of a recording.
   * @param count is given the stored bytes as they are read
   * @param onCut called at the end of half a compressed file
   */
  open(input: RecordingInput, count: (bytes: number) => void, onCut?: () => void): AsyncIterable<Uint8Array>;
  /**
   * The texts of lines that begin at offsets of an unpacked recording, ascending.
   */
  readonly readLines: (input: RecordingInput, offsets: readonly number[]) => Promise<readonly string[]>;
  /** Breaks off expressions that take too long, if the worker can. */
  readonly guard?: TimeGuard;
}

/** The sources that the server packs for a run. */
export interface RunSources {
  /** The union of the models that are followed. */
  readonly model: Model;
  /** These models, as declared. */
  readonly models: readonly Model[];
  /** Null: the model alone is followed. */
  readonly flow: Flow | null;
  readonly captures: readonly Capture[];
  readonly vocabulary: Vocabulary;
}

/** One recording followed through a flow or model. */
export class RecordingRun {
  private readonly list: InteractionList;
  private readonly fileNames: readonly string[];
  private bytes = 0;
  private interactions = 0;
  private toldAt = 0;

  constructor(
    private readonly message: FollowMessage,
    private readonly environment: RunEnvironment,
  ) {
    this.fileNames = message.recordings.map(({ name }) => name);
    this.list = new InteractionList(message.filter, this.fileNames);
  }

  /** Follows the recording to its end and reports what it finds on the way. */
  async follow(): Promise<void> {
    const startedAt = performance.now();
    const { model, models, flow, captures, vocabulary } = unpackGraph(
      JSON.parse(this.message.sources) as PackedGraph,
    ) as RunSources;
    const files = this.files(captures);
    const reader = new RecordingReader(vocabulary, { guard: this.environment.guard });
    const coverage = new RecordedCoverage();
    const conformance = new Conformance(new Subject(model, flow), {
      files,
      onOutcome: (outcome, interaction) => {
        this.list.add(interaction, outcome);
        coverage.add(outcome);
        this.interactions++;
        this.tell();
      },
    });
    for await (const batch of mergedMessages(files, reader)) conformance.push(batch);
    conformance.end();
    coverage.captured = conformance.recorded;
    this.tell(true);
    const result = conformanceResult({ files, reader, conformance });
    const summary = summaryOf(result, recordedModels(models, coverage), performance.now() - startedAt);
    this.environment.post({ type: 'ended', summary });
  }

  /** The timeline of a listed interaction; null if the list has none of this number. */
  timeline(index: number): Timeline | null {
    const listed = this.list.at(index);
    return listed === undefined ? null : recordedTimeline(listed.interaction, listed.outcome, this.fileNames);
  }

  /**
   * The lines that a listed interaction is recorded on, by file in the order of the run; none if it is not listed.
   */
  async lines(index: number): Promise<RecordedLine[]> {
    const { readLines } = this.environment;
    const messages = [...(this.list.at(index)?.interaction.messages ?? [])];
    const found: RecordedLine[] = [];
    for (const [number, input] of this.message.recordings.entries()) {
      const lines = new Map(messages.filter(({ file }) => file === number).map(({ offset, line }) => [offset, line]));
      if (lines.size === 0) continue;
      const offsets = [...lines.keys()].sort((a, b) => a - b);
      const texts = await readLines(input, offsets);
      for (const [at, offset] of offsets.entries()) {
        found.push({ file: input.name, line: lines.get(offset) ?? 1, offset, text: texts[at] ?? '' });
      }
    }
    return found;
  }

  private files(captures: readonly Capture[]): RecordingFile[] {
    const { recordings } = this.message;
    const large = recordings.reduce((sum, { size }) => sum + size, 0) > MAX_SORTED_BYTES;
    return recordings.map((input) => {
      const capture = captures.find(({ name }) => name === input.capture);
      if (capture === undefined) throw new Error(`There is no capture "${input.capture}".`);
      const count = (bytes: number) => {
        this.bytes += bytes;
        this.tell();
      };
      let isCut = false;
      const onCut = () => {
        isCut = true;
      };
      const bytes = this.environment.open(input, count, onCut);
      return { name: input.name, capture, bytes, isCut: () => isCut, large };
    });
  }

  private tell(now = false): void {
    const time = performance.now();
    if (!now && time - this.toldAt < PROGRESS_MS) return;
    this.toldAt = time;
    const interactions = this.list.takeNew();
    if (interactions.length > 0) this.environment.post({ type: 'found', interactions });
    const totalBytes = this.message.recordings.reduce((sum, { size }) => sum + size, 0);
    const progress = { bytes: this.bytes, totalBytes, interactions: this.interactions };
    this.environment.post({ type: 'progress', progress });
  }
}
