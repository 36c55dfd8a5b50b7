import type { Message, Protocol } from '../../check/index.js';

/** The protocols that a recording has captured: messages on others are not missed. */
export class Recorded {
  /**
   * @param protocols names of the protocols that were captured; null: all
   * @param requests whether declared requests were
   */
  constructor(
    readonly protocols: ReadonlySet<string> | null,
    readonly requests: boolean,
  ) {}

  /** Whether a message on a protocol would be in the recording. */
  isRecorded(message: Message | null, protocol: Protocol | null): boolean {
    if (message?.kind === 'request' && !this.requests) return false;
    if (this.protocols === null || protocol === null) return true;
    return this.protocols.has(protocol.name);
  }
}
