import { DeclarationLookup } from '../../language/index.js';
import {
  Conformance,
  type ConformanceJson,
  type ConformanceOptions,
  conformanceResult,
  type InteractionResult,
  mergedMessages,
  Pseudonyms,
  type RecordedMessage,
  RecordingReader,
  recordedTimeline,
  Subject,
  vocabularyOf,
} from '../../recordings/index.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { TestWorkspace } from './workspace.js';

/** A recording as text or bytes, by file name. */
export type Recording = Readonly<Record<string, string | Uint8Array>>;

export interface ReadResult {
  readonly messages: readonly RecordedMessage[];
  readonly counts: RecordingReader['counts'];
  readonly problems: RecordingReader['problems'];
}

/** Sources that recordings are read and followed with. */
export class RecordedWorkspace {
  private constructor(private readonly visible: ReturnType<DeclarationLookup['visibleIn']>) {}

  static async create(source: string): Promise<RecordedWorkspace> {
    const workspace = await TestWorkspace.create({ 'test.confer': source });
    return new RecordedWorkspace(
      new DeclarationLookup(workspace.services).visibleIn(workspace.document('test.confer')),
    );
  }

  /** @param chunk so many bytes come at a time */
  async read(recording: Recording, chunk = 1 << 16): Promise<ReadResult> {
    const reader = new RecordingReader(vocabularyOf([this.visible]));
    const messages: RecordedMessage[] = [];
    for await (const batch of mergedMessages(this.files(recording, chunk, false), reader)) messages.push(...batch);
    return { messages, counts: reader.counts, problems: reader.problems };
  }

  /** Follows a recording through a flow or model. */
  async follow(
    recording: Recording,
    against: string,
    more: Partial<ConformanceOptions> & {
      readonly chunk?: number;
      readonly large?: boolean;
      readonly anonymize?: boolean;
    } = {},
  ): Promise<{ interactions: InteractionResult[]; summary: ConformanceJson; explanationSets: number }> {
    const flow = this.visible.flows.find(({ name }) => name === against);
    const model = flow?.model ?? this.visible.model(against);
    if (model === undefined || model === null) throw new Error(`Nothing is named ${against}.`);
    const subject = new Subject(model, flow ?? null);
    const files = this.files(recording, more.chunk ?? 1 << 16, more.large ?? false);
    const vocabulary = vocabularyOf([this.visible], subject);
    const pseudonyms = more.anonymize === true ? new Pseudonyms(vocabulary) : null;
    const reader = new RecordingReader(vocabulary, { pseudonyms });
    const interactions: InteractionResult[] = [];
    const conformance = new Conformance(subject, {
      files,
      pseudonyms,
      onOutcome: ({ result }) => interactions.push(result),
      ...more,
    });
    for await (const batch of mergedMessages(files, reader)) conformance.push(batch);
    conformance.end();
    const summary = conformanceResult({ files, reader, conformance });
    return { interactions, summary, explanationSets: conformance.explanationSets };
  }

  /** The timelines of the interactions of a recording, by key, and what it comes to. */
  async draw(
    recording: Recording,
    against: string,
  ): Promise<{ timelines: ReadonlyMap<string, Timeline>; summary: ConformanceJson }> {
    const timelines = new Map<string, Timeline>();
    const onOutcome: ConformanceOptions['onOutcome'] = (outcome, interaction) => {
      timelines.set(interaction.key, recordedTimeline(interaction, outcome.explain(), Object.keys(recording)));
    };
    const { summary } = await this.follow(recording, against, { onOutcome });
    return { timelines, summary };
  }

  files(recording: Recording, chunk: number, large: boolean) {
    const capture = this.visible.captures[0] ?? this.visible.capture('ConferLines');
    if (capture === undefined) throw new Error('No capture.');
    return Object.entries(recording).map(([name, content]) => ({
      name,
      capture,
      bytes: chunks(typeof content === 'string' ? new TextEncoder().encode(content) : content, chunk),
      large,
    }));
  }
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
