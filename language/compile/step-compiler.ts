import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';
import {
  type Binding,
  NOBODY_KNOWN,
  type Participant,
  type Receiver,
  type Step,
  type StepProtocol,
} from '../model/flow.js';
import { type Model, UNKNOWN } from '../model/model.js';
import type { Message, Protocol } from '../model/vocabulary.js';
import { checkAttributes } from './attributes.js';
import { durationMs } from './duration.js';
import type { ModelNames } from './model-names.js';
import { at, type NameTable, type Report } from './name-lookup.js';
import { ChannelIndex, connectingProtocols, inferProtocol } from './protocol-inference.js';
import type { VocabularyLookup } from './vocabulary.js';

/** What steps of a flow may refer to. */
interface FlowContext {
  readonly model: Model | null;
  readonly participants: readonly Participant[];
  /** Per phase. */
  readonly bindings: readonly (readonly Binding[])[];
  readonly participantTable: NameTable<number>;
  readonly names: ModelNames;
}

/** Compiles the steps of one flow. */
export class StepCompiler {
  /** Participants nearest to names that do not resolve. */
  readonly nearlyNamed = new Set<number>();
  private readonly channels: ChannelIndex;
  /** Roles a participant plays by default, then those it is bound to anywhere, then all of its kind. */
  private readonly wideRoles: readonly (readonly (readonly number[])[])[];

  constructor(
    private readonly flow: FlowContext,
    private readonly flowName: string,
    private readonly vocabulary: VocabularyLookup,
    private readonly places: Places,
    private readonly report: Report,
  ) {
    const roles = flow.model?.roles ?? [];
    this.channels = new ChannelIndex(flow.model?.channels ?? [], roles.length);
    const bound = flow.participants.map((): number[] => []);
    for (const binding of flow.bindings.flat()) {
      if (binding.role !== UNKNOWN) bound[binding.participant]?.push(binding.role);
    }
    this.wideRoles = flow.participants.map((participant) => [
      participant.roles,
      bound[participant.index] ?? [],
      this.rolesOfKind(participant.kind),
    ]);
  }

  /** The steps of a phase, numbered from 0. */
  compile(phase: ast.FlowPhase, phaseIndex: number): Step[] {
    return (phase.steps ?? []).filter((s) => s !== undefined).map((step, index) => this.step(step, index, phaseIndex));
  }

  private step(node: ast.Step, index: number, phase: number): Step {
    const message = this.message(node);
    const on = this.on(node, message);
    const arrow = ast.isArrowStep(node)
      ? {
          sender: this.participant(node.sender, node),
          senderPlace: this.places.reference(node.sender, node),
          receivers: node.receivers.map((receiver) => this.receiver(receiver)),
        }
      : null;
    const messagePlace = this.places.reference(node.message, node);
    if (message !== null) checkAttributes(node, message, this.places, this.report);
    return {
      index,
      arrow,
      message,
      messageName: node.message?.$refText ?? '',
      on,
      inferred: arrow === null ? [] : arrow.receivers.map((r) => this.infer(message, arrow.sender, r, phase)),
      delayMs: durationMs(node.delay),
      details: details(node),
      place: this.places.node(node),
      messagePlace,
      protocolPlace: node.protocol === undefined ? messagePlace : this.places.reference(node.protocol, node),
      receiversPlace: ast.isArrowStep(node) ? this.places.span(node.receivers, node) : messagePlace,
    };
  }

  private message(node: ast.Step): Message | null {
    // A message that does not resolve takes a missing row of a near name (pairing 4): nothing stands for it before.
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
    const declared = message.protocols.map((other) => `"${other.name}"`).join(' or ');
    this.report.add(
      'protocol-not-allowed',
      this.places.reference(node.protocol, node),
      `"${message.name}" is never sent on "${protocol.name}": it is declared on ${declared}. Write \`on ${message.protocols[0]?.name ?? ''}\`, or leave the protocol out.`,
      {
        related: [{ ...at(message.place), message: `"${message.name}" is declared here` }],
        data: { flow: this.flowName, candidates: message.protocols.map((other) => other.name) },
      },
    );
    return { kind: 'not-allowed', protocol };
  }

  private participant(reference: ast.ArrowStep['sender'] | undefined, holder: ast.ArrowStep | ast.Receiver): number {
    if (reference === undefined) return NOBODY_KNOWN;
    const { value, exact, candidates } = this.flow.participantTable.lookup(reference.$refText);
    if (exact) return value ?? NOBODY_KNOWN;
    const place = this.places.reference(reference, holder);
    this.report.unknown('participant', reference.$refText, place, candidates, `in flow "${this.flowName}"`);
    if (value !== undefined) this.nearlyNamed.add(value);
    // In a step it meets any missing row of its message; in `except` the nearest stands for it.
    return ast.isAllReceiver(holder) ? (value ?? NOBODY_KNOWN) : NOBODY_KNOWN;
  }

  private receiver(node: ast.Receiver): Receiver {
    const place = this.places.node(node);
    if (ast.isAllReceiver(node)) {
      const state = this.flow.names.state(node.state, node);
      const except = node.except === undefined ? null : this.participant(node.except, node);
      return { kind: 'all', state, except, place };
    }
    return { kind: 'participant', participant: this.participant(node.participant, node), place };
  }

  private infer(message: Message | null, sender: number, receiver: Receiver, phase: number): Protocol | null {
    if (message === null) return null;
    const senders = this.roleTiers(sender, phase);
    const receivers =
      receiver.kind === 'all' ? [this.rolesOfKind('party')] : this.roleTiers(receiver.participant, phase);
    let connecting = new Set<Protocol>();
    for (let tier = 0; tier < Math.max(senders.length, receivers.length) && connecting.size === 0; tier++) {
      const from = senders[Math.min(tier, senders.length - 1)] ?? [];
      const to = receivers[Math.min(tier, receivers.length - 1)] ?? [];
      connecting = connectingProtocols(message, from, to, this.channels);
    }
    return inferProtocol(message, connecting);
  }

  /** Roles a participant may play in a phase, the likeliest first: bound here, by default, anywhere, any of its kind. */
  private roleTiers(participant: number, phase: number): readonly (readonly number[])[] {
    const wide = this.wideRoles[participant];
    if (wide === undefined) return [this.rolesOfKind('party').concat(this.rolesOfKind('system'))];
    const here = (this.flow.bindings[phase] ?? [])
      .filter((binding) => binding.participant === participant && binding.role !== UNKNOWN)
      .map((binding) => binding.role);
    return (here.length > 0 ? [here, ...wide] : wide).filter((roles) => roles.length > 0);
  }

  private rolesOfKind(kind: 'party' | 'system'): number[] {
    return (this.flow.model?.roles ?? []).flatMap((role, index) => (role.kind === kind ? [index] : []));
  }
}

/** The attributes of a step as written, `TicketId: 7, Reason: "busy"`; null without any. */
function details(node: ast.Step): string | null {
  if (node.arguments.length === 0) return null;
  return node.arguments.map((argument) => argument.$cstNode?.text ?? '').join(', ');
}
