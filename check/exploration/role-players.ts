import type { Binding, Flow, FlowPhase } from '../model/flow.js';
import { UNKNOWN_PARTICIPANT } from '../model/flow.js';
import { type Ground, type Model, type ModelPhase, type RoleMove, UNKNOWN } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import { isRoleMove } from '../model/role-use.js';
import { type Configuration, type Entry, InternedPlayers, NO_ENTRY, type Players } from './configuration.js';
import type { Interned } from './interned.js';

/** A binding of a role that another participant played when the party was made pending (`wrong-role`). */
export interface WrongRole {
  readonly binding: Binding;
  readonly role: number;
  /** The participants that were remembered, usually one. */
  readonly remembered: readonly number[];
  /** The flow phase that made the party pending. */
  readonly maker: number;
  /** Grounds of the moves that made the party pending. */
  readonly grounds: readonly (Ground | null)[];
}

/** Players by role, of roles that are bound; null if a bound participant is unknown. */
export type PlayersByRole = ReadonlyMap<number, readonly number[] | null>;

/** The players of the roles when a phase is entered. */
export interface BoundRoles {
  readonly players: Players;
  readonly wrongRoles: readonly WrongRole[];
}

/** Binds roles at the entry of a phase (docs/language.md, "Configurations"). */
export class RolePlayers {
  /** Default players per role. */
  readonly defaults: Players;
  /** Per phase, the players that its bindings name. */
  private readonly explicit: readonly PlayersByRole[];
  /** The lists of players in use, each once; started anew when there are too many. */
  private playerLists = new InternedPlayers();
  /** Bound roles by phase, if only bindings and default players count: they are the same every time. */
  private readonly fixed: (BoundRoles | undefined)[] = [];

  constructor(
    private readonly flow: Flow,
    private readonly model: Model,
    private readonly entries: Interned<Entry>,
  ) {
    this.defaults = model.roles.map((_, role) =>
      flow.participants.filter((p) => p.roles.includes(role)).map((p) => p.index),
    );
    this.explicit = flow.phases.map((phase) => explicitPlayers(phase));
  }

  /**
   * The players for entering a flow phase that realizes a model phase, from a configuration.
   * @param bound players by role, in place of the phase's own bindings
   */
  bind(phase: FlowPhase, realized: ModelPhase, from: Configuration, bound?: PlayersByRole): BoundRoles {
    const moving = PhaseIndex.of(this.model).rolesMovedOn(realized);
    if (moving.length > 0) return this.bindMovingOn(phase, realized, moving, from, bound);
    if (bound !== undefined) {
      const players = this.defaults.map((list, role) => (bound.has(role) ? (bound.get(role) ?? null) : list));
      return { players, wrongRoles: [] };
    }
    let fixed = this.fixed[phase.index];
    if (fixed === undefined) {
      const explicit = this.explicit[phase.index];
      const players = this.defaults.map((list, role) => (explicit?.has(role) ? (explicit.get(role) ?? null) : list));
      fixed = { players, wrongRoles: [] };
      this.fixed[phase.index] = fixed;
    }
    return fixed;
  }

  /**
   * Whether a role of a phase may have players other than the default ones: it is not bound, and not remembered from
   * when a party was made pending.
   */
  isAssumed(role: number, realized: ModelPhase, from: Configuration, bound: PlayersByRole): boolean {
    if (bound.has(role)) return false;
    const moving = PhaseIndex.of(this.model).rolesMovedOn(realized);
    if (moving.includes(role)) return true;
    return rememberedIn(this.makersOfMoved(moving, realized, from, bound), role) === undefined;
  }

  /** Whether a role is bound to a participant other than its player when the phase's party was made pending. */
  isRebound(realized: ModelPhase, from: Configuration, bound: PlayersByRole): boolean {
    const moving = PhaseIndex.of(this.model).rolesMovedOn(realized);
    if (moving.length === 0) return false;
    const makers = this.makersOfMoved(moving, realized, from, bound);
    return [...bound].some(([role, players]) => {
      const memory = rememberedIn(makers, role);
      return memory !== undefined && players?.some((player) => !memory.players.includes(player)) === true;
    });
  }

  /** Parties pending in a role, made so by a phase of that model. */
  pendingIn(role: number, realized: ModelPhase, from: Configuration): number[] {
    return this.flow.participants
      .map((participant) => participant.index)
      .filter((participant) => this.isPendingIn(participant, role, realized, from));
  }

