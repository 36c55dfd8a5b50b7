import type { Rule } from './rule.js';

/** The rules about what is written in a file, about recordings, and about the check itself, by the group they are listed under. */
export const rulesOfFiles = {
  names: {
    'unknown-message': {
      severity: 'error',
      finds: 'There is no message with this name.',
      brief: 'No message with this name',
    },
    'unknown-protocol': {
      severity: 'error',
      finds: 'There is no protocol with this name.',
      brief: 'No protocol with this name',
    },
    'unknown-capture': {
      severity: 'error',
      finds: 'There is no capture with this name.',
      brief: 'No capture with this name',
    },
    'unknown-field': {
      severity: 'error',
      finds: 'The capture has no named group, or no column, with this name.',
      brief: 'No field with this name',
    },
    'unknown-phase': {
      severity: 'error',
      finds: 'There is no phase with this name in the flow or in the models it follows.',
      brief: 'No phase with this name',
    },
    'unknown-participant': {
      severity: 'error',
      finds: 'The flow has no participant with this name.',
      brief: 'No participant with this name',
    },
    'unknown-role': {
      severity: 'error',
      finds: 'The model has no role with this name.',
      brief: 'No role with this name',
    },
    'unknown-state': {
      severity: 'error',
      finds: 'The model has no state with this name.',
      brief: 'No state with this name',
    },
    'unknown-model': {
      severity: 'error',
      finds: 'There is no model with this name.',
      brief: 'No model with this name',
    },
    'unknown-fact': {
      severity: 'error',
      finds: 'The model has no fact with this name.',
      brief: 'No fact with this name',
    },
    'unknown-value': {
      severity: 'error',
      finds: 'The fact has no value with this name.',
      brief: 'No value with this name',
    },
    'unknown-attribute': {
      severity: 'error',
      finds: 'The message has no attribute with this name.',
      brief: 'The message has no such attribute',
    },
    'unknown-import': {
      severity: 'error',
      finds: 'The imported file does not exist.',
      brief: 'The imported file does not exist',
    },
    'duplicate-name': {
      severity: 'error',
      finds: 'Two declarations share a name, a fact is stated twice, or merged models disagree.',
      brief: 'The name is declared more than once',
    },
    'ambiguous-name': {
      severity: 'error',
      finds: 'Two of the models that the flow follows have a phase with this name.',
      brief: 'Two models have a phase with this name',
    },
  },
  text: {
    'syntax-error': {
      severity: 'error',
      finds: 'The text cannot be read here.',
      brief: 'Invalid syntax',
      ignorable: false,
      configurable: false,
    },
    'attribute-type': {
      severity: 'error',
      finds: 'The value does not have the type of the attribute.',
      brief: 'The value has the wrong type',
    },
    'missing-attribute': {
      severity: 'information',
      finds: 'A step gives some attributes of its message, but omits a required one.',
      brief: 'A required attribute is missing',
    },
    'empty-phase': {
      severity: 'warning',
      finds: 'A phase without a model phase has braces but no step.',
      brief: 'Has no step and no model phase',
    },
    'fact-not-stated': {
      severity: 'information',
      finds: 'A condition depends on a fact that the flow does not state.',
      brief: 'Depends on a fact that is not stated',
      maskable: true,
    },
  },
  models: {
    'unset-protocol': {
      severity: 'error',
      finds: 'The protocol of a row cannot be determined.',
      brief: 'Its protocol cannot be determined',
      maskable: true,
    },
    'ambiguous-alternative': {
      severity: 'error',
      finds: 'Two members of a `one of` contain a message that one step would match.',
      brief: 'One step would match two alternatives',
      fixable: false,
    },
    'unreachable-state': {
      severity: 'error',
      finds: 'No party starts in the state, and no phase moves a party into it.',
      brief: 'No party is ever in this state',
      maskable: true,
    },
    'outcome-not-observed': {
      severity: 'information',
      finds: 'A receiver is notified that something pending has begun, but not how it ends.',
      brief: 'A role is not notified how this ends',
    },
    'pending-without-exit': {
      severity: 'error',
      finds: 'No phase moves a party out of a pending state.',
      brief: 'No phase leads out of this pending state',
      maskable: true,
    },
    'contradictory-condition': {
      severity: 'error',
      finds: 'A condition can never hold.',
      brief: 'This condition can never hold',
    },
    'no-channel': {
      severity: 'error',
      finds: 'No channel of the model connects the two roles of a message in that direction.',
      brief: 'No channel connects these roles',
    },
    'unanswered-request': {
      severity: 'information',
      finds: 'A request starts a phase, but no row of the model answers it.',
      brief: 'Nothing answers this request',
      fixable: false,
    },
  },
  recordings: {
    'off-flow': {
      severity: 'error',
      finds: 'A recorded phase is allowed by the model, but the flow does not offer it there.',
      brief: 'The flow does not offer this phase here',
      fixable: false,
    },
    'unknown-address': {
      severity: 'warning',
      finds: 'In a recording, an address belongs to no system, but only a system can send or receive the message.',
      brief: 'This address belongs to no system',
      fixable: false,
    },
    'capture-reads-nothing': {
      severity: 'error',
      severityNote: 'a warning if it reads some messages',
      finds: 'A capture cannot read any message, or reads hardly any from a recording.',
      brief: 'The capture reads no messages',
      fixable: false,
    },
  },
  check: {
    'ignore-without-reason': {
      severity: 'warning',
      finds: 'A comment ignores a rule without giving a reason.',
      brief: 'No reason is given for ignoring the rule',
      ignorable: false,
    },
    'unused-ignore': {
      severity: 'warning',
      finds: 'A comment ignores a rule that finds nothing there.',
      brief: 'The comment ignores nothing',
      ignorable: false,
    },
    'check-inconclusive': {
      severity: 'information',
      finds: 'The flow has too many situations to check all of them.',
      brief: 'The check stopped at its limit',
      fixable: false,
    },
  },
} as const satisfies Record<string, Record<string, Rule>>;
