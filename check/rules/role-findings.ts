import { joinWithAnd } from '../../timeline/types/join-words.js';
import { type Players, playersKey } from '../exploration/configuration.js';
import type { Exploration } from '../exploration/explore.js';
import type { WrongRole } from '../exploration/role-players.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { brief, briefList } from '../findings/brief.js';
import type { FindingDraft } from '../findings/finding.js';
import type { FlowPhase } from '../model/flow.js';
import type { Ground, ModelPhase } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import { plainPlace } from '../model/place.js';
import { type MessageText, quoted } from './message-text.js';
import { lowered, toFinding, type VisitFinding, type VisitFindings } from './visit-findings.js';

/**
 * Roles without a player, or with several players although one must be known: once per role and flow, at the first phase
 * that uses it so (`unbound-role`, `ambiguous-role`); and bindings that contradict what is remembered (`wrong-role`).
 */
export function roleFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): FindingDraft[] {
  const roles = new Roles(transitions, words);
  const judgedEntries = new Set<string>();
  for (const visit of exploration.visits) {
    const phase = words.flow.phases[visit.phase];
    const { realized, players } = visit.entered;
    if (phase === undefined || realized === null) continue;
    const key = `${phase.index}/${playersKey(players)}`;
    if (!judgedEntries.has(key)) roles.use(phase, realized, players);
    judgedEntries.add(key);
    for (const wrong of visit.entered.wrongRoles) {
      visitFindings.add(`wrong-role/${phase.index}/${wrong.role}/${wrong.binding.participant}`, visit.index, () =>
        wrongRole(wrong, phase, words),
      );
    }
  }
  const uncertain = new Set<number>();
  for (const { phase: index, players } of exploration.uncertain) {
    const phase = words.flow.phases[index];
    if (phase?.realizes?.phase) roles.use(phase, phase.realizes.phase, players);
    uncertain.add(index);
  }
  for (const phase of words.flow.phases) {
    if (uncertain.has(phase.index)) continue;
    if ((exploration.byPhase[phase.index]?.length ?? 0) === 0) roles.useUnvisited(phase);
  }
  return roles.findings();
}

function wrongRole(
  { binding, role, remembered, maker, grounds }: WrongRole,
  phase: FlowPhase,
  words: MessageText,
): VisitFinding {
  const before = words.participants(remembered);
  return lowered(
    {
      code: 'wrong-role',
      place: binding.place,
      fact: `Wrong participant: role ${words.role(role)} was played by ${before} in ${words.phase(maker)}, but is bound to ${words.participant(binding.participant)} in ${quoted(phase.name)}`,
      brief: brief`Played by ${briefList(remembered.map((participant) => words.name(participant)))} before`,
      remedy: `Bind ${remembered.length > 1 ? 'one of them' : before}, or remove the binding.`,
      data: { candidates: remembered.map((participant) => words.flow.participants[participant]?.name ?? '') },
    },
    grounds,
  );
}

class Roles {
  /** Per code and role, the first phase as written. */
  private readonly first = new Map<
    string,
    { phase: FlowPhase; role: number; code: 'unbound-role' | 'ambiguous-role'; grounds: readonly (Ground | null)[] }
  >();

  private readonly boundSomewhere: ReadonlySet<number>;
  private readonly index: PhaseIndex;

  constructor(
    private readonly transitions: PhaseTransitions,
    private readonly words: MessageText,
  ) {
    this.index = PhaseIndex.of(words.model);
    this.boundSomewhere = new Set(words.flow.phases.flatMap((phase) => phase.bindings.map((binding) => binding.role)));
  }

  use(phase: FlowPhase, realized: ModelPhase, players: Players): void {
    const { grounds, single, dispensable, starters } = this.index.roleUse(realized);
    // A role that alone can start the phase is needed, optional or not.
    const isStarter = (role: number) => starters.length > 0 && starters.every((other) => other === role);
    for (const role of grounds.keys()) {
      const list = players[role];
      if (list === null || list === undefined) continue;
      if (list.length === 0 && dispensable.has(role) && !isStarter(role)) continue;
      if (list.length === 0) this.note('unbound-role', role, phase);
      else if (list.length > 1 && single.has(role)) this.note('ambiguous-role', role, phase);
    }
  }

  /**
   * A phase that is never entered: judged by its bindings and default players, unless remembered players might count.
   */
  useUnvisited(phase: FlowPhase): void {
    const realized = phase.realizes?.phase;
    if (!realized) return;
    const { roles } = this.transitions;
    const bound = roles.bind(phase, realized, this.transitions.initial());
    const remembers = this.index.movesPending(realized);
    const players = bound.players.map((list, role) => {
      return remembers && this.boundSomewhere.has(role) && !phase.bindings.some((binding) => binding.role === role)
        ? null
        : list;
    });
    this.use(phase, realized, players);
  }

  findings(): FindingDraft[] {
    const { flow, model } = this.words;
    return [...this.first.values()].flatMap(({ phase, role, code, grounds }) => {
      if (code === 'unbound-role' && flow.rolesUncertain) return [];
      const declared = model.roles[role];
      const realized = phase.realizes?.phase;
      if (declared === undefined || !realized) return [];
      const kind = declared.kind;
      const related = [{ ...plainPlace(declared.place), message: `role "${declared.name}" is declared here` }];
      const players = (this.transitions.roles.defaults[role] ?? []).map((p) => this.words.participant(p));
      const visitFinding: VisitFinding = {
        code,
        place: phase.namePlace,
        subject: declared.name,
        brief:
          code === 'unbound-role'
            ? brief`No participant plays ${declared.name}`
            : brief`Several play ${declared.name}: bind one`,
        related,
        data: { candidates: [declared.name] },
        fact:
          code === 'unbound-role'
            ? `No participant plays role ${quoted(declared.name)}, which ${this.words.modelPhase(realized)} uses`
            : `Ambiguous role: several participants play ${quoted(declared.name)}${players.length > 1 ? ` (${joinWithAnd(players)})` : ''}, but ${this.words.modelPhase(realized)} needs exactly one`,
        remedy:
          code === 'unbound-role'
            ? `Declare \`${kind} … as ${declared.name}\`, or bind it in this phase: \`is ${realized.name}(… as ${declared.name})\`.`
            : `Bind one in this phase: \`is ${realized.name}(… as ${declared.name})\`.`,
      };
      return toFinding(code === 'unbound-role' ? lowered(visitFinding, grounds) : visitFinding, flow);
    });
  }

  private note(code: 'unbound-role' | 'ambiguous-role', role: number, phase: FlowPhase): void {
    const key = `${code}/${role}`;
    const firstNote = this.first.get(key);
    const first = firstNote === undefined || phase.index < firstNote.phase.index ? phase : firstNote.phase;
    const realized = phase.realizes?.phase;
    const own = realized ? (this.index.roleUse(realized).grounds.get(role) ?? []) : [];
    this.first.set(key, { phase: first, role, code, grounds: [...(firstNote?.grounds ?? []), ...own] });
  }
}
