import type { DeviationCode } from '../../check/index.js';
import { addKinds, type Effect, type Explanation, NOW, type OpenPhase } from './explanation.js';
import type { Letter } from './letter.js';
import { replaceAt } from './replace-at.js';
import type { SlotMatching } from './slot-matching.js';
import type { Successor } from './successor.js';

/** Settles the phases of which nothing came for long enough. */
export function settle(explanation: Explanation, isOver: (time: number, afterMs: number) => boolean): Successor {
  const effects: Effect[] = [];
  const open: OpenPhase[] = [];
  let { cost, kinds } = explanation;
  for (const phase of explanation.open) {
    let { startTime } = phase;
    if (startTime >= 0 && isOver(startTime, phase.entry.startSettleMs)) startTime = -1;
    if (phase.settled || !isOver(phase.lastTime, phase.entry.settleMs)) {
      open.push(startTime === phase.startTime ? phase : { ...phase, startTime });
      continue;
    }
    const { missing, missingCodes: codes } = phase.progress;
    if (missing.length === 0) {
      effects.push({ kind: 'close', at: open.length });
      continue;
    }
    cost += codes.length;
    kinds = addKinds(kinds, codes);
    effects.push({ kind: 'settle', at: open.length, missing });
    open.push({ ...phase, settled: true, lastTime: NOW, startTime: -1 });
  }
  if (effects.length === 0 && open.every((phase, index) => phase === explanation.open[index])) {
    return { explanation, effects };
  }
  return { explanation: { ...explanation, open, cost, kinds }, effects };
}

/** A required copy or trigger of a settled phase that comes after all. */
export function lateSuccessors(explanation: Explanation, letter: Letter, matching: SlotMatching): Successor[] {
  for (let at = explanation.open.length - 1; at >= 0; at--) {
    const phase = explanation.open[at];
    if (phase === undefined || !phase.settled) continue;
    const { progress: former } = phase;
    const found = matching.bestSlot(explanation, phase, letter, (index) => {
      return former.isMissing(index) || (!former.lenient && former.awaitsStart(index));
    });
    if (found === null) continue;
    const progress = phase.progress.meet(found.index);
    const row = phase.entry.slots[found.index]?.row;
    const rest = phase.entry.slots.some(
      (slot, index) => slot.row === row && phase.progress.isMissing(index) && index !== found.index,
    );
    const before = phase.progress.missingCodes;
    const open = replaceAt(explanation.open, at, { ...phase, progress });
    const changed = open[at];
    const after = progress.missingCodes;
    const kinds = addKinds(removeKinds(explanation.kinds, before), [...after, 'too-late']);
    return [
      {
        explanation: {
          ...explanation,
          addresses: found.addresses,
          open: open.filter((other) => other !== changed || progress.missing.length > 0),
          cost: explanation.cost + after.length + 1 - before.length,
          late: explanation.late + 1,
          kinds,
        },
        effects: [
          { kind: 'late', at, index: found.index, first: !rest },
          ...(progress.missing.length === 0 ? [{ kind: 'close', at } as const] : []),
        ],
      },
    ];
  }
  return [];
}

function removeKinds(kinds: string, codes: readonly DeviationCode[]): string {
  let rest = kinds;
  for (const letter of addKinds('', codes)) rest = rest.replace(letter, '');
  return rest;
}
