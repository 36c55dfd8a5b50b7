import { isRuleCode, rules, type Slot } from '../../check/index.js';
import type { Severity } from '../../timeline/types/timeline.js';
import type { JudgedInteraction } from './judged-interaction.js';
import type { Letter } from './letter.js';
import type { Deviation } from './result.js';
import { type PhaseVisit, shownPhaseNames } from './visits.js';

/** A deviation, and what it is drawn at. */
export interface DeviationMark {
  readonly deviation: Deviation;
  /** Number of the message in the interaction. */
  readonly message: number;
  /** The slots of copies that are missing. */
  readonly missing: readonly Slot[];
}

/** A deviation before its severity and its line are known. */
export type DeviationDraft = Omit<Deviation, 'key' | 'severity' | 'allowed' | 'timeMs' | 'file' | 'line' | 'offset'> & {
  readonly severity?: Severity | undefined;
  /** Number of the message that it is marked at. */
  readonly at: number;
  readonly slots?: readonly Slot[];
  readonly isInferred: boolean;
};

/** Collects the deviations of an interaction. */
export class DeviationMarks {
  private readonly marks: DeviationMark[] = [];

  constructor(private readonly judged: JudgedInteraction) {}

  get all(): readonly DeviationMark[] {
    return this.marks;
  }

  /** Marks a deviation: allowed ones are informations, inferred ones a step milder. */
  add(draft: DeviationDraft): void {
    const { at, isInferred: inferred, severity: given, slots = [], ...rest } = draft;
    const message = this.judged.interaction.messages.at(at);
    let severity: Severity = given ?? (isRuleCode(rest.code) ? rules[rest.code].severity : 'error');
    if (inferred) severity = lower(severity);
    if (this.judged.inconclusive && severity === 'error') severity = 'warning';
    const allowed =
      this.judged.allowed.find(
        (candidate) =>
          candidate.code === rest.code &&
          (candidate.message === null || candidate.message === rest.message) &&
          (candidate.phase === null || candidate.phase === rest.phase || candidate.phase === rest.modelPhase),
      )?.reason ?? null;
    if (allowed !== null) severity = 'information';
    const deviation: Deviation = {
      ...rest,
      severity,
      key: this.judged.interaction.key,
      timeMs: message?.timeMs ?? null,
      file: this.judged.fileNames[message?.file ?? -1] ?? null,
      line: message?.line ?? null,
      offset: message?.offset ?? null,
      allowed,
    };
    this.marks.push({ deviation, message: at, missing: slots });
  }

  /** The draft's text about the message that it marks. */
  at(visit: PhaseVisit | null, message: number): Omit<DeviationDraft, 'code' | 'text' | 'isInferred'> {
    const letter = this.letterOf(message);
    const names =
      visit === null ? { name: null, modelPhase: null } : shownPhaseNames(visit, this.judged.interpreter.subject);
    return {
      phase: names.name,
      modelPhase: names.modelPhase,
      visit: visit === null ? null : this.judged.visits.indexOf(visit),
      message: letter?.message ?? null,
      protocol: letter?.protocol ?? null,
      from: letter === undefined ? null : this.judged.names.address(letter.from),
      to: letter === undefined ? [] : [this.judged.names.address(letter.to)].flatMap((name) => name ?? []),
      party: null,
      expectedMs: null,
      actualMs: null,
      at: message,
    };
  }

  /** The time of a message of the interaction, in ms. */
  timeOf(message: number): number {
    return this.judged.interaction.messages.timeOf(message);
  }

  /** A message of the interaction as it was followed. */
  letterOf(message: number): Letter | undefined {
    return this.judged.interaction.messages.letterOf(message);
  }
}

function lower(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'information';
}
