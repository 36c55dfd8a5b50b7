import type { AstNode, Reference } from 'langium';
import {
  type Binding,
  brief,
  type Flow,
  type FlowPhase,
  type Model,
  type ModelNameKind,
  type ModelPhase,
  type Scenario,
  type Target,
  UNKNOWN,
} from '../../check/index.js';
import { lacksName } from '../ast/name-node.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { hasPartAfterNext, misreadSteps } from '../recovery/messages/phase-mistakes.js';
import type { CompiledPhases } from './compiled-phases.js';
import { durationMs } from './duration.js';
import type { FindingsCollector } from './findings-collector.js';
import { firstOfEachName } from './first-of-each-name.js';
import { isUncertainStep, mayLackParticipant, participantsIncomplete, phasesIncomplete } from './incomplete-members.js';
import { ModelNames, modelList } from './model-names.js';
import { remedyOfPhase } from './name-remedies.js';
import { NameTable } from './name-table.js';
import { ParticipantCompiler } from './participant-compiler.js';
import { findRealizedPhase } from './realization.js';
import { reportDuplicates } from './report-duplicates.js';
import { shownTitle } from './shown-title.js';
import { inFlow, StepCompiler } from './step-compiler.js';
import { timesText } from './times-text.js';
import { unitedModel } from './united-model.js';
import type { VocabularyLookup } from './vocabulary.js';

/** The remedy for a name of a model in a flow that follows none. */
const FOLLOW_A_MODEL = 'Write `follows` and the model after the name of the flow.';

/** Finds the compiled model that a reference means; reports a name that does not resolve. */
export type FindModel = (reference: Reference<ast.Model>, holder: AstNode) => Model | null;

/**
 * Compiles a flow to plain data against the models it follows. Names that do not resolve, duplicates and roles of the
 * wrong kind are reported here; which messages the phases must send is left to the analysis.
 * @param before phases that were compiled before and have not changed since, nor what they refer to
 * @returns the flow, and its phases of which there is nothing to report
 */
