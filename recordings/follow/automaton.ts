import { compareExplanations, type Effect, type Explanation, stateKey } from './explanation.js';
import type { Letter } from './letter.js';
import { missingCodes, missingSlots } from './missing-slots.js';
import { settle } from './settling.js';
import type { Step } from './step.js';
import type { Transitions } from './transitions.js';

/** Most explanations of one interaction that are kept. */
const MAX_EXPLANATIONS = 48;
/** Explanations with so many deviations more than the best are not kept. */
const MAX_EXTRA_COST = 3;
/** How many more deviations than one with a place for the message an explanation may have, to be given another. */
const MAX_EXTRA_WITH_PLACE = 0;
/** So many messages after its last, a phase counts as overtaken. */
const OVERTAKEN = 3;
/** Most pairs of age and time that are watched in one situation. */
const MAX_WATCHES = 24;

/** Whether the message so many before now came longer ago than a time. */
export interface Watch {
  readonly age: number;
  readonly afterMs: number;
}

/** All explanations of an interaction so far, with what is common to all left out: equal ones are one object. */
export interface Situation {
  readonly id: number;
  readonly explanations: readonly Explanation[];
  readonly watches: readonly Watch[];
  readonly next: Map<number, Transition>;
  /** Fewest deviations, relative to the best, of an explanation that was dropped; Infinity where none was. */
  readonly dropped: number;
}

/** Where a message leads from a situation, and how each explanation there came about. */
export interface Transition {
  readonly to: Situation;
  readonly steps: readonly { readonly parent: number; readonly effects: readonly Effect[] }[];
  /** Deviations of the best explanation since the situation before. */
  readonly cost: number;
}

interface Candidate {
  readonly explanation: Explanation;
  readonly parent: number;
  readonly effects: readonly Effect[];
}

/** Follows interactions by look-ups: what one message means in one situation is found out once. */
export class Automaton {
  private readonly known = new Map<string, Situation>();
  private readonly starts = new Map<string, Situation>();

  constructor(readonly transitions: Transitions) {}

  get size(): number {
    return this.known.size;
  }

  /** The situation of an interaction of which nothing has come. */
  start(kind: 'recorded' | 'either' | 'before'): Situation {
    let situation = this.starts.get(kind);
    if (situation === undefined) {
      const explanations = [
        ...(kind === 'before' ? [] : [this.transitions.start(false)]),
        ...(kind === 'recorded' ? [] : [this.transitions.start(true)]),
      ];
      situation = this.intern(explanations, Number.POSITIVE_INFINITY);
      this.starts.set(kind, situation);
    }
    return situation;
  }

  /** @param stale a bit for each watch of the situation that is over */
  next(situation: Situation, letter: Letter, stale: number): Transition {
    const key = letter.id * 16_777_216 + stale;
    let transition = situation.next.get(key);
    if (transition === undefined) {
      transition = this.compute(situation, letter, stale);
      situation.next.set(key, transition);
    }
    return transition;
  }

  private compute(situation: Situation, letter: Letter, stale: number): Transition {
    const isStale = staleness(situation.watches, stale);
    const best = new Map<string, Candidate>();
    const add = (parent: number, before: readonly Effect[], { explanation, effects }: Step) => {
      const key = stateKey(explanation);
      const known = best.get(key);
      if (known !== undefined && compareExplanations(known.explanation, explanation) <= 0) return;
      best.set(key, { explanation, parent, effects: before.length === 0 ? effects : [...before, ...effects] });
    };
    const unplaced: { parent: number; aged: Explanation; effects: readonly Effect[] }[] = [];
    let placed = Number.POSITIVE_INFINITY;
    for (const [parent, before] of situation.explanations.entries()) {
      const settled = settle(before, isStale);
      const aged = olderByOne(settled.explanation);
      const { steps, isPlaced } = this.transitions.take(aged, letter);
      for (const step of steps) add(parent, settled.effects, step);
      if (isPlaced) placed = Math.min(placed, aged.cost);
      else unplaced.push({ parent, aged, effects: settled.effects });
    }
    // Where an explanation has a place for the message, those that do not and are worse already are not worth a further deviation.
    const most = placed === Number.POSITIVE_INFINITY ? placed : placed + MAX_EXTRA_WITH_PLACE;
    for (const { parent, aged, effects } of unplaced) {
      if (aged.cost > most) continue;
      for (const step of this.transitions.deviations(aged, letter)) add(parent, effects, step);
    }
    const sorted = [...best.values()].sort((a, b) => compareExplanations(a.explanation, b.explanation));
    const least = sorted[0]?.explanation.cost ?? 0;
    const near = sorted.filter(({ explanation }) => explanation.cost <= least + MAX_EXTRA_COST);
    const { kept, dropped: cut } = mostPromising(near);
    const dropped = Math.min(situation.dropped, cut) - least;
    return {
      to: this.intern(normalized(kept.map(({ explanation }) => explanation)), dropped),
      steps: kept.map(({ parent, effects }) => ({ parent, effects })),
      cost: least,
    };
  }

