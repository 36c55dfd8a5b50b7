import type { Vocabulary } from './message-reader.js';

/** Numbers that results show in place of the values of a recording; the names of declarations stay. */
export class Pseudonyms {
  private readonly numbers = new Map<string, string>();
  private readonly declaredProtocols: ReadonlySet<string>;

  constructor({ protocols }: Vocabulary) {
    this.declaredProtocols = new Set(protocols.values());
  }

  key(text: string): string {
    return this.numbered('key', text, 'key');
  }

  /** @param word what the address is called if it has no number yet */
  address(text: string, word: 'address' | 'party'): string {
    return this.numbered('address', text, word);
  }

  /** A value that joins keys. */
  value(text: string): string {
    return this.numbered('value', text, 'value');
  }

  /** The name of a message that no file declares. */
  message(text: string): string {
    return this.numbered('message', text, 'message');
  }

  protocol(name: string): string {
    return this.declaredProtocols.has(name) ? name : this.numbered('protocol', name, 'protocol');
  }

  private numbered(kind: string, text: string, word: string): string {
    const id = `${kind} ${text}`;
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = `${word} ${this.numbers.size + 1}`;
      this.numbers.set(id, number);
    }
    return number;
  }
}