export function compileFlow(
  node: ast.Flow,
  vocabulary: VocabularyLookup,
  findModel: FindModel,
  places: Places,
  collector: FindingsCollector,
  before?: CompiledPhases,
): { flow: Flow; compiled: CompiledPhases } {
  const compiler = new FlowCompiler(node, vocabulary, findModel, places, collector, before);
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
  private readonly participantCompiler: ParticipantCompiler;
  private readonly skipped: SkippedText;
  /** Whether text among the members was skipped: it may have been any member. */
  private readonly membersIncomplete: boolean;
  private readonly participantsIncomplete: boolean;
  private readonly phasesIncomplete: boolean;

  constructor(
    private readonly node: ast.Flow,
    private readonly vocabulary: VocabularyLookup,
    findModel: FindModel,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
    private readonly before?: CompiledPhases,
  ) {
    this.members = (node.members ?? []).filter((member) => member !== undefined);
    const followed = node.models.map((reference) => ({ reference, model: findModel(reference, node) }));
    this.skipped = SkippedText.of(node);
    this.membersIncomplete =
      this.skipped.between(node, this.members) || this.members.some((member) => this.skipped.isMadeUpMember(member));
    this.participantsIncomplete = this.membersIncomplete || participantsIncomplete(this.members, this.skipped);
    this.phasesIncomplete = this.membersIncomplete || phasesIncomplete(this.members, this.skipped);
    this.modelMissing =
      followed.some(({ model }) => model === null) ||
      this.skipped.inHeader(node) ||
      (followed.length === 0 && this.skipped.lacksSign(node, '{'));
    this.model = unitedModel(followed, node, places, collector);
    const where = this.model === null ? 'here: the flow follows no model' : `in ${modelList(this.model)}`;
    const nothing = { roles: [], states: [], facts: [] };
    const incomplete = this.modelMissing
      ? new Set<ModelNameKind>(['fact', 'phase', 'role', 'state', 'value'])
      : (this.model?.incompleteKinds ?? new Set());
    this.names = new ModelNames(
      this.model ?? nothing,
      where,
      places,
      collector,
      incomplete,
      this.model === null ? FOLLOW_A_MODEL : null,
    );
    const participants = this.members.filter(ast.isParticipant);
    this.participantCompiler = new ParticipantCompiler({
      nodes: firstOfEachName(participants),
      flowName: node.name,
      model: this.model,
      names: this.names,
      skipped: this.skipped,
      participantsIncomplete: this.participantsIncomplete,
      mayLackDeclaration:
        participants.some(lacksName) || this.membersIncomplete || mayLackParticipant(this.members, this.skipped),
      places,
      collector,
    });
    this.phaseNodes = this.members.filter(ast.isFlowPhase);
    this.phaseTable = new NameTable(this.phaseNodes.map((phase, index) => [phase.name, index] as const));
    reportDuplicates('participant', participants, places, collector);
    reportDuplicates('phase', this.phaseNodes, places, collector);
    reportDuplicates('scenario', this.members.filter(ast.isScenario), places, collector);
  }

  compile(): Flow {
    const { node, places } = this;
    const participantCompiler = this.participantCompiler;
    const bindings = this.phaseNodes.map((phase) => participantCompiler.bindings(phase));
    const participants = participantCompiler.compile(bindings);
    const steps = new StepCompiler(
      {
        model: this.model,
        participants,
        participantsIncomplete: this.participantsIncomplete,
        bindings,
        participantTable: participantCompiler.table,
        names: this.names,
      },
      this.node.name ?? '',
      this.vocabulary,
      places,
      this.collector,
    );
    const facts = this.facts();
    const start = this.start();
    const phases = this.phaseNodes.map((phase, index) => this.keptPhase(phase, index, bindings[index] ?? [], steps));
    return {
      name: node.name ?? '',
      title: shownTitle(node.title),
      model: this.model,
      modelMissing: this.modelMissing,
      follows: node.models.map((reference) => reference.$refText),
      facts,
      ...start,
      phases,
      participants,
      nearlyNamed: this.mayNameAny(phases) ? new Set(participants.map(({ index }) => index)) : steps.nearlyNamed,
      rolesUncertain: participantCompiler.rolesUncertain,
      statesUnset: participantCompiler.statesUnset,
      scenarios: this.members.filter(ast.isScenario).map((scenario) => this.scenario(scenario)),
      place: places.node(node),
      namePlace: places.name(node),
    };
  }

  /** Whether a line of the flow that cannot be read may name any participant. */
  private mayNameAny(phases: readonly FlowPhase[]): boolean {
    const { node, skipped } = this;
    return skipped.in(node) || skipped.repairedIn(node) || phases.some(({ hasSkippedText }) => hasSkippedText);
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
    const place = this.places.name(this.node);
    // The flow may begin with a phase in the wrong block.
    if (this.skipped.lacks('phase', 'Flow')) return { start: [unknownTarget(place)], startPlace: place };
    return { start: this.membersIncomplete ? this.impliedStart() : [], startPlace: null };
  }

  /** The first phase, and whatever the line says that cannot be read. */
  private impliedStart(): Target[] {
    const [first] = this.phaseNodes;
    if (first === undefined) return [];
    const place = this.places.name(first);
    const target = { phase: 0, name: first.name ?? '', delayMs: null, delayPlace: place, place } as const;
    return [{ kind: 'phase', ...target }, unknownTarget(place)];
  }

  private facts(): (number | null)[] {
    const stated: (number | null)[] = (this.model?.facts ?? []).map(() => null);
    const statedFacts: { name: string; place: ReturnType<Places['node']> }[] = [];
    const statements = this.members.filter(ast.isFactStatement);
    const named = new Set(statements.flatMap(({ fact }) => this.names.facts.get(fact?.$refText ?? '') ?? []));
    for (const statement of statements) {
      const { fact, value: read } = this.names.factValue(statement, named);
      // A `not` may be in the skipped text.
      const value = this.skipped.in(statement) ? UNKNOWN : read;
      if (fact === UNKNOWN) continue;
      statedFacts.push({ name: this.model?.facts[fact]?.name ?? '', place: this.places.node(statement) });
      if (stated[fact] === null) stated[fact] = value;
    }
    this.collector.addRepeated(statedFacts, (name, count) => ({
      message: `Fact "${name}" is stated ${timesText(count)}; the first statement counts. Remove the others.`,
      brief: brief`${name} is stated ${timesText(count)}`,
      other: `"${name}" is stated here too`,
    }));
    const mayLackFacts =
      this.membersIncomplete || this.members.some((member) => ast.isFactStatement(member) && this.skipped.in(member));
    return mayLackFacts ? stated.map((value) => value ?? UNKNOWN) : stated;
  }

  /** The phase as compiled before, if that holds and has no findings: these are reported at their present places. */
  private keptPhase(node: ast.FlowPhase, index: number, bindings: readonly Binding[], steps: StepCompiler): FlowPhase {
    const kept = this.before?.model === this.model ? this.before.phases.get(node) : undefined;
    const reported = this.collector.findings.length;
    const phase = kept ?? this.phase(node, index, bindings, steps);
    const isQuiet = phase.steps.every(({ valueFindings }) => valueFindings.length === 0);
    if (kept !== undefined || (isQuiet && this.collector.findings.length === reported))
      this.unreported.set(node, phase);
    return phase;
  }

  private phase(node: ast.FlowPhase, index: number, bindings: readonly Binding[], steps: StepCompiler): FlowPhase {
    const namePlace = this.places.name(node);
    // Skipped text next to a phase may belong to it.
    const misread = misreadSteps(node, this.node);
    const hasSkippedText =
      misread.size > 0 ||
      node.steps.some((step) => isUncertainStep(step, this.skipped)) ||
      this.skipped.between(node, [...node.steps, node.next]) ||
      this.skipped.nextTo(node, this.members) ||
      (node.next !== undefined && this.isOtherLine(node.next));
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
      hasSkippedText,
      // The skipped text may be its `next`.
      next: next ?? (hasSkippedText ? [unknownTarget(namePlace)] : null),
      nextPlace: this.places.keyword(node.next, 'next', namePlace),
      place: this.places.node(node),
      namePlace,
    };
  }

  /** Whether a line was read as targets, of which none is a phase: it may be a step. */
  private isOtherLine(next: ast.Next): boolean {
    const isPhase = (target: ast.Target) => ast.isEndTarget(target) || target.phase?.ref !== undefined;
    return this.skipped.in(next) && !next.targets.some(isPhase);
  }

  private realizes(node: ast.FlowPhase): { phase: ModelPhase | null; place: ReturnType<Places['node']> } | null {
    const isCutShort = node.realizes === undefined && this.skipped.lacksSign(node, '{');
    if (isCutShort || this.skipped.inHeader(node)) return { phase: null, place: this.places.name(node) };
    if (node.realizes === undefined) return null;
    const place = this.places.reference(node.realizes.phase, node.realizes);
    if (this.model === null) {
      const name = node.realizes.phase?.$refText;
      if (!this.modelMissing && name !== undefined) {
        this.collector.addUnknown('phase', name, place, [], 'here: the flow follows no model', FOLLOW_A_MODEL);
      }
      return { phase: null, place };
    }
    const quiet = this.modelMissing || this.model.incompleteKinds.has('phase');
    return { phase: findRealizedPhase(node.realizes, this.model, quiet, this.places, this.collector), place };
  }

  private targets(nodes: readonly ast.Target[], holder: ast.Start | ast.Next): Target[] {
    const { places } = this;
    const targets = nodes.map((node): Target => {
      const place = this.places.node(node);
      // A time after it shows that a phase of that name is meant.
      if (ast.isEndTarget(node)) return this.skipped.follows(node) ? unknownTarget(place) : { kind: 'end', place };
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
    if (!this.skipped.in(holder)) return targets;
    return [...targets, unknownTarget(this.places.node(holder))];
  }

  private resolvePhase(reference: Reference | undefined, holder: AstNode): number | undefined {
    if (reference === undefined) return undefined;
    const { value, exact, candidates } = this.phaseTable.lookup(reference.$refText);
    // It may be the name of a phase that cannot be read.
    if (exact || this.phasesIncomplete) return exact ? value : undefined;
    const place = this.places.reference(reference, holder);
    const remedy = remedyOfPhase(reference.$refText, ast.isScenario(holder));
    const near = remedy === null ? candidates : [];
    this.collector.addUnknown('phase', reference.$refText, place, near, inFlow(this.node.name), remedy);
    return remedy === null ? value : undefined;
  }

  private scenario(node: ast.Scenario): Scenario {
    return {
      name: node.name ?? '',
      title: shownTitle(node.title),
      phases: node.phases.map((reference) => ({
        phase: this.resolvePhase(reference, node) ?? null,
        exact: reference.ref !== undefined,
        place: this.places.reference(reference, node),
      })),
      hasSkippedText: this.skipped.in(node),
      place: this.places.name(node),
    };
  }
}

/** A target that cannot be read. */
function unknownTarget(place: Target['place']): Target {
  return { kind: 'unknown', name: '', place };
}
