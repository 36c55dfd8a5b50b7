import type { Channel, Message, Protocol } from '../../check/index.js';

/** Which protocols connect two roles, by the channels of a model. */
export class ChannelIndex {
  private readonly byPair = new Map<number, Protocol[]>();

  constructor(
    channels: readonly Channel[],
    private readonly roleCount: number,
  ) {
    for (const channel of channels) {
      for (const left of channel.left) {
        for (const right of channel.right) {
          this.connect(left, right, channel.protocols);
          if (channel.both) this.connect(right, left, channel.protocols);
        }
      }
    }
  }

  /** Whether no two roles are joined. */
  get isEmpty(): boolean {
    return this.byPair.size === 0;
  }

  /** Protocols on which the first role may send to the second. */
  between(sender: number, receiver: number): readonly Protocol[] {
    return this.byPair.get(sender * this.roleCount + receiver) ?? [];
  }

  private connect(sender: number, receiver: number, protocols: readonly Protocol[]): void {
    const key = sender * this.roleCount + receiver;
    const protocolsOfPair = this.byPair.get(key);
    if (protocolsOfPair === undefined) this.byPair.set(key, [...protocols]);
    else protocolsOfPair.push(...protocols);
  }
}

/** The protocols of the message on which one of the senders may send to one of the receivers. */
export function connectingProtocols(
  message: Message,
  senders: readonly number[],
  receivers: readonly number[],
  channels: ChannelIndex,
): Set<Protocol> {
  const found = new Set<Protocol>();
  for (const sender of senders) {
    for (const receiver of receivers) {
      for (const protocol of channels.between(sender, receiver)) {
        if (message.protocols.includes(protocol)) found.add(protocol);
      }
    }
  }
  return found;
}

/**
 * The protocol of an arrow without `on`: the only one that is both the message's and a channel's between the two
 * roles, otherwise the message's only one (docs/language.md); null if neither is so.
 */
export function inferProtocol(message: Message, connecting: ReadonlySet<Protocol>): Protocol | null {
  if (connecting.size === 1) return connecting.values().next().value ?? null;
  const [only, another] = message.protocols;
  return only !== undefined && another === undefined && message.protocolsKnown ? only : null;
}
