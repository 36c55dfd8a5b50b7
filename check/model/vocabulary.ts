import type { Place } from './place.js';

export interface Protocol {
  readonly name: string;
  readonly title: string | null;
  readonly place: Place;
}

export type AttributeType = 'string' | 'integer' | 'number' | 'boolean' | 'duration';

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly optional: boolean;
}

/** An event, a request or a plain message. Identity is the object: one per declaration. */
export interface Message {
  readonly name: string;
  readonly kind: 'event' | 'request' | 'message';
  readonly protocols: readonly Protocol[];
  /** False where a protocol of the declaration does not resolve: then nothing rests on the list being complete. */
  readonly protocolsKnown: boolean;
  /** False where an attribute cannot be read: then there may be others. */
  readonly attributesKnown: boolean;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly place: Place;
}
