import { type FixableRule, isFixable, isIgnorable } from '../../check/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { addChannel } from './add-channel.js';
import { attributeType, missingAttribute } from './attribute-fixes.js';
import { duplicateName } from './duplicate-name.js';
import { factNotStated } from './fact-not-stated.js';
import { incompleteBroadcast } from './incomplete-broadcast.js';
import { missingMessage } from './missing-message.js';
import { contradictoryCondition, outcomeNotObserved, pendingWithoutExit, unreachableState } from './model-fixes.js';
import { orderViolation } from './order-violation.js';
import { conditionNotMet, duplicateMessage, unexpectedMessage } from './remove-step.js';
import { ambiguousRole, unboundRole, wrongKind, wrongRole } from './role-fixes.js';
import { notAPath } from './scenario-path.js';
import { selfMessage } from './self-message.js';
import { splitPhaseFix } from './split-phase-fix.js';
import { ignoreWithoutReason, suppress, unusedIgnore } from './suppression.js';
import { syntaxError } from './syntax-error.js';
import { unhandledOutcome } from './unhandled-outcome.js';
import { ambiguousName, unknownImport, unknownName } from './unknown-name.js';
import { unsetProtocol } from './unset-protocol.js';
import { emptyPhase, unreachablePhase, unusedParticipant } from './unused-declaration.js';
import { useCompanionPhase } from './use-companion-phase.js';
import { unsetState, wrongTime, wrongValue } from './values-and-times.js';
import { wrongDirection } from './wrong-direction.js';
import { protocolNotAllowed, wrongProtocol } from './wrong-protocol.js';
import { cannotFinish, endsWhilePending, illegalPhase, missingTimeout, replacesNotFollows } from './wrong-target.js';

/** Makes proposals for a finding; those that an author wants most first. */
export type FixCreator = (context: FixContext) => readonly Proposal[];

/** The fixes of each rule. Codes that are not here have no edit that is safe. */
const creators: Record<FixableRule, FixCreator> = {
  'ambiguous-name': ambiguousName,
  'ambiguous-role': ambiguousRole,
  'attribute-type': attributeType,
  'cannot-finish': cannotFinish,
  'condition-not-met': conditionNotMet,
  'contradictory-condition': contradictoryCondition,
  'duplicate-message': duplicateMessage,
  'duplicate-name': duplicateName,
  'empty-phase': emptyPhase,
  'ends-while-pending': endsWhilePending,
  'fact-not-stated': factNotStated,
  'ignore-without-reason': ignoreWithoutReason,
  'illegal-phase': illegalPhase,
  'incomplete-broadcast': incompleteBroadcast,
  'missing-attribute': missingAttribute,
  'missing-message': missingMessage,
  'missing-timeout': missingTimeout,
  'no-channel': addChannel,
  'not-a-path': notAPath,
  'order-violation': orderViolation,
  'outcome-not-observed': outcomeNotObserved,
  'pending-without-exit': pendingWithoutExit,
  'protocol-not-allowed': protocolNotAllowed,
  'replaces-not-follows': replacesNotFollows,
  'self-message': selfMessage,
  'syntax-error': syntaxError,
  'too-early': wrongTime,
  'too-late': wrongTime,
  'unbound-role': unboundRole,
  'unexpected-message': unexpectedMessage,
  'unhandled-outcome': unhandledOutcome,
  'unknown-attribute': unknownName,
  'unknown-capture': unknownName,
  'unknown-fact': unknownName,
  'unknown-field': unknownName,
  'unknown-import': unknownImport,
  'unknown-message': unknownName,
  'unknown-model': unknownName,
  'unknown-participant': unknownName,
  'unknown-phase': unknownName,
  'unknown-protocol': unknownName,
  'unknown-role': unknownName,
  'unknown-state': unknownName,
  'unknown-value': unknownName,
  'unreachable-phase': unreachablePhase,
  'unreachable-state': unreachableState,
  'unset-protocol': unsetProtocol,
  'unset-state': unsetState,
  'unused-ignore': unusedIgnore,
  'unused-participant': unusedParticipant,
  'wrong-direction': wrongDirection,
  'wrong-kind': wrongKind,
  'wrong-protocol': wrongProtocol,
  'wrong-role': wrongRole,
  'wrong-value': wrongValue,
};

/** The untried proposals for a finding. */
export function proposalsFor(context: FixContext): readonly Proposal[] {
  const { code } = context.finding;
  const proposals = [
    ...(isFixable(code) ? creators[code](context) : []),
    ...splitPhaseFix(context),
    ...useCompanionPhase(context),
  ];
  return isIgnorable(code) ? [...proposals, suppress(context)] : proposals;
}
