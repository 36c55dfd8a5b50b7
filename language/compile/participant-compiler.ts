import type { AstNode, Reference } from 'langium';
import {
  type Binding,
  type Model,
  type Participant,
  plainPlace,
  UNKNOWN,
  UNKNOWN_PARTICIPANT,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import type { SkippedText } from '../ast/skipped-text.js';
import type * as ast from '../generated/ast.js';
import type { FindingsCollector } from './findings-collector.js';
import { withoutRivals } from './misplaced-participants.js';
import type { ModelNames } from './model-names.js';
import { NameTable } from './name-table.js';
import { shownTitle } from './shown-title.js';
import { inFlow } from './step-compiler.js';
import { swappedBinding } from './swapped-binding.js';
import {
  participantsIn,
  type SwappedParticipant,
  swappedParticipant,
  usedParticipants,
} from './swapped-participant.js';
import { reportUnsetState } from './unset-state.js';

/** A flow's participants as declared, and what their names are resolved against. */
export interface ParticipantScope {
  /** The declarations, each name once. */
  readonly nodes: readonly ast.Participant[];
  readonly flowName: string;
  readonly model: Model | null;
  readonly names: ModelNames;
  readonly skipped: SkippedText;
  /** Whether an undeclared name may be a participant whose declaration was skipped. */
  readonly participantsIncomplete: boolean;
  /** Whether a participant may be declared in skipped text, or without a name. */
  readonly mayLackDeclaration: boolean;
  readonly places: Places;
  readonly collector: FindingsCollector;
}

/** Compiles the participants of a flow, and the bindings of its phases: these give participants without a role theirs. */
export class ParticipantCompiler {
  /** Indices of the participants by name. */
  readonly table: NameTable<number>;
  /** Whether some participant's roles are unknown. */
  rolesUncertain: boolean;
  /** Whether some participant's initial state is not given. */
  statesUnset = false;
  /** By participant, the first role that a phase binds it to. */
  private readonly boundRoles = new Map<number, number>();

  /** Declarations with role and name swapped. */
  private readonly swapped: ReadonlyMap<ast.Participant, SwappedParticipant>;

  constructor(private readonly scope: ParticipantScope) {
    this.swapped = swappedIn(scope);
    this.table = new NameTable(
      scope.nodes.map((node, index) => [this.swapped.get(node)?.name ?? node.name, index] as const),
    );
    this.rolesUncertain = scope.mayLackDeclaration;
  }

  /** The bindings of a phase. */
  bindings(phase: ast.FlowPhase): Binding[] {
    return (phase.realizes?.bindings ?? []).map((node) => {
      const swapped = swappedBinding(node, this.table, this.scope.names.roles);
      const found = this.resolveParticipant(node.participant, node, swapped?.remedy ?? null);
      const { participant, role } = swapped ?? { participant: found, role: this.scope.names.role(node.role, node) };
      if (role === UNKNOWN) this.rolesUncertain = true;
      const declared = this.scope.nodes[participant]?.kind;
      const { kind: roleKind, kindStated } = this.scope.model?.roles[role] ?? {};
      const differs = kindStated === true && declared !== undefined && roleKind !== declared;
      const place = this.scope.places.node(node);
      if (!differs || this.rolesIncomplete || node.role === undefined) return { participant, role, place };
      this.wrongKind(declared, this.scope.nodes[participant]?.name ?? '', role, node.role, node);
      // Where the steps name a default player of the role, another role is meant.
      const meant = this.isPlayedIn(phase.steps, role) ? UNKNOWN : role;
      return { participant, role: meant, isWrongKind: true, place };
    });
  }

  /** Whether steps name a default player of a role. */
  private isPlayedIn(steps: ast.FlowPhase['steps'], role: number): boolean {
    const name = this.scope.model?.roles[role]?.name;
    const named = participantsIn(steps);
    return this.scope.nodes.some(
      (node) => named.has(node.name) && node.roles.some(({ $refText }) => $refText === name),
    );
  }

  /**
   * The participants by index.
   * @param bindings those of all phases
   */
  compile(bindings: readonly (readonly Binding[])[]): readonly Participant[] {
    for (const { participant, role } of bindings.flat()) {
      if (role !== UNKNOWN && !this.boundRoles.has(participant)) this.boundRoles.set(participant, role);
    }
    const { nodes } = this.scope;
    return withoutRivals(
      nodes,
      nodes.map((node, index) => this.participant(node, index)),
    );
  }

  private participant(node: ast.Participant, index: number): Participant {
    // A skipped kind is that of the role.
    const declared = node.kind === undefined ? undefined : node.kind === 'system' ? 'system' : 'party';
    let kind: 'party' | 'system' = declared ?? 'party';
    const { skipped } = this.scope;
    const hasSkippedText = skipped.in(node);
    const mayHaveRoles = node.roles.length === 0 && skipped.repairedOnLinesOf(node);
    if (hasSkippedText || mayHaveRoles) this.rolesUncertain = true;
    const roles: number[] = [];
    const swapped = this.swapped.get(node);
    for (const reference of node.roles) {
      const role =
        swapped === undefined
          ? this.scope.names.role(reference, node)
          : this.scope.names.noRole(reference, node, swapped.remedy, swapped.role);
      // With skipped text, only an exact name counts.
      const isResolved =
        role !== UNKNOWN && !(hasSkippedText && this.scope.model?.roles[role]?.name !== reference.$refText);
      if (!isResolved) {
        this.rolesUncertain = true;
        continue;
      }
      roles.push(role);
      const { kind: roleKind, kindStated } = this.scope.model?.roles[role] ?? {};
      if (declared !== undefined && kindStated === false) continue;
      if (roleKind !== undefined && roleKind !== declared && !(declared !== undefined && this.rolesIncomplete)) {
        kind = roleKind;
        if (declared !== undefined) this.wrongKind(declared, node.name, role, reference, node);
      }
    }
    if (declared === 'system' && kind === 'system' && node.initial !== undefined) {
      this.scope.names.noState(node.initial, node);
    }
    const initial = kind === 'system' ? null : this.initialState(node, index, roles, hasSkippedText);
    return {
      index,
      name: swapped?.name ?? node.name,
      title: shownTitle(node.title),
      kind,
      roles,
      declaresRole: node.roles.length > 0,
      initial,
      place: this.scope.places.name(node),
      declarationPlace: this.scope.places.node(node),
    };
  }

  /**
   * Index of the initial state: the declared one, otherwise the one in which all its roles start. A participant without
   * roles starts in the state of the model, or of the first role that it is bound to.
   */
  private initialState(
    node: ast.Participant,
    index: number,
    roles: readonly number[],
    hasSkippedText: boolean,
  ): number | null {
    const { model, names } = this.scope;
    const [role = UNKNOWN, another] = roles;
    if (node.initial !== undefined) {
      return another === undefined
        ? names.stateOf(role, node.initial, node)
        : names.stateOfAny(roles, node.initial, node);
    }
    if (hasSkippedText || model === null || model.incompleteKinds.has('state')) return UNKNOWN;
    const starts = new Set(roles.map((played) => model?.roles[played]?.initial ?? UNKNOWN));
    starts.delete(UNKNOWN);
    const [start, other] = starts;
    if (other !== undefined) this.unsetState(node, roles);
    if (roles.length > 0) return start ?? UNKNOWN;
    if (model.homeState !== UNKNOWN) return model.homeState;
    const bound = this.boundRoles.get(index);
    if (bound !== undefined) return model.roles[bound]?.initial ?? UNKNOWN;
    // A party is never in a state that none of its roles has.
    return model.states.length === 0 ? UNKNOWN : null;
  }

  private unsetState(node: ast.Participant, roles: readonly number[]): void {
    this.statesUnset = true;
    reportUnsetState(node.name, roles, this.scope.model, this.scope.places.name(node), this.scope.collector);
  }

  private wrongKind(declared: string, name: string, role: number, reference: Reference, holder: AstNode): void {
    const target = this.scope.model?.roles[role];
    if (target === undefined) return;
    this.scope.collector.add(
      'wrong-kind',
      this.scope.places.reference(reference, holder),
      `"${name}" is declared as a ${declared}, but role "${target.name}" is a ${target.kind}. Declare "${name}" as a ${target.kind}, or give it another role.`,
      { related: [{ ...plainPlace(target.place), message: `role "${target.name}" is declared here` }] },
    );
  }

  /** Whether a role of the model cannot be read: its kind is unknown. */
  private get rolesIncomplete(): boolean {
    return this.scope.model?.incompleteKinds.has('role') === true;
  }

  private resolveParticipant(reference: Reference | undefined, holder: AstNode, remedy: string | null): number {
    if (reference === undefined) return UNKNOWN_PARTICIPANT;
    const { value, exact, candidates } = this.table.lookup(reference.$refText);
    if (!exact && !this.scope.participantsIncomplete) {
      const place = this.scope.places.reference(reference, holder);
      this.scope.collector.addUnknown(
        'participant',
        reference.$refText,
        place,
        candidates,
        inFlow(this.scope.flowName),
        remedy,
      );
    }
    return value ?? UNKNOWN_PARTICIPANT;
  }
}

function swappedIn({ nodes, names }: ParticipantScope): ReadonlyMap<ast.Participant, SwappedParticipant> {
  let used: ReadonlySet<string> | undefined;
  const swapped = new Map<ast.Participant, SwappedParticipant>();
  for (const node of nodes) {
    const flow = node.$container;
    const found = swappedParticipant(node, names.roles, (name) => {
      used ??= usedParticipants(flow);
      return used.has(name);
    });
    if (found !== null) swapped.set(node, found);
  }
  return swapped;
}
