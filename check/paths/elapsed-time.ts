/** A moment on a path: the delays stated up to it, and how many between them are not. */
export interface Moment {
  readonly ms: number;
  /** Moments of one path with the same number have nothing unknown between them. */
  readonly unstated: number;
}

/** A step, or a visit's event of one. */
export interface TimedStep {
  readonly delayMs: number | null;
  /** Whether it is sent: what is missing takes no time. */
  readonly sent: boolean;
}

/** How a visit begins. */
export interface Beginning {
  /** The end of the visit before; null at the start. */
  readonly previous: Moment | null;
  /** The time that its delay counts from. */
  readonly origin: Moment | null;
  readonly delayMs: number | null;
}

/** When the steps of a visit are sent, and when it ends. */
export interface VisitTimes {
  /** One for each step; null if no delay says when it is sent. */
  readonly steps: readonly (Moment | null)[];
  readonly end: Moment;
}

const start: Moment = { ms: 0, unstated: 0 };

/**
 * When the steps of a visit are sent. A delay that counts from further back than the previous visit is known only
 * if nothing unknown is in between; a time is never before one that is known already.
 */
export function visitTimes({ previous, origin, delayMs }: Beginning, steps: readonly TimedStep[]): VisitTimes {
  const before = previous ?? start;
  const from = origin ?? start;
  const reached = delayMs === null ? before.ms : Math.max(before.ms, from.ms + delayMs);
  const isKnown = delayMs === null || (from.unstated === before.unstated && from.ms + delayMs >= before.ms);
  /** Whether the moment of entering is known; null if that depends on the first step. */
  let entered = isKnown ? (delayMs !== null || previous === null ? true : null) : false;
  let { ms, unstated } = { ms: reached, unstated: before.unstated };
  const times = steps.map(({ delayMs: after, sent }): Moment | null => {
    if (!sent) return null;
    const hasTime: boolean = after === null ? entered === true : entered !== false;
    ms += after ?? 0;
    if (!hasTime) unstated += 1;
    // The next step counts from this one.
    entered = null;
    return hasTime ? { ms, unstated } : null;
  });
  // No step was sent whose time would show when the visit began.
  if (!steps.some(({ sent }) => sent) && entered !== true) unstated += 1;
  return { steps: times, end: { ms, unstated } };
}