  private intern(explanations: readonly Explanation[], dropped: number): Situation {
    let key = `${dropped}`;
    for (const explanation of explanations) {
      key += `\n${stateKey(explanation)}|${explanation.cost},${explanation.late},${explanation.untriggered},${explanation.kinds},${explanation.order}`;
    }
    let situation = this.known.get(key);
    if (situation === undefined) {
      situation = { id: this.known.size, explanations, watches: watchesOf(explanations), next: new Map(), dropped };
      this.known.set(key, situation);
    }
    return situation;
  }
}

/** Keeps the explanations with the fewest deviations, counting what their open phases still lack; in the order given. */
function mostPromising<T extends { readonly explanation: Explanation }>(
  sorted: readonly T[],
): { kept: readonly T[]; dropped: number } {
  if (sorted.length <= MAX_EXPLANATIONS) return { kept: sorted, dropped: Number.POSITIVE_INFINITY };
  const ranked = sorted.map((item, index) => ({ item, index, cost: expectedCost(item.explanation) }));
  ranked.sort((a, b) => a.cost - b.cost || a.index - b.index);
  const kept = ranked.slice(0, MAX_EXPLANATIONS).sort((a, b) => a.index - b.index);
  const dropped = ranked.slice(MAX_EXPLANATIONS).map(({ item }) => costWithMissing(item.explanation));
  return { kept: kept.map(({ item }) => item), dropped: Math.min(...dropped) };
}

/** Its deviations if nothing more came of its open phases. */
function costWithMissing({ cost, open }: Explanation): number {
  let sum = cost;
  for (const phase of open) if (!phase.settled) sum += missingCodes(phase, missingSlots(phase)).length;
  return sum;
}

function expectedCost({ cost, open }: Explanation): number {
  let expected = cost;
  for (const phase of open) {
    if (phase.settled) continue;
    const missing = missingSlots(phase);
    // A phase that others overtake, or whose beginning did not come first, will hardly be complete.
    const counts = phase.age >= OVERTAKEN ? missing : missing.filter((index) => phase.entry.starts[index] === true);
    expected += missingCodes(phase, counts).length;
  }
  return expected;
}

/** The watches of a situation that are over, a bit for each. */
export function staleBits(watches: readonly Watch[], times: readonly number[], now: number): number {
  let bits = 0;
  for (let index = 0; index < watches.length; index++) {
    const watch = watches[index];
    if (watch === undefined) break;
    const time = times[times.length - 1 - watch.age];
    if (time !== undefined && now - time > watch.afterMs) bits |= 1 << index;
  }
  return bits;
}

/** Answers of the watches whose bits are set. */
export function staleness(watches: readonly Watch[], bits: number): (age: number, afterMs: number) => boolean {
  return (age, afterMs) => {
    const index = watches.findIndex((watch) => watch.age === age && watch.afterMs === afterMs);
    return index >= 0 && (bits & (1 << index)) !== 0;
  };
}

function watchesOf(explanations: readonly Explanation[]): Watch[] {
  const watches = new Map<string, Watch>();
  const add = (age: number, afterMs: number) => watches.set(`${age}/${afterMs}`, { age, afterMs });
  for (const { open } of explanations) {
    for (const phase of open) {
      if (phase.settled) continue;
      add(phase.age, phase.entry.settleMs);
      if (phase.startAge >= 0) add(phase.startAge, phase.entry.startSettleMs);
    }
  }
  return [...watches.values()].sort((a, b) => b.age - a.age || a.afterMs - b.afterMs).slice(0, MAX_WATCHES);
}

function olderByOne(explanation: Explanation): Explanation {
  if (explanation.open.length === 0) return explanation;
  return {
    ...explanation,
    open: explanation.open.map((phase) =>
      phase.settled ? phase : { ...phase, age: phase.age + 1, startAge: phase.startAge < 0 ? -1 : phase.startAge + 1 },
    ),
  };
}

/** Leaves out what is common to all explanations. */
function normalized(explanations: readonly Explanation[]): Explanation[] {
  const cost = least(explanations, (e) => e.cost);
  const late = least(explanations, (e) => e.late);
  const untriggered = least(explanations, (e) => e.untriggered);
  const order = commonPrefix(explanations.map((e) => e.order));
  const kinds = commonLetters(explanations.map((e) => e.kinds));
  return explanations.map((explanation) => ({
    ...explanation,
    cost: explanation.cost - cost,
    late: explanation.late - late,
    untriggered: explanation.untriggered - untriggered,
    order: explanation.order.slice(order),
    kinds: without(explanation.kinds, kinds),
  }));
}

function least(explanations: readonly Explanation[], of: (explanation: Explanation) => number): number {
  return explanations.length === 0 ? 0 : Math.min(...explanations.map(of));
}

function commonPrefix(texts: readonly string[]): number {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length--;
  return length;
}

function commonLetters(texts: readonly string[]): string {
  let [common = ''] = texts;
  for (const text of texts) {
    let rest = text;
    let both = '';
    for (const letter of common) {
      if (!rest.includes(letter)) continue;
      rest = rest.replace(letter, '');
      both += letter;
    }
    common = both;
  }
  return common;
}

function without(text: string, letters: string): string {
  let rest = text;
  for (const letter of letters) rest = rest.replace(letter, '');
  return rest;
}
