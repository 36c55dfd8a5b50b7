import type { Rule, RuleGroup } from './rule.js';

/**
 * Every rule, by the group it is listed under. A rule has a page `docs/rules/<code>.md`, whose first sentence is
 * `finds`, and fixtures in `test/fixtures/<code>/`: `npm run new-rule` lays them down. `npm run generate` writes the
 * tables of the documents and of `confer.json`'s schema from this one, in this order.
 */
export const ruleTable = {
  content: {
    'missing-message': {
      severity: 'error',
      finds: 'A message that the model requires in this phase has no step.',
      brief: 'A required message is missing',
      comparesContent: true,
      maskable: true,
    },
    'unexpected-message': {
      severity: 'error',
      severityNote: 'a warning if the arrows of the model are inferred and only the sender or receiver differs',
      finds: 'No row of the model phase allows the step.',
      brief: 'No row of the model allows it here',
      comparesContent: true,
      maskable: true,
    },
    'wrong-protocol': {
      severity: 'error',
      finds: 'The right message between the right participants, but on the wrong protocol.',
      brief: 'Sent on the wrong protocol',
      comparesContent: true,
      maskable: true,
      safeOnSave: true,
    },
    'protocol-not-allowed': {
      severity: 'error',
      finds: 'The message is never sent on that protocol.',
      brief: 'Never sent on this protocol',
      safeOnSave: true,
    },
    'wrong-direction': {
      severity: 'error',
      severityNote: 'a warning if the arrows of the model are inferred',
      finds: 'The right message on the right protocol, but from or to the wrong participant.',
      brief: 'Wrong sender or receiver',
      comparesContent: true,
      maskable: true,
    },
    'incomplete-broadcast': {
      severity: 'error',
      finds: 'A message to every party in a state does not reach all of them.',
      brief: 'Does not reach all receivers',
      comparesContent: true,
      maskable: true,
    },
    'condition-not-met': {
      severity: 'error',
      finds: 'A step is only allowed under a condition that is false here.',
      brief: 'Its condition does not hold here',
      comparesContent: true,
      maskable: true,
    },
    'duplicate-message': {
      severity: 'warning',
      finds: 'A step occurs more often than its row allows.',
      brief: 'Sent more often than the model allows',
      comparesContent: true,
    },
    'order-violation': {
      severity: 'error',
      finds: "The steps are in a different order than the model's `in order` requires.",
      brief: 'Comes too early in the required order',
      comparesContent: true,
      safeOnSave: true,
    },
    'wrong-value': {
      severity: 'error',
      severityNote: 'a warning if the row is inferred',
      finds: 'The right message between the right participants, but with a different value than the model requires.',
      brief: 'The value differs from the model',
      comparesContent: true,
      maskable: true,
    },
  },
  sequence: {
    'illegal-phase': {
      severity: 'error',
      finds: 'A target can never be taken, because what its phase needs never holds there.',
      brief: 'This target can never be taken',
      maskable: true,
    },
    'replaces-not-follows': {
      severity: 'error',
      finds: 'A phase that replaces another one follows it instead.',
      brief: 'Replaces the phase that it follows',
      maskable: true,
    },
    'unhandled-outcome': {
      severity: 'warning',
      severityNote: 'information if no outcome is offered, or if a phase and its alternative are not offered together',
      finds: 'Something can happen to a pending party that the flow does not handle.',
      brief: 'An outcome is not offered',
      maskable: true,
    },
    'ends-while-pending': {
      severity: 'error',
      finds: 'The flow ends while a party is still pending.',
      brief: 'Ends while a party is still pending',
      maskable: true,
    },
    'cannot-finish': {
      severity: 'error',
      finds: 'The flow reaches a point from which it never ends.',
      brief: 'No path leads to an end',
      maskable: true,
    },
    'unreachable-phase': {
      severity: 'warning',
      finds: 'No `start` or reachable `next` leads to the phase.',
      brief: 'No path leads to this phase',
    },
    'missing-timeout': {
      severity: 'warning',
      finds: 'A phase starts on a timeout, but no time is given.',
      brief: 'No time is given for the timeout',
      maskable: true,
    },
    'non-local-choice': {
      severity: 'information',
      finds: 'Different participants decide what comes next, and no single one sees all of it.',
      brief: 'Several participants decide what comes next',
      fixable: false,
    },
    'not-a-path': {
      severity: 'error',
      finds: 'A scenario follows a path that the flow does not have.',
      brief: 'The flow has no such path',
      maskable: true,
    },
  },
  times: {
    'too-early': {
      severity: 'error',
      severityNote: 'a warning if the timer is inferred',
      finds: "A timeout happens before the model's timer runs out.",
      brief: "Before the model's timer runs out",
      maskable: true,
    },
    'too-late': {
      severity: 'error',
      severityNote: 'a warning if the requirement is inferred',
      finds: 'A message, a timeout or another outcome comes later than the model allows.',
      brief: 'Later than the model allows',
      comparesContent: true,
      maskable: true,
    },
  },
  participants: {
    'unbound-role': {
      severity: 'error',
      finds: 'No participant plays a role that the phase uses.',
      brief: 'No participant plays a role that it uses',
      maskable: true,
    },
    'ambiguous-role': {
      severity: 'error',
      finds: 'Several participants play a role, but the phase must know which one is meant.',
      brief: 'Several participants play the role',
      maskable: true,
    },
    'wrong-role': {
      severity: 'error',
      finds: 'The role is bound to a different participant than in the phase that made the party pending.',
      brief: 'A different participant had this role before',
    },
    'wrong-kind': {
      severity: 'error',
      finds: 'A party plays the role of a system, or a system that of a party.',
      brief: 'A party in a system role, or vice versa',
    },
    'unused-participant': {
      severity: 'warning',
      finds: 'A participant takes no part in the flow.',
      brief: 'Takes no part in the flow',
      safeOnSave: true,
    },
    'self-message': {
      severity: 'warning',
      finds: 'A participant sends a message to itself.',
      brief: 'Sender and receiver are the same',
    },
    'unset-state': {
      severity: 'error',
      finds: 'The roles of a participant start in different states, and its own state is not given.',
      brief: 'Its initial state is not given',
    },
  },
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
      finds: 'A step gives some attributes of its message, but not a required one.',
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
      finds: 'Two alternatives of a `one of` contain a message that one step would match.',
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
      finds: 'In a recording, an address belongs to no system, but only a system can be there.',
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
} as const satisfies Record<RuleGroup, Record<string, Rule>>;
