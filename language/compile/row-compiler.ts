import type { Reference } from 'langium';
import {
  brief,
  type End,
  type Item,
  type Message,
  type Role,
  type Row,
  type RowArrow,
  UNKNOWN,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { checkAttributes, compileValues } from './attributes.js';
import { compileConditions, compileGround, unknownCondition } from './conditions.js';
import { durationMs } from './duration.js';
import { exchangedEnds } from './exchanged-ends.js';
import type { FindingsCollector } from './findings-collector.js';
import type { ModelNames } from './model-names.js';
import { type ChannelIndex, connectingProtocols, inferProtocol } from './protocol-inference.js';
import type { VocabularyLookup } from './vocabulary.js';

/** An arrow with its message: a row, a trigger, an `anytime` message. */
type ArrowNode = ast.Row | ast.MessageTrigger | ast.Anytime;

/** Compiles the rows of one model. */
export class RowCompiler {
  private readonly parties: readonly number[];
  private readonly all: readonly number[];
  private nextIndex = 0;
  /** Ends that are reported with another one of their line. */
  private readonly reported = new Set<Reference>();

  /** @param participants those of the flows in the file that follow the model, with the names of their roles */
  constructor(
    private readonly roles: readonly Role[],
    private readonly names: ModelNames,
    private readonly channels: ChannelIndex,
    /** False if a name in a channel does not resolve: then nothing rests on there being no other. */
    private readonly channelsKnown: boolean,
    private readonly vocabulary: VocabularyLookup,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
    private readonly participants: () => ReadonlyMap<string, readonly string[]>,
  ) {
    this.all = roles.map((_, index) => index);
    this.parties = this.all.filter((index) => roles[index]?.kind === 'party');
  }

  /**
   * The rows of one phase, numbered from 0.
   * @param nodes with lines that were read as triggers for want of a better reading
   */
  items(nodes: readonly (ast.RowItem | ast.MessageTrigger)[]): Item[] {
    this.nextIndex = 0;
    return this.nested(nodes);
  }

  /**
   * One arrow.
   * @param index -1 if it is no row
   * @param isUnsure whether the block around it may be another one than was read
   */
  arrow(node: ArrowNode, index: number, isUnsure = false): Row {
    const row = ast.isRow(node) ? node : undefined;
    const { message } = this.vocabulary.message(node.message, node, 'message');
    this.reportParticipants(node);
    const sender = this.end(node.sender);
    const receivers = (node.receivers ?? []).map((receiver) => this.end(receiver));
    const { arrows, faulty } = this.arrows(node, message, sender, receivers);
    const answered = ast.isMessageTrigger(node) ? undefined : node.answers;
    const answers = answered === undefined ? null : this.vocabulary.message(answered, node, 'answers').message;
    this.checkChannel(node, message, sender, arrows);
    const hasSkippedText = SkippedText.of(node).in(node);
    if (row !== undefined && message !== null && !hasSkippedText) {
      checkAttributes(row, message, this.places, this.collector);
    }
    return {
      index,
      optional: row?.optional ?? false,
      repeated: row?.repeated ?? false,
      sender,
      arrows,
      message,
      messageName: message?.name ?? node.message?.$refText ?? '',
      values: row === undefined ? [] : compileValues(row, message, this.places),
      withinMs: SkippedText.of(node).repairedOnLinesOf(node) ? null : durationMs(row?.within),
      answers: answers?.name ?? answered?.$refText ?? null,
      ground: ast.isAnytime(node) ? null : compileGround(node.ground),
      faulty:
        faulty ||
        message === null ||
        receivers.length === 0 ||
        [sender, ...receivers].some(isUnknown) ||
        hasSkippedText ||
        isUnsure ||
        SkippedText.of(node).hasBracketBefore(node),
      hasSkippedText,
      place: this.places.node(node),
      messagePlace: this.places.reference(node.message, node),
      text: (node.$cstNode?.text ?? '').replace(/\s+/g, ' '),
    };
  }

  private nested(nodes: readonly (ast.RowItem | ast.MessageTrigger)[], isUnsure = false): Item[] {
    return nodes.map((node): Item => {
      if (ast.isRow(node) || ast.isMessageTrigger(node))
        return { kind: 'row', row: this.arrow(node, this.nextIndex++, isUnsure) };
      const items = this.nested(node.items, isUnsure || SkippedText.of(node).isUnsureBlock(node, node.items));
      if (ast.isWhen(node)) {
        const read = compileConditions(node.conditions, this.names, this.places);
        // What cannot be read may hold or not, and join the others by anything.
        const conditions = SkippedText.of(node).inHeader(node) ? [unknownCondition(this.places.node(node))] : read;
        return { kind: 'when', conditions, items };
      }
      return ast.isInOrder(node) ? { kind: 'order', items, place: this.places.node(node) } : { kind: 'choice', items };
    });
  }

  private arrows(
    node: ArrowNode,
    message: Message | null,
    sender: End,
    receivers: readonly End[],
  ): { arrows: RowArrow[]; faulty: boolean } {
    if (message === null) return { arrows: receivers.map((receiver) => ({ receiver, protocol: null })), faulty: true };
    if (node.protocol !== undefined) {
      const { protocol } = this.vocabulary.protocol(node.protocol, node, 'protocol');
      const allowed = protocol === null || !message.protocolsKnown || message.protocols.includes(protocol);
      if (!allowed) this.notAllowed(node, node.protocol, message);
      return { arrows: receivers.map((receiver) => ({ receiver, protocol })), faulty: protocol === null || !allowed };
    }
    const arrows = receivers.map((receiver) => ({ receiver, protocol: this.infer(message, sender, receiver) }));
    const unset = arrows.some((arrow) => arrow.protocol === null);
    if (unset && message.protocolsKnown && this.channelsKnown && ![sender, ...receivers].some(isUnknown)) {
      const choices = message.protocols.map((protocol) => `"${protocol.name}"`).join(' and ');
      this.collector.add(
        'unset-protocol',
        this.places.node(node),
        `The protocol of "${message.name}" cannot be determined: the message is declared on ${choices}, and no channel decides between them. Add \`on\` with a protocol, or a channel.`,
        { data: { candidates: message.protocols.map((protocol) => protocol.name) } },
      );
    }
    return { arrows, faulty: unset };
  }

  private infer(message: Message, sender: End, receiver: End): RowArrow['protocol'] {
    const connecting = connectingProtocols(message, this.rolesOf(sender), this.rolesOf(receiver), this.channels);
    return inferProtocol(message, connecting);
  }

  /** A message that no channel carries, in a model that has channels: said once of the row. */
  private checkChannel(node: ArrowNode, message: Message | null, sender: End, arrows: readonly RowArrow[]): void {
    if (message === null || !this.channelsKnown || this.channels.isEmpty || this.names.incompleteKinds.has('role'))
      return;
    const apart = arrows.find(({ receiver, protocol }) => {
      if (protocol === null || isUnknown(sender) || isUnknown(receiver)) return false;
      if (message.protocolsKnown && !message.protocols.includes(protocol)) return false;
      const [from, to] = [this.rolesThatCanBe(sender), this.rolesThatCanBe(receiver)];
      return !from.some((role) => to.some((other) => this.channels.between(role, other).includes(protocol)));
    });
    if (apart === undefined) return;
    const [from, to] = [this.endText(sender), this.endText(apart.receiver)];
    const on = apart.protocol?.name ?? '?';
    this.collector.add(
      'no-channel',
      this.places.reference(node.message, node),
      `No channel leads from ${from} to ${to} on "${on}", so "${message.name}" cannot be sent. Add a channel, or correct the arrow or the protocol.`,
      { brief: brief`No channel on ${on} this way`, data: { declaration: this.channelLine(sender, apart) } },
    );
  }

  /** The channel that would carry a row. */
  private channelLine(sender: End, { receiver, protocol }: RowArrow): string {
    const [from, to] = [sender, receiver].map((end) =>
      this.rolesThatCanBe(end)
        .map((role) => this.roles[role]?.name ?? '?')
        .join(', '),
    );
    return `channel ${from} -> ${to} on ${protocol?.name ?? '?'}`;
  }

  /** The roles that an end may be: of `all`, every party role that can be in the state, or whose states are unknown. */
  private rolesThatCanBe(end: End): readonly number[] {
    if (end.kind === 'role') return [end.role];
    return this.parties.filter((role) => {
      const states = this.roles[role]?.states ?? [];
      return states.length === 0 || states.includes(end.state);
    });
  }

  private endText(end: End): string {
    return end.kind === 'role'
      ? `"${this.roles[end.role]?.name ?? '?'}"`
      : `parties in "${this.names.stateName(end.state)}"`;
  }

  private notAllowed(node: ArrowNode, reference: Reference, message: Message): void {
    const declared = message.protocols.map((protocol) => `"${protocol.name}"`).join(' and ');
    this.collector.add(
      'protocol-not-allowed',
      this.places.reference(reference, node),
      `"${message.name}" is never sent on "${reference.$refText}": it is only declared on ${declared}. Write one of these, or declare the message on this protocol too.`,
      {
        related: [
          { uri: message.place.uri, range: message.place.range, message: `"${message.name}" is declared here` },
        ],
        data: { candidates: message.protocols.map((protocol) => protocol.name) },
      },
    );
  }

  private rolesOf(end: End): readonly number[] {
    if (end.kind === 'all') return end.state === UNKNOWN ? this.parties : this.rolesThatCanBe(end);
    return end.role === UNKNOWN ? this.all : [end.role];
  }

  private end(node: ast.RowEnd | undefined): End {
    if (ast.isAllEnd(node)) {
      return { kind: 'all', state: this.names.state(node.state, node), except: this.names.rolesOf(node.except, node) };
    }
    const isKnown = node !== undefined && !(node.role !== undefined && this.reported.has(node.role));
    return { kind: 'role', role: isKnown ? this.names.role(node.role, node) : UNKNOWN };
  }

  /** Reports a row that is written with the participants of a flow, once. */
  private reportParticipants(node: ArrowNode): void {
    const nodes = [node.sender, ...(node.receivers ?? [])].filter(ast.isRoleEnd);
    const isRole = (name: string) => this.names.roles.get(name) !== undefined;
    if (this.names.incompleteKinds.has('role') || nodes.every(({ role }) => isRole(role?.$refText ?? ''))) return;
    const found = exchangedEnds(
      nodes.map(({ role }) => role ?? null),
      isRole,
      (name) => this.participants().get(name),
      {
        one: 'a participant',
        several: 'participants',
        remedy: (arrow, isOne) =>
          `Write the ${isOne ? 'role that it plays' : 'roles that they play'}${arrow === null ? '' : `, "${arrow}"`}, or move the line to a phase of the flow`,
      },
    );
    const [first] = found?.references ?? [];
    const holder = nodes.find(({ role }) => role === first);
    if (found === null || first === undefined || holder === undefined) return;
    this.names.noRole(first, holder, found.remedy, UNKNOWN);
    for (const reference of found.references) this.reported.add(reference);
  }
}

function isUnknown(end: End): boolean {
  return end.kind === 'role' ? end.role === UNKNOWN : end.state === UNKNOWN;
}
