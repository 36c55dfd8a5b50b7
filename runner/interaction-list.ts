import type {
  Deviation,
  ExplainedOutcome,
  Interaction,
  InteractionOutcome,
  InteractionResult,
} from '../recordings/index.js';
import type { InteractionVerdict } from '../timeline/types/timeline-recording.js';
import type { ListedDeviation, ListedInteraction, RecordedPlace } from './protocol/messages.js';

/** Most interactions listed, by verdict: memory must not grow with the recording. */
const MAX_LISTED: Readonly<Record<InteractionVerdict, number>> = {
  deviates: 2_000,
  inconclusive: 500,
  unfinished: 500,
  conforms: 500,
  unplaced: 500,
};
/** Most deviations listed of an interaction. */
const MAX_DEVIATIONS = 50;

/** An interaction that is listed, with what its timeline is made of. */
export interface KeptInteraction {
  readonly interaction: Interaction;
  readonly outcome: ExplainedOutcome;
}

/** The first interactions of each verdict. */
export class InteractionList {
  private readonly kept: KeptInteraction[] = [];
  private readonly counts = new Map<InteractionVerdict, number>();
  private readonly filter: string;
  private fresh: ListedInteraction[] = [];

  /**
   * @param filter only interactions whose key has this text, in any case
   * @param fileNames names of the recordings, by number
   */
  constructor(
    filter: string,
    private readonly fileNames: readonly string[],
  ) {
    this.filter = filter.toLowerCase();
  }

  /** Lists an interaction that is over, unless there are many of its verdict already. */
  add(interaction: Interaction, outcome: InteractionOutcome): void {
    const { verdict } = outcome;
    const count = this.counts.get(verdict) ?? 0;
    if (count >= MAX_LISTED[verdict] || !this.isWanted(interaction)) return;
    const { result } = outcome;
    this.counts.set(verdict, count + 1);
    this.fresh.push(this.listed(interaction, result));
    interaction.messages.keep();
    this.kept.push({ interaction, outcome: outcome.explain() });
  }

  /** The interactions listed since the last call. */
  takeNew(): readonly ListedInteraction[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  /** A listed interaction by its number. */
  at(index: number): KeptInteraction | undefined {
    return this.kept[index];
  }

  private isWanted({ key, joinedKeys }: Interaction): boolean {
    return this.filter === '' || [key, ...(joinedKeys ?? [])].some((own) => own.toLowerCase().includes(this.filter));
  }

  private listed({ messages }: Interaction, result: InteractionResult): ListedInteraction {
    const first = messages.at(0);
    const { key, verdict, beganBefore, fromMs, toMs, phases, deviations } = result;
    return {
      index: this.kept.length,
      key,
      verdict,
      beganBefore,
      fromMs,
      toMs,
      phases: phases.map(({ name, modelPhase }) => name ?? modelPhase ?? ''),
      deviations: deviations.slice(0, MAX_DEVIATIONS).map(listedDeviation),
      deviationCount: deviations.length,
      place: {
        file: this.fileNames[first?.file ?? 0] ?? '',
        line: first?.line ?? 1,
        offset: first?.offset ?? 0,
      },
    };
  }
}

function listedDeviation(deviation: Deviation): ListedDeviation {
  const { code, severity, text, phase, modelPhase, message, allowed } = deviation;
  return { code, severity, text, phase: phase ?? modelPhase, message, place: placeOf(deviation), allowed };
}

function placeOf({ file, line, offset }: Deviation): RecordedPlace | null {
  return file === null || line === null ? null : { file, line, offset: offset ?? 0 };
}
