import type { Reference } from 'langium';
import {
  type Binding,
  type Message,
  type Model,
  type Participant,
  type Protocol,
  plainPlace,
  type Receiver,
  type Step,
  type StepProtocol,
  UNKNOWN,
  UNKNOWN_PARTICIPANT,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { checkAttributes, compileValues } from './attributes.js';
import { CompiledStep } from './compiled-step.js';
import { durationMs } from './duration.js';
import { exchangedEnds } from './exchanged-ends.js';
import { FindingsCollector } from './findings-collector.js';
import type { ModelNames } from './model-names.js';
import { remedyOfEverybody } from './name-remedies.js';
import type { NameTable } from './name-table.js';
import { ChannelIndex, connectingProtocols, inferProtocol } from './protocol-inference.js';
import type { VocabularyLookup } from './vocabulary.js';

/** The declarations that steps of a flow can refer to. */
interface FlowContext {
  readonly model: Model | null;
  readonly participants: readonly Participant[];
  /** Whether a participant's name cannot be read: it may be any that is not declared. */
  readonly participantsIncomplete: boolean;
  /** Per phase. */
  readonly bindings: readonly (readonly Binding[])[];
  readonly participantTable: NameTable<number>;
  readonly names: ModelNames;
}

/** Compiles the steps of one flow. */
export class StepCompiler {
  /** Participants nearest to names that do not resolve. */
  readonly nearlyNamed = new Set<number>();
  /** Ends that are reported with another one of their step. */
  private readonly reported = new Set<Reference>();
  private readonly channels: ChannelIndex;
  /** Per message, by sender and receiver. */
  private readonly inferred = new Map<Message, Map<number, Protocol | null>>();
  /** Roles a participant plays if a phase does not bind it. */
  private readonly wideRoles: readonly (readonly number[])[];

  constructor(
    private readonly flow: FlowContext,
    private readonly flowName: string,
    private readonly vocabulary: VocabularyLookup,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {
    const roles = flow.model?.roles ?? [];
    this.channels = new ChannelIndex(flow.model?.channels ?? [], roles.length);
    const bound = flow.participants.map((): number[] => []);
    for (const binding of flow.bindings.flat()) {
      if (binding.role !== UNKNOWN) bound[binding.participant]?.push(binding.role);
    }
    this.wideRoles = flow.participants.map(({ index, kind, roles: own }) => {
      const anywhere = bound[index] ?? [];
      if (own.length > 0) return own;
      return anywhere.length > 0 ? anywhere : this.rolesOfKind(kind);
    });
  }

  /**
   * The steps of a phase, numbered from 0.
   * @param misread what was read as steps but are not
   */
  compile(phase: ast.FlowPhase, phaseIndex: number, misread: ReadonlySet<ast.Step>): Step[] {
    const steps = (phase.steps ?? []).filter((step) => step !== undefined && !misread.has(step));
    return steps.map((step, index) => this.step(step, index, phaseIndex));
  }

  private step(node: ast.Step, index: number, phase: number): Step {
    const message = this.message(node);
    const on = this.on(node, message);
    if (ast.isArrowStep(node)) this.reportRoles(node);
    const arrow = ast.isArrowStep(node)
      ? {
          sender: this.participant(node.sender, node),
          senderPlace: this.places.reference(node.sender, node),
          receivers: this.receivers(node),
        }
      : null;
    const values = compileValues(node, message, this.places);
    const ofValues = new FindingsCollector();
    if (message !== null && !SkippedText.of(node).in(node)) {
      checkAttributes(node, message, this.places, this.collector, ofValues);
    }
    const inferred = arrow === null ? [] : arrow.receivers.map((r) => this.infer(message, arrow.sender, r, phase));
    const step = new CompiledStep(
      index,
      arrow,
      message,
      values,
      ofValues.findings.length === 0 ? NO_FINDINGS : ofValues.findings,
      on,
      inferred,
      durationMs(node.delay),
      node,
      this.places,
    );
    return this.places.areFixed ? step.toJSON() : step;
  }

  private message(node: ast.Step): Message | null {
    // An unresolved message takes a missing row of a near name when it is matched, so it has no message before.
    const { message, exact } = this.vocabulary.message(node.message, node, 'message');
    return exact ? message : null;
  }

  private on(node: ast.Step, message: Message | null): StepProtocol | null {
    if (node.protocol === undefined) return null;
    const { protocol, exact } = this.vocabulary.protocol(node.protocol, node, 'protocol');
    if (!exact || protocol === null) return { kind: 'unresolved', nearest: protocol };
    if (message === null || !message.protocolsKnown || message.protocols.includes(protocol)) {
      return { kind: 'known', protocol };
    }
    const declared = message.protocols.map((other) => `"${other.name}"`).join(' and ');
    this.collector.add(
      'protocol-not-allowed',
      this.places.reference(node.protocol, node),
      `"${message.name}" is never sent on "${protocol.name}": it is only declared on ${declared}. Write \`on ${message.protocols[0]?.name ?? ''}\`, or omit the protocol.`,
      {
        related: [{ ...plainPlace(message.place), message: `"${message.name}" is declared here` }],
        data: { flow: this.flowName, candidates: message.protocols.map((other) => other.name) },
      },
    );
    return { kind: 'not-allowed', protocol };
  }

  private participant(reference: ast.ArrowStep['sender'] | undefined, holder: ast.ArrowStep | ast.Receiver): number {
    if (reference === undefined) return UNKNOWN_PARTICIPANT;
    const { value, exact, candidates } = this.flow.participantTable.lookup(reference.$refText);
    if (exact) return value ?? UNKNOWN_PARTICIPANT;
    if (this.reported.has(reference)) return UNKNOWN_PARTICIPANT;
    const place = this.places.reference(reference, holder);
    if (!this.flow.participantsIncomplete) {
      const remedy = remedyOfEverybody(
        reference.$refText,
        this.flow.model?.states.map(({ name }) => name),
      );
      this.collector.addUnknown('participant', reference.$refText, place, candidates, inFlow(this.flowName), remedy);
    }
    if (value !== undefined) this.nearlyNamed.add(value);
    // In a step it meets any missing row of its message; in `except` the nearest is used.
    return ast.isAllReceiver(holder) ? (value ?? UNKNOWN_PARTICIPANT) : UNKNOWN_PARTICIPANT;
  }

  /** Reports a step that is written with the roles of the model, once. */
  private reportRoles(node: ast.ArrowStep): void {
    const { model, participants, participantTable, participantsIncomplete } = this.flow;
    const receivers = (node.receivers ?? []).filter(ast.isParticipantReceiver);
    const ends = [node.sender, ...receivers.map(({ participant }) => participant)];
    const isKnown = (name: string) => participantTable.get(name) !== undefined;
    if (participantsIncomplete || model === null || ends.every((end) => isKnown(end?.$refText ?? ''))) return;
    const playersOf = (name: string) => {
      const role = model.roles.findIndex((own) => own.name === name);
      return role < 0 ? undefined : participants.filter(({ roles }) => roles.includes(role)).map((own) => own.name);
    };
    const named = ends.map((end) => end ?? null);
    const found = exchangedEnds(named, isKnown, playersOf, {
      one: 'a role',
      several: 'roles',
      remedy: (arrow, isOne) =>
        `Write the ${isOne ? 'participant that plays it' : 'participants that play them'}${arrow === null ? '' : `, "${arrow}"`}`,
    });
    const [first] = found?.references ?? [];
    if (found === null || first === undefined) return;
    const holder = receivers.find(({ participant }) => participant === first) ?? node;
    const place = this.places.reference(first, holder);
    this.collector.addUnknown('participant', first.$refText, place, [], inFlow(this.flowName), found.remedy);
    for (const reference of found.references) this.reported.add(reference);
    for (const name of found.meant) {
      const participant = name === null ? undefined : participantTable.get(name);
      if (participant !== undefined) this.nearlyNamed.add(participant);
    }
  }

  /** The receivers; an unknown participant for each that cannot be read. */
  private receivers(node: ast.ArrowStep): Receiver[] {
    const receivers = (node.receivers ?? []).map((receiver) => this.receiver(receiver));
    if (receivers.length > 0) return receivers;
    return [{ kind: 'participant', participant: UNKNOWN_PARTICIPANT, place: this.places.node(node) }];
  }

  private receiver(node: ast.Receiver): Receiver {
    const place = this.places.node(node);
    if (ast.isAllReceiver(node)) {
      const state = this.flow.names.state(node.state, node);
      const except = node.except.map((reference) => this.participant(reference, node));
      return { kind: 'all', state, except, place };
    }
    const participant = this.participant(node.participant, node);
    const state = participant === UNKNOWN_PARTICIPANT ? this.stateNamed(node.participant?.$refText) : undefined;
    return state === undefined
      ? { kind: 'participant', participant, place }
      : { kind: 'all', state, except: [], place };
  }

  /** The state that a receiver names without `all`, as its finding says; undefined for other names. */
  private stateNamed(name = ''): number | undefined {
    const state = this.flow.model?.states.findIndex((one) => one.name === name) ?? -1;
    return state < 0 ? undefined : state;
  }

  private infer(message: Message | null, sender: number, receiver: Receiver, phase: number): Protocol | null {
    if (message === null) return null;
    // Without bindings of its own, every phase infers the same.
    if ((this.flow.bindings[phase] ?? []).length > 0) return this.inferHere(message, sender, receiver, phase);
    let inferredByEnds = this.inferred.get(message);
    if (inferredByEnds === undefined) {
      inferredByEnds = new Map();
      this.inferred.set(message, inferredByEnds);
    }
    const key = (sender + 1) * (this.flow.participants.length + 2) + keyOf(receiver);
    let protocol = inferredByEnds.get(key);
    if (protocol === undefined) {
      protocol = this.inferHere(message, sender, receiver, phase);
      inferredByEnds.set(key, protocol);
    }
    return protocol;
  }

  private inferHere(message: Message, sender: number, receiver: Receiver, phase: number): Protocol | null {
    const from = this.rolesOf(sender, phase);
    const to = receiver.kind === 'all' ? this.rolesOfKind('party') : this.rolesOf(receiver.participant, phase);
    return inferProtocol(message, connectingProtocols(message, from, to, this.channels));
  }

  /**
   * Roles a participant plays: those bound here, otherwise by default, otherwise anywhere; any of its kind if it has
   * none.
   */
  private rolesOf(participant: number, phase: number): readonly number[] {
    const wide = this.wideRoles[participant];
    if (wide === undefined) return [...this.rolesOfKind('party'), ...this.rolesOfKind('system')];
    const here = (this.flow.bindings[phase] ?? [])
      .filter((binding) => binding.participant === participant && binding.role !== UNKNOWN)
      .map((binding) => binding.role);
    return here.length > 0 ? here : wide;
  }

  private rolesOfKind(kind: 'party' | 'system'): number[] {
    return (this.flow.model?.roles ?? []).flatMap((role, index) => (role.kind === kind ? [index] : []));
  }
}

/** Where participants and phases are looked for, in words; a half-written flow has no name yet. */
export function inFlow(name: string | undefined): string {
  return name ? `in flow "${name}"` : 'in this flow';
}

/** 0 for `all …`, 1 for one that is not known, then the participants. */
function keyOf(receiver: Receiver): number {
  return receiver.kind === 'all' ? 0 : receiver.participant + 2;
}

/** Shared by the many steps that have none. */
const NO_FINDINGS: Step['valueFindings'] = [];
