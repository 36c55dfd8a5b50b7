import type { AstNode, Reference } from 'langium';
import {
  type Binding,
  type Flow,
  type FlowPhase,
  type Model,
  type ModelNameKind,
  type ModelPhase,
  type Participant,
  plainPlace,
  type Scenario,
  type Target,
  UNKNOWN,
  UNKNOWN_PARTICIPANT,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { hasPartAfterNext, misreadSteps } from '../recovery/phase-mistakes.js';
import type { CompiledPhases } from './compiled-phases.js';
import { durationMs } from './duration.js';
import { withoutRivals } from './misplaced-participants.js';
import { firstOfEachName } from './model-compiler.js';
import { ModelNames, modelList } from './model-names.js';
import { NameTable, type Report, times } from './name-lookup.js';
import { remedyOfPhase } from './name-remedies.js';
import { findRealizedPhase } from './realization.js';
import { shownTitle } from './shown-title.js';
import { inFlow, StepCompiler } from './step-compiler.js';
import { swappedBinding } from './swapped-binding.js';
import { unitedModel } from './united-model.js';
import { isUnreadStep, lacksParticipant, participantsUnread, phasesUnread } from './unread-members.js';
import { reportUnsetState } from './unset-state.js';
import type { VocabularyLookup } from './vocabulary.js';

/** Finds the compiled model that a reference means; reports a name that does not resolve. */
export type ModelLookup = (reference: Reference<ast.Model>, holder: AstNode) => Model | null;

/**
 * Compiles a flow to plain data against the models it follows. Names that do not resolve, duplicates and roles of the
 * wrong kind are reported here; what messages the phases owe is the analysis' affair.
 * @param before phases that were compiled before and have not changed since, nor what they refer to
 * @returns the flow, and its phases of which there is nothing to report
 */
export function compileFlow(
  node: ast.Flow,
  vocabulary: VocabularyLookup,
  findModel: ModelLookup,
  places: Places,
  report: Report,
  before?: CompiledPhases,
): { flow: Flow; compiled: CompiledPhases } {
  const compiler = new FlowCompiler(node, vocabulary, findModel, places, report, before);
  const flow = compiler.compile();
  return { flow, compiled: { model: flow.model, phases: compiler.unreported } };
}

class FlowCompiler {
  /** Phases of which there is nothing to report. */
  readonly unreported = new Map<ast.FlowPhase, FlowPhase>();
  private readonly members: readonly ast.FlowMember[];
  private readonly model: Model | null;
  private readonly modelMissing: boolean;
  private readonly names: ModelNames;
  private readonly phaseNodes: readonly ast.FlowPhase[];
  private readonly phaseTable: NameTable<number>;
  private readonly participantTable: NameTable<number>;
  private readonly participantNodes: readonly ast.Participant[];
  private readonly unread: SkippedText;
  /** Whether something stands among the members that cannot be read: it may have been any of them. */
  private readonly membersUnread: boolean;
  private readonly participantsUnread: boolean;
  private readonly phasesUnread: boolean;
  private rolesUncertain = false;
  private statesUnset = false;
  /** By participant, the first role that a phase binds it to. */
  private readonly boundRoles = new Map<number, number>();

  constructor(
    private readonly node: ast.Flow,
    private readonly vocabulary: VocabularyLookup,
    findModel: ModelLookup,
    private readonly places: Places,
    private readonly report: Report,
    private readonly before?: CompiledPhases,
  ) {
    this.members = (node.members ?? []).filter((member) => member !== undefined);
    const followed = node.models.map((reference) => ({ reference, model: findModel(reference, node) }));
    this.unread = SkippedText.of(node);
    this.membersUnread = this.unread.between(node, this.members);
    this.participantsUnread = this.membersUnread || participantsUnread(this.members, this.unread);
    this.phasesUnread = this.membersUnread || phasesUnread(this.members, this.unread);
    this.modelMissing = followed.some(({ model }) => model === null) || this.unread.inHeader(node);
    this.model = unitedModel(followed, node, places, report);
    const where = this.model === null ? 'here, for the flow follows no model' : `in ${modelList(this.model)}`;
    const nothing = { roles: [], states: [], facts: [] };
    const unread = this.modelMissing
      ? new Set<ModelNameKind>(['fact', 'phase', 'role', 'state', 'value'])
      : (this.model?.unread ?? new Set());
    this.names = new ModelNames(this.model ?? nothing, where, places, report, unread);
    const allParticipants = this.members.filter(ast.isParticipant);
    this.participantNodes = firstOfEachName(allParticipants);
    this.participantTable = new NameTable(this.participantNodes.map((p, index) => [p.name, index] as const));
    this.phaseNodes = this.members.filter(ast.isFlowPhase);
    this.phaseTable = new NameTable(this.phaseNodes.map((phase, index) => [phase.name, index] as const));
    const named = (nodes: readonly (AstNode & { name: string })[]) =>
      nodes.map((item) => ({ name: item.name, place: places.name(item) }));
    report.duplicates('participant', named(allParticipants));
    report.duplicates('phase', named(this.phaseNodes));
    report.duplicates('scenario', named(this.members.filter(ast.isScenario)));
  }

  compile(): Flow {
    const { node, places } = this;
    const unnamed = this.members.filter(ast.isParticipant).some(({ name }) => name === undefined);
    if (unnamed || this.membersUnread || lacksParticipant(this.members, this.unread)) this.rolesUncertain = true;
    const bindings = this.phaseNodes.map((phase) => this.bindings(phase));
    for (const { participant, role } of bindings.flat()) {
      if (role !== UNKNOWN && !this.boundRoles.has(participant)) this.boundRoles.set(participant, role);
    }
    const participants = withoutRivals(
      this.participantNodes,
      this.participantNodes.map((participant, index) => this.participant(participant, index)),
    );
    const steps = new StepCompiler(
      {
        model: this.model,
        participants,
        participantsUnread: this.participantsUnread,
        bindings,
        participantTable: this.participantTable,
        names: this.names,
      },
      this.node.name ?? '',
      this.vocabulary,
      places,
      this.report,
    );
    return {
      name: node.name ?? '',
      title: shownTitle(node.title),
      model: this.model,
      modelMissing: this.modelMissing,
      follows: node.models.map((reference) => reference.$refText),
      facts: this.facts(),
      ...this.start(),
      phases: this.phaseNodes.map((phase, index) => this.keptPhase(phase, index, bindings[index] ?? [], steps)),
      participants,
      nearlyNamed: this.unread.in(node) ? new Set(participants.map(({ index }) => index)) : steps.nearlyNamed,
      rolesUncertain: this.rolesUncertain,
      statesUnset: this.statesUnset,
      scenarios: this.members.filter(ast.isScenario).map((scenario) => this.scenario(scenario)),
      place: places.node(node),
      namePlace: places.name(node),
    };
  }

  private start(): Pick<Flow, 'start' | 'startPlace'> {
    const members = this.members.filter(ast.isStart);
    const [first] = members;
    if (first !== undefined) {
      return {
        start: members.flatMap((member) => this.targets(member.targets, member)),
        startPlace: this.places.keyword(first, 'start', this.places.node(first)),
      };
    }
    if (!this.unread.lacks('phase', 'Flow')) return { start: [], startPlace: null };
    // The flow may begin with a phase that stands in the wrong block.
    const place = this.places.name(this.node);
    return { start: [unknownTarget(place)], startPlace: place };
  }

  private participant(node: ast.Participant, index: number): Participant {
    // A kind that cannot be read is that of the role.
    const declared = node.kind === undefined ? undefined : node.kind === 'system' ? 'system' : 'party';
    let kind: 'party' | 'system' = declared ?? 'party';
    const unread = this.unread.in(node);
    if (unread) this.rolesUncertain = true;
    const roles: number[] = [];
    for (const reference of node.roles) {
      const role = this.names.role(reference, node);
      // Where a part cannot be read, a name that is only near is none.
      const known = role !== UNKNOWN && !(unread && this.model?.roles[role]?.name !== reference.$refText);
      if (!known) {
        this.rolesUncertain = true;
        continue;
      }
      roles.push(role);
      const { kind: roleKind, kindStated } = this.model?.roles[role] ?? {};
      if (declared !== undefined && kindStated === false) continue;
      if (roleKind !== undefined && roleKind !== declared && !(declared !== undefined && this.rolesUnread)) {
        kind = roleKind;
        if (declared !== undefined) this.wrongKind(declared, node.name, role, reference, node);
      }
    }
    const initial = kind === 'system' ? null : this.initialState(node, index, roles, unread);
    return {
      index,
      name: node.name,
      title: shownTitle(node.title),
      kind,
      roles,
      declaresRole: node.roles.length > 0,
      initial,
      place: this.places.name(node),
      declarationPlace: this.places.node(node),
    };
  }

  /** Its own word, else where all its roles start; without a role that of the model, or of its first bound role. */
  private initialState(node: ast.Participant, index: number, roles: readonly number[], unread: boolean): number | null {
    const [role = UNKNOWN, another] = roles;
    if (node.initial !== undefined) {
      return another === undefined
        ? this.names.stateOf(role, node.initial, node)
        : this.names.stateOfAny(roles, node.initial, node);
    }
    if (unread || this.model === null || this.model.unread.has('state')) return UNKNOWN;
    const starts = new Set(roles.map((played) => this.model?.roles[played]?.initial ?? UNKNOWN));
    starts.delete(UNKNOWN);
    const [start, other] = starts;
    if (other !== undefined) this.unsetState(node, roles);
    if (roles.length > 0) return start ?? UNKNOWN;
    if (this.model.homeState !== UNKNOWN) return this.model.homeState;
    const bound = this.boundRoles.get(index);
    if (bound !== undefined) return this.model.roles[bound]?.initial ?? UNKNOWN;
    // A party is never in a state that no role of it has.
    return this.model.states.length === 0 ? UNKNOWN : null;
  }

  private unsetState(node: ast.Participant, roles: readonly number[]): void {
    this.statesUnset = true;
    reportUnsetState(node.name, roles, this.model, this.places.name(node), this.report);
  }

  private wrongKind(declared: string, name: string, role: number, reference: Reference, holder: AstNode): void {
    const target = this.model?.roles[role];
    if (target === undefined) return;
    this.report.add(
      'wrong-kind',
      this.places.reference(reference, holder),
      `"${name}" is declared as a ${declared}, but role "${target.name}" is a ${target.kind}. Declare "${name}" as a ${target.kind}, or give it another role.`,
      { related: [{ ...plainPlace(target.place), message: `role "${target.name}" is declared here` }] },
    );
  }

  private bindings(phase: ast.FlowPhase): Binding[] {
    return (phase.realizes?.bindings ?? []).map((node) => {
      const swapped = swappedBinding(node, this.participantTable, this.names.roles);
      const found = this.resolveParticipant(node.participant, node, swapped?.remedy ?? null);
      const { participant, role } = swapped ?? { participant: found, role: this.names.role(node.role, node) };
      if (role === UNKNOWN) this.rolesUncertain = true;
      const declared = this.participantNodes[participant]?.kind;
      const { kind: roleKind, kindStated } = this.model?.roles[role] ?? {};
      const differs = kindStated === true && declared !== undefined && roleKind !== declared;
      if (differs && !this.rolesUnread && node.role !== undefined) {
        this.wrongKind(declared, this.participantNodes[participant]?.name ?? '', role, node.role, node);
      }
      return { participant, role, place: this.places.node(node) };
    });
  }

  /** Whether a role of the model cannot be read: its kind is unknown. */
  private get rolesUnread(): boolean {
    return this.model?.unread.has('role') === true;
  }

  private resolveParticipant(reference: Reference | undefined, holder: AstNode, remedy: string | null): number {
    if (reference === undefined) return UNKNOWN_PARTICIPANT;
    const { value, exact, candidates } = this.participantTable.lookup(reference.$refText);
    if (!exact && !this.participantsUnread) {
      const place = this.places.reference(reference, holder);
      this.report.unknown('participant', reference.$refText, place, candidates, inFlow(this.node.name), remedy);
    }
    return value ?? UNKNOWN_PARTICIPANT;
  }

  private facts(): (number | null)[] {
    const stated: (number | null)[] = (this.model?.facts ?? []).map(() => null);
    const seen: { name: string; place: ReturnType<Places['node']> }[] = [];
    for (const statement of this.members.filter(ast.isFactStatement)) {
      const fact = this.names.fact(statement.fact, statement);
      const value = this.names.value(fact, statement.value, statement);
      if (fact === UNKNOWN) continue;
      seen.push({ name: this.model?.facts[fact]?.name ?? '', place: this.places.node(statement) });
      if (stated[fact] === null) stated[fact] = value;
    }
    this.report.repeated(seen, (name, count) => ({
      message: `Fact "${name}" is stated ${times(count)}; the first statement counts. Remove the others.`,
      other: `"${name}" is stated here too`,
    }));
    const unread =
      this.membersUnread || this.members.some((member) => ast.isFactStatement(member) && this.unread.in(member));
    return unread ? stated.map((value) => value ?? UNKNOWN) : stated;
  }

  /** The phase as compiled before, if that holds and has no findings: these are reported at their present places. */
  private keptPhase(node: ast.FlowPhase, index: number, bindings: readonly Binding[], steps: StepCompiler): FlowPhase {
    const kept = this.before?.model === this.model ? this.before.phases.get(node) : undefined;
    const reported = this.report.findings.length;
    const phase = kept ?? this.phase(node, index, bindings, steps);
    const isQuiet = phase.steps.every(({ valueFindings }) => valueFindings.length === 0);
    if (kept !== undefined || (isQuiet && this.report.findings.length === reported)) this.unreported.set(node, phase);
    return phase;
  }

  private phase(node: ast.FlowPhase, index: number, bindings: readonly Binding[], steps: StepCompiler): FlowPhase {
    const namePlace = this.places.name(node);
    // What cannot be read next to a phase may belong in it.
    const misread = misreadSteps(node, this.node);
    const partlyRead =
      misread.size > 0 ||
      node.steps.some((step) => isUnreadStep(step, this.unread)) ||
      this.unread.between(node, [...node.steps, node.next]) ||
      this.unread.nextTo(node, this.members);
    const next = node.next === undefined ? null : this.targets(node.next.targets, node.next);
    // Words after `next` are reported as steps, and may be targets; of two `next` the first one has more.
    if (next !== null && hasPartAfterNext(node)) next.push(unknownTarget(namePlace));
    return {
      index,
      name: node.name ?? '',
      title: shownTitle(node.title),
      realizes: this.realizes(node),
      bindings,
      braces: node.braces,
      steps: steps.compile(node, index, misread),
      partlyRead,
      // What cannot be read may be where it continues.
      next: next ?? (partlyRead ? [unknownTarget(namePlace)] : null),
      nextPlace: this.places.keyword(node.next, 'next', namePlace),
      place: this.places.node(node),
      namePlace,
    };
  }

  private realizes(node: ast.FlowPhase): { phase: ModelPhase | null; place: ReturnType<Places['node']> } | null {
    if (this.unread.inHeader(node)) return { phase: null, place: this.places.name(node) };
    if (node.realizes === undefined) return null;
    const place = this.places.reference(node.realizes.phase, node.realizes);
    if (this.model === null) {
      const name = node.realizes.phase?.$refText;
      if (!this.modelMissing && name !== undefined) {
        this.report.unknown('phase', name, place, [], 'to realize, for the flow follows no model');
      }
      return { phase: null, place };
    }
    const quiet = this.modelMissing || this.model.unread.has('phase');
    return { phase: findRealizedPhase(node.realizes, this.model, quiet, this.places, this.report), place };
  }

  private targets(nodes: readonly ast.Target[], holder: ast.Start | ast.Next): Target[] {
    const { places } = this;
    const targets = nodes.map((node): Target => {
      if (ast.isEndTarget(node)) return { kind: 'end', place: this.places.node(node) };
      const place = this.places.node(node);
      const phase = this.resolvePhase(node.phase, node);
      if (phase === undefined) return { kind: 'unknown', name: node.phase?.$refText ?? '', place };
      return {
        kind: 'phase',
        phase,
        name: this.phaseNodes[phase]?.name ?? '',
        delayMs: durationMs(node.delay),
        delayPlace: places.keyword(node, 'after', place),
        place,
      };
    });
    if (!this.unread.in(holder)) return targets;
    return [...targets, unknownTarget(this.places.node(holder))];
  }

  private resolvePhase(reference: Reference | undefined, holder: AstNode): number | undefined {
    if (reference === undefined) return undefined;
    const { value, exact, candidates } = this.phaseTable.lookup(reference.$refText);
    // It may be the name of a phase that cannot be read.
    if (exact || this.phasesUnread) return exact ? value : undefined;
    const place = this.places.reference(reference, holder);
    const remedy = remedyOfPhase(reference.$refText, ast.isScenario(holder));
    const near = remedy === null ? candidates : [];
    this.report.unknown('phase', reference.$refText, place, near, inFlow(this.node.name), remedy);
    return remedy === null ? value : undefined;
  }

  private scenario(node: ast.Scenario): Scenario {
    return {
      name: node.name ?? '',
      title: shownTitle(node.title),
      phases: node.phases.map((reference) => ({
        phase: this.resolvePhase(reference, node) ?? null,
        place: this.places.reference(reference, node),
      })),
      partlyRead: this.unread.in(node),
      place: this.places.name(node),
    };
  }
}

/** A target that cannot be read. */
function unknownTarget(place: Target['place']): Target {
  return { kind: 'unknown', name: '', place };
}
