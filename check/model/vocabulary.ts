import type { Place } from './place.js';

/** A protocol that messages are sent on. Identity is the object: one per declaration. */
export interface Protocol {
  readonly name: string;
  readonly title: string | null;
  readonly place: Place;
}

/** The type of an attribute whose values are not a choice of words. */
export type AttributeType = 'string' | 'integer' | 'number' | 'boolean' | 'duration';

/** A word as it is written for a value: in quotes if it is none of the language's names. */
export function wordText(word: string): string {
  return /^[\p{L}_][\p{L}\d_]*$/u.test(word) ? word : `"${word}"`;
}

/** An attribute of a message. */
export interface Attribute {
  readonly name: string;
  /** Null if the attribute's values are words, and in a half-written declaration. */
  readonly type: AttributeType | null;
  /** The words of which a value is one; empty if the attribute has a type. */
  readonly words: readonly string[];
  readonly optional: boolean;
}

/** An event, a request or a plain message. Identity is the object: one per declaration. */
export interface Message {
  readonly name: string;
  /** Title that pictures show instead of the name; null without one. */
  readonly title: string | null;
  readonly kind: 'event' | 'request' | 'message';
  readonly protocols: readonly Protocol[];
  /** False if a protocol of the declaration does not resolve: then nothing rests on the list being complete. */
  readonly protocolsKnown: boolean;
  /** False if an attribute cannot be read: then there may be others. */
  readonly attributesKnown: boolean;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly place: Place;
}