  private bindMovingOn(
    phase: FlowPhase,
    realized: ModelPhase,
    moving: readonly number[],
    from: Configuration,
    bound?: PlayersByRole,
  ): BoundRoles {
    const explicit = bound ?? this.explicit[phase.index] ?? NO_BINDINGS;
    const moved = moving.map((role) => {
      return explicit.has(role) ? (explicit.get(role) ?? null) : this.movedOn(role, realized, from);
    });
    const makers = this.makersOf(moved, realized, from);
    const remembered = (role: number) => rememberedIn(makers, role);
    if (this.playerLists.size >= MAX_PLAYER_LISTS) this.playerLists = new InternedPlayers();
    const players = this.playerLists.canonical(
      this.defaults.map((list, role) => {
        if (explicit.has(role)) return explicit.get(role) ?? null;
        const position = moving.indexOf(role);
        if (position >= 0) return moved[position] ?? null;
        return remembered(role)?.players ?? list;
      }),
    );
    const wrongRoles: WrongRole[] = [];
    for (const binding of phase.bindings) {
      const memory = remembered(binding.role);
      if (memory === undefined || binding.participant === UNKNOWN_PARTICIPANT || binding.isWrongKind) continue;
      if (memory.players.includes(binding.participant)) continue;
      const { players: before, entry } = memory;
      const grounds = this.pendingMoves(entry).map(({ ground }) => ground);
      wrongRoles.push({ binding, role: binding.role, remembered: before, maker: entry.phase, grounds });
    }
    return { players, wrongRoles };
  }

  /** The entries that made the parties pending that a phase moves on. */
  private makersOfMoved(
    moving: readonly number[],
    realized: ModelPhase,
    from: Configuration,
    bound: PlayersByRole,
  ): Entry[] {
    const moved = moving.map((role) => bound.get(role) ?? this.movedOn(role, realized, from));
    return this.makersOf(moved, realized, from);
  }

  /** The entries that made the single players pending. */
  private makersOf(moved: Players, realized: ModelPhase, from: Configuration): Entry[] {
    return moved.flatMap((players) => {
      const [only, another] = players ?? [];
      const number = only === undefined || another !== undefined ? NO_ENTRY : (from.makers[only] ?? NO_ENTRY);
      const entry = this.entries.get(number);
      return entry !== undefined && entry.realized.model === realized.model ? [entry] : [];
    });
  }

  /**
   * The default player if it is pending in the role, otherwise the only pending party, otherwise the default player.
   */
  private movedOn(role: number, realized: ModelPhase, from: Configuration): readonly number[] {
    const defaults = this.defaults[role] ?? [];
    const pendingDefaults = defaults.filter((participant) => this.isPendingIn(participant, role, realized, from));
    if (pendingDefaults.length > 0) return pendingDefaults;
    const pending = this.pendingIn(role, realized, from);
    return pending.length === 1 ? pending : defaults;
  }

  private isPendingIn(participant: number, role: number, realized: ModelPhase, from: Configuration): boolean {
    const entry = this.entries.get(from.makers[participant] ?? NO_ENTRY);
    if (entry === undefined || entry.realized.model !== realized.model) return false;
    return entry.players[role]?.includes(participant) ?? false;
  }

  /** The moves of the phase that made a party pending. */
  pendingMoves({ realized, movedRoles }: Entry): RoleMove[] {
    const roles = new Set(movedRoles.values());
    return realized.moves.filter(isRoleMove).filter((move) => roles.has(move.role));
  }
}

/** The player of a role when a party was made pending. */
function rememberedIn(
  makers: readonly Entry[],
  role: number,
): { players: readonly number[]; entry: Entry } | undefined {
  for (const entry of makers) {
    const players = entry.players[role];
    if (players !== undefined && players !== null && players.length > 0) return { players, entry };
  }
  return undefined;
}

/** A flow has far fewer; a recording of millions of interactions may have any number. */
const MAX_PLAYER_LISTS = 10_000;
const NO_BINDINGS: PlayersByRole = new Map();

function explicitPlayers(phase: FlowPhase): PlayersByRole {
  if (phase.bindings.length === 0) return NO_BINDINGS;
  const players = new Map<number, readonly number[] | null>();
  for (const binding of phase.bindings) {
    if (binding.role === UNKNOWN) continue;
    const playersSoFar = players.get(binding.role);
    if (binding.participant === UNKNOWN_PARTICIPANT || playersSoFar === null) players.set(binding.role, null);
    else if (!playersSoFar?.includes(binding.participant))
      players.set(binding.role, [...(playersSoFar ?? []), binding.participant]);
  }
  return players;
}
