import type { Visit, Way } from './oracle.js';
import { askedFor, type Players, replacedBy, Unspecified } from './oracle-entering.js';
import { needsUnplayed } from './oracle-unplayed.js';
import type { FlowSpec, ModelPhaseSpec, ModelSpec } from './specification.js';

/**
 * Phases of the model that belong together with one that is offered, and are not offered: what replaces it or is replaced
 * by it, and what has the same trigger message and needs the same participant in the same state.
 * @param states of the participants where the targets are taken
 */
export function companionsLeftOut(
  ways: readonly Way[],
  states: readonly number[],
  flow: FlowSpec,
  model: ModelSpec,
): Set<ModelPhaseSpec> {
  const offers = ways.flatMap((way) => (typeof way === 'object' && way.kind === 'visit' ? offerOf(way.visit()) : []));
  function offerOf({ phase, entry }: Visit) {
    const realized = model.phases[flow.phases[phase]?.realizes ?? -1];
    return realized === undefined ? [] : [{ realized, players: entry.players }];
  }
  const found = new Set<ModelPhaseSpec>();
  for (const { realized, players } of offers) {
    for (const other of model.phases) {
      if (other === realized || other.owner !== realized.owner) continue;
      const ofChain = replacedBy(model, other).includes(realized) || replacedBy(model, realized).includes(other);
      if (!ofChain && !(shareTrigger(other, realized) && shareNeed(other, realized, players, model))) continue;
      if (needsUnplayed(other, flow, model, players)) continue;
      if (!askedFor(model, other).every(({ holds }) => holds({ flow, states, players }))) continue;
      const offered = offers.filter((offer) => offer.realized === other);
      if (offered.length === 0) found.add(other);
      else if (offered.every((offer) => !isForSame(other, players, offer.players, model))) {
        throw new Unspecified('whether a companion that is offered for somebody else is offered');
      }
    }
  }
  if (found.size > 0 && ways.some((way) => typeof way === 'object' && way.kind === 'unbound')) {
    throw new Unspecified('a phase without a player may be meant as a companion');
  }
  return found;
}

function shareTrigger(a: ModelPhaseSpec, b: ModelPhaseSpec): boolean {
  const messages = ({ triggers }: ModelPhaseSpec) =>
    triggers.flatMap((trigger) => ('timer' in trigger ? [] : [trigger.message]));
  return messages(a).some((message) => messages(b).includes(message));
}

function shareNeed(a: ModelPhaseSpec, b: ModelPhaseSpec, players: Players, model: ModelSpec): boolean {
  const needed = neededStates(b, players, model);
  return neededStates(a, players, model).some((pair) => needed.includes(pair));
}

function isForSame(phase: ModelPhaseSpec, a: Players, b: Players, model: ModelSpec): boolean {
  const pairs = (players: Players) => [...new Set(neededStates(phase, players, model))].sort().join();
  return pairs(a) === pairs(b);
}

/** Which participant a phase needs in which state, by its needs and the sources of its moves. */
function neededStates(phase: ModelPhaseSpec, players: Players, model: ModelSpec): string[] {
  const playerOf = (role: number) => {
    const [player, another] = players[role] ?? [];
    if (another !== undefined) throw new Unspecified('several play a role that a companion depends on');
    return player;
  };
  return [phase, ...replacedBy(model, phase)].flatMap(({ needs, moves }) => [
    ...needs.flatMap((need) => (need.kind === 'role' ? [`${playerOf(need.role)} ${need.state}`] : [])),
    ...moves.flatMap((move) =>
      move.kind === 'role' ? move.sources.map((state) => `${playerOf(move.role)} ${state}`) : [],
    ),
  ]);
}
