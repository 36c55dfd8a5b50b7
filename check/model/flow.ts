import type { FindingDraft } from '../findings/finding.js';
import type { Model, ModelPhase, RowValue } from './model.js';
import type { Place } from './place.js';
import type { Message, Protocol } from './vocabulary.js';

/** Index of a participant that a name did not resolve to. */
export const UNKNOWN_PARTICIPANT = -1;

/** A party or a system of a flow. */
export interface Participant {
  readonly index: number;
  readonly name: string;
  readonly title: string | null;
  /** Its kind, or that of its roles if they differ (`wrong-kind`). */
  readonly kind: 'party' | 'system';
  /** Default roles. */
  readonly roles: readonly number[];
  /** Whether its declaration gives it a role, known or not. */
  readonly declaresRole: boolean;
  /** State it starts in; null for a system and for a party that is in none, UNKNOWN if it is unknown. */
  readonly initial: number | null;
  /** Its name. */
  readonly place: Place;
  readonly declarationPlace: Place;
}

/** A role bound for one phase. */
export interface Binding {
  /** UNKNOWN_PARTICIPANT if the name does not resolve. */
  readonly participant: number;
  readonly role: number;
  /** Whether the participant is of another kind than the role (`wrong-kind`): who played it before says nothing more. */
  readonly isWrongKind?: boolean;
  readonly place: Place;
}

export type Receiver =
  | { readonly kind: 'participant'; readonly participant: number; readonly place: Place }
  /** `except` has UNKNOWN_PARTICIPANT for a name that does not resolve. */
  | { readonly kind: 'all'; readonly state: number; readonly except: readonly number[]; readonly place: Place };

/** Why a step's protocol is what it is. */
export type StepProtocol =
  /** Written with `on` or found as a row's is; null: unknown and meets any. */
  | { readonly kind: 'known'; readonly protocol: Protocol | null }
  /** The message is never sent on the protocol that `on` names. */
  | { readonly kind: 'not-allowed'; readonly protocol: Protocol }
  /** The name after `on` does not resolve; the nearest is used. */
  | { readonly kind: 'unresolved'; readonly nearest: Protocol | null };

/** A value that a step gives an attribute of its message. */
export interface StepValue extends RowValue {
  readonly place: Place;
}

/** A line of a phase that sends a message. */
export interface Step {
  readonly index: number;
  /** Undefined for the short form. */
  readonly arrow: {
    readonly sender: number;
    readonly senderPlace: Place;
    readonly receivers: readonly Receiver[];
  } | null;
  /** Null if the name does not resolve. */
  readonly message: Message | null;
  readonly messageName: string;
  /** The protocol after `on`; null without `on`. */
  readonly on: StepProtocol | null;
  /** Per receiver, the protocol its copy travels on where `on` is left out; null: unknown. */
  readonly inferred: readonly (Protocol | null)[];
  readonly delayMs: number | null;
  /** The `after`; the step if it has none. */
  readonly delayPlace: Place;
  /** Values that it gives attributes of its message, in the order written. */
  readonly values: readonly StepValue[];
  /** Findings on its values; reported only if its phase is entered. */
  readonly valueFindings: readonly FindingDraft[];
  /** Attributes as written. */
  readonly details: string | null;
  readonly place: Place;
  readonly messagePlace: Place;
  /** The protocol after `on`, otherwise the message. */
  readonly protocolPlace: Place;
  /** All receivers. */
  readonly receiversPlace: Place;
}

export type Target =
  | {
      readonly kind: 'phase';
      readonly phase: number;
      readonly name: string;
      readonly delayMs: number | null;
      /** The `after`; the target if it has none. */
      readonly delayPlace: Place;
      readonly place: Place;
    }
  | { readonly kind: 'end'; readonly place: Place }
  /** A name that does not resolve. */
  | { readonly kind: 'unknown'; readonly name: string; readonly place: Place };

/** A phase of a flow. */
export interface FlowPhase {
  readonly index: number;
  readonly name: string;
  readonly title: string | null;
  /** Null without `is`; `phase` is null if the name after it does not resolve. */
  readonly realizes: { readonly phase: ModelPhase | null; readonly place: Place } | null;
  readonly bindings: readonly Binding[];
  /** False if it has the rows of the model's phase, without braces. */
  readonly braces: boolean;
  readonly steps: readonly Step[];
  /** Whether text between the steps was skipped: no message is certainly missing then. */
  readonly hasSkippedText: boolean;
  /** Null where `next` is left out: the flow ends there. */
  readonly next: readonly Target[] | null;
  /** The keyword `next`, otherwise the name. */
  readonly nextPlace: Place;
  readonly place: Place;
  readonly namePlace: Place;
}

/** A named path through a flow. */
export interface Scenario {
  readonly name: string;
  readonly title: string | null;
  /** `exact` is false if a name stands for the nearest one. */
  readonly phases: readonly { readonly phase: number | null; readonly exact: boolean; readonly place: Place }[];
  /** Whether a part of the path cannot be read. */
  readonly hasSkippedText: boolean;
  readonly place: Place;
}

/** A flow as it was compiled: the input of the check, together with the models that it follows. */
export interface Flow {
  readonly name: string;
  readonly title: string | null;
  /** Null if the flow follows nothing, or nothing that is known. */
  readonly model: Model | null;
  /** A name after `follows` does not resolve: then absence proves nothing. */
  readonly modelMissing: boolean;
  /** Names after `follows`. */
  readonly follows: readonly string[];
  readonly participants: readonly Participant[];
  /** Participants that a misspelled name in a step may mean: not to be called unused. */
  readonly nearlyNamed: ReadonlySet<number>;
  /** Roles of a participant start in different states, and it does not say which: no phase is entered then. */
  readonly statesUnset: boolean;
  /** A participant has a role whose name does not resolve: then a role without a player proves nothing. */
  readonly rolesUncertain: boolean;
  /** Per fact of the model: the index of the value stated; null if none is, UNKNOWN if its name is not known. */
  readonly facts: readonly (number | null)[];
  readonly start: readonly Target[];
  /** The keyword `start`; null if the first phase is the implied start. */
  readonly startPlace: Place | null;
  readonly phases: readonly FlowPhase[];
  readonly scenarios: readonly Scenario[];
  readonly place: Place;
  readonly namePlace: Place;
}
