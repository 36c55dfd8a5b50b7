import { type Model, type ModelHeader, type ModelPhase, PhaseIndex, type Place, UNKNOWN } from '../../check/index.js';
import { comparePositions } from '../../timeline/types/ranges.js';

/** A participant of a planned flow: the roles it plays, the first of which names it, and the state it starts in. */
export interface CastMember {
  readonly roles: readonly number[];
  readonly initial: number;
}

/** One participant for each role. */
export function oneEach({ roles }: Model): CastMember[] {
  return roles.map(({ initial }, index) => ({ roles: [index], initial }));
}

/**
 * The same with fewer participants, where models are united: who comes to a state by one model also plays the role that
 * starts in it in another, as an agent who has accepted an interaction is the one who then asks for a conference.
 * @returns null if there is no such role
 */
export function joinedCast(model: Model): CastMember[] | null {
  const members = oneEach(model);
  const models = modelsByRole(model);
  for (const [role, { kind, initial }] of model.roles.entries()) {
    if (kind !== 'party' || initial === UNKNOWN || model.firstStates.includes(initial)) continue;
    const comes = members.findIndex(
      ({ roles: [own = UNKNOWN, another] }) =>
        another === undefined && areDisjoint(models[own], models[role]) && arrivesAt(own, initial, model.phases),
    );
    const player = members[comes];
    if (player === undefined) continue;
    members[comes] = { ...player, roles: [...player.roles, role] };
    members.splice(
      members.findIndex(({ roles }) => roles[0] === role),
      1,
    );
  }
  return members.length === model.roles.length ? null : members;
}

/** For each role, the models that declare it first or whose phases use it. */
function modelsByRole(model: Model): ReadonlySet<ModelHeader | undefined>[] {
  const index = PhaseIndex.of(model);
  return model.roles.map(({ place }, role) => {
    const using = model.phases.filter((phase) => index.roleUse(phase).grounds.has(role));
    return new Set([headerBefore(place, model.headers), ...using.map((phase) => phase.model)]);
  });
}

/** The model that contains a declaration. */
function headerBefore({ uri, range }: Place, headers: readonly ModelHeader[]): ModelHeader | undefined {
  return headers
    .filter(({ place }) => place.uri === uri && comparePositions(place.range.start, range.start) < 0)
    .sort((a, b) => comparePositions(b.place.range.start, a.place.range.start))[0];
}

function areDisjoint<T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined): boolean {
  return one !== undefined && other !== undefined && ![...one].some((member) => other.has(member));
}

/** Whether a phase moves the role to a state that it does not start in. */
function arrivesAt(role: number, state: number, phases: readonly ModelPhase[]): boolean {
  return phases.some(({ moves }) =>
    moves.some((move) => move.kind === 'role' && move.role === role && move.target === state),
  );
}
