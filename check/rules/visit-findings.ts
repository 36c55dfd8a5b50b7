import type { Severity } from '../../timeline/types/timeline.js';
import type { Exploration } from '../exploration/explore.js';
import { pathTo } from '../exploration/explore.js';
import type { FindingData, FindingDraft, FindingOrigin, RelatedPlace } from '../findings/finding.js';
import { loweredSeverity, type RuleCode, rules } from '../findings/rules.js';
import type { Flow } from '../model/flow.js';
import { type Ground, isInferred } from '../model/model.js';
import type { Place } from '../model/place.js';
import { inferenceNote, whenReachedBy } from './message-text.js';

/** One finding as a single visit of a phase shows it. */
export interface VisitFinding {
  readonly code: RuleCode;
  readonly severity?: Severity;
  /** One severity lower, because everything that requires it is inferred. */
  readonly isLowered?: boolean;
  readonly place: Place;
  /** Fact and reason, then the remedy: if it holds on some paths only, the path comes in between. */
  readonly fact: string;
  /** Left out if the rule's own says as much (see `Rule.brief`). */
  readonly brief?: string;
  readonly remedy: string;
  readonly subject?: string;
  readonly origin?: FindingOrigin;
  readonly related?: readonly RelatedPlace[];
  readonly data?: FindingData;
}

/**
 * Collects the findings of all visits, each once however many configurations show it. One that does not hold in all of
 * them tells the shortest path.
 */
export class VisitFindings {
  /** Number of calls of `add`. */
  added = 0;
  private readonly byKey = new Map<string, { visitFinding: VisitFinding; visit: number; visits: Set<number> }>();

  constructor(
    private readonly flow: Flow,
    private readonly exploration: Exploration,
  ) {}

  /**
   * Adds what a visit shows. Visits must come in the order explored, so that the first one is on a shortest path.
   * @param key equal for visit findings that are one finding
   */
  add(key: string, visit: number, make: () => VisitFinding): void {
    this.added++;
    const collected = this.byKey.get(key);
    if (collected === undefined) {
      this.byKey.set(key, { visitFinding: make(), visit, visits: new Set([visit]) });
      return;
    }
    collected.visits.add(visit);
    if (!collected.visitFinding.isLowered) return;
    // What is inferred in one configuration may be given in another.
    const visitFinding = make();
    if (!visitFinding.isLowered) this.byKey.set(key, { visitFinding, visit, visits: collected.visits });
  }

  findings(): FindingDraft[] {
    return [...this.byKey.values()].map(({ visitFinding, visit, visits }) => {
      const phase = this.exploration.visits[visit]?.phase ?? -1;
      const everywhere = visits.size === (this.exploration.byPhase[phase]?.length ?? 0) && !this.exploration.bounded;
      const finding = toFinding(visitFinding, this.flow, () => pathTo(this.exploration, visit, this.flow), everywhere);
      return everywhere ? finding : { ...finding, visits };
    });
  }
}

/**
 * A visit's finding, one severity lower with the reason if everything that requires it is inferred.
 * @param grounds of everything that requires it
 */
export function lowered(visitFinding: VisitFinding, grounds: readonly (Ground | null)[]): VisitFinding {
  if (grounds.length === 0 || !grounds.every(isInferred)) return visitFinding;
  const severity = loweredSeverity(visitFinding.code);
  return { ...visitFinding, severity, isLowered: true, remedy: visitFinding.remedy + inferenceNote(grounds) };
}

/**
 * A finding about a flow.
 * @param witness the shortest path that shows it
 * @param everywhere false if it does not hold in all configurations: the message then contains the path
 */
export function toFinding(
  visitFinding: VisitFinding,
  flow: Flow,
  witness?: () => readonly string[],
  everywhere = true,
): FindingDraft {
  const { code, place, fact, remedy, related = [], data = {}, subject, origin } = visitFinding;
  const when = everywhere || witness === undefined ? '' : whenReachedBy(witness());
  return {
    code,
    severity: visitFinding.severity ?? rules[code].severity,
    message: `${fact}${when}. ${remedy}`,
    brief: visitFinding.brief ?? rules[code].brief,
    range: place.range,
    related,
    data: { flow: flow.name, ...data },
    ...(witness === undefined ? {} : { witness }),
    ...(subject === undefined ? {} : { subject }),
    ...(origin === undefined ? {} : { origin }),
  };
}
