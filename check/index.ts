export type { DocumentAnalysis } from './analysis.js';
export { analyzeFlow } from './analyze-flow.js';
export type { Comparison, CopyStatus, Difference } from './conformance/comparison.js';
export {
  ANY_PARTICIPANT,
  choicesOfPhase,
  obligationsOf,
  type Slot,
} from './conformance/obligations.js';
export {
  type CountName,
  type CoverageCounts,
  coverageCounts,
  measuredRows,
  requiredRows,
  sumOfCounts,
} from './coverage/coverage-counts.js';
export { type CoverageGap, coverageGaps } from './coverage/coverage-gaps.js';
export { coveredRows } from './coverage/covered-rows.js';
export { type Evidence, evidenceOf, placeKey, type RowUse } from './coverage/evidence.js';
export { type ModelCoverage, modelCoverage, type RowStatus } from './coverage/model-coverage.js';
export { outcomeCoverage } from './coverage/outcome-coverage.js';
export { type Configuration, NO_ENTRY, type Players, STATELESS, UNDECIDED } from './exploration/configuration.js';
export {
  type Edge,
  type Exploration,
  pathTo,
  startTargets,
  targetsOf,
  type Visit,
} from './exploration/explore.js';
export { assumptionsFor } from './exploration/facts.js';
export { type EnteredPhase, isBlocked, PhaseTransitions } from './exploration/transitions.js';
export { brief, briefList, briefOf } from './findings/brief.js';
export type { Finding, FindingData, FindingDraft, RelatedPlace } from './findings/finding.js';
export { NameIndex } from './findings/name-index.js';
export { editDistance, nearestNames } from './findings/nearest-name.js';
export {
  type FixableRule,
  isConfigurable,
  isContentRule,
  isFixable,
  isIgnorable,
  isMaskable,
  isRuleCode,
  type RuleCode,
  ruleCodes,
  rules,
  safeOnSave,
} from './findings/rules.js';
export type { FlowAnalysis } from './flow-analysis.js';
export { haveSameFrame } from './flow-shape.js';
export {
  type AllowedDeviation,
  type Capture,
  type CaptureField,
  type CaptureFormat,
  type CaptureTest,
  type CaptureTime,
  captureFormats,
  captureUnits,
  type DeviationCode,
  deviationCodes,
  type Pattern,
  type TimeFormat,
} from './model/capture.js';
export {
  type Binding,
  type Flow,
  type FlowPhase,
  type Participant,
  type Receiver,
  type Scenario,
  type Step,
  type StepProtocol,
  type StepValue,
  type Target,
  UNKNOWN_PARTICIPANT,
} from './model/flow.js';
export { citedGround, effectiveGround, groundText } from './model/ground.js';
export { conditionsIn, nestedItems, type RowBlock, rowsOf } from './model/items.js';
export {
  type Channel,
  type Condition,
  type End,
  type Fact,
  type Ground,
  type Item,
  isArrowInferred,
  isInferred,
  isPhaseNameShared,
  isTimeoutPhase,
  type Model,
  type ModelHeader,
  type ModelNameKind,
  type ModelPhase,
  type Move,
  messageTriggers,
  modelName,
  NO_MODEL,
  needsDelay,
  phaseReference,
  type Role,
  type RoleMove,
  type Row,
  type RowArrow,
  type State,
  type TimeoutTrigger,
  type Trigger,
  timersOf,
  UNKNOWN,
} from './model/model.js';
export { isMovable, type Movable } from './model/movable.js';
export { type PackedGraph, packGraph, unpackGraph } from './model/packed-graph.js';
export { pathKeys } from './model/path-keys.js';
export { PhaseIndex } from './model/phase-index.js';
export { FixedPlace, LazyPlace, type Place, plainPlace } from './model/place.js';
export { entryNeeds, NO_ROLE_USE, type RoleUse, roleUse } from './model/role-use.js';
export { type Attribute, type AttributeType, type Message, type Protocol, wordText } from './model/vocabulary.js';
export { ShortestPathTimes } from './paths/arrival-times.js';
export { defaultPath, followablePath, listPaths, visitsThatEnd } from './paths/paths.js';
export { targetDelay } from './paths/target-delay.js';
export { differenceKey } from './rules/content-findings.js';
export { capitalized, durationLiteral, MessageText, quoted } from './rules/message-text.js';
export { modelFindings } from './rules/model-findings.js';
export { selfMessageFindings } from './rules/self-message-findings.js';
export { uncheckedFlowReason } from './rules/unchecked-phases.js';
export { type Simulation, simulate } from './simulation.js';
export { blankEvent } from './timeline/blank-event.js';
export { showFinding } from './timeline/finding-path.js';
export { type LifeCycleChange, lifeCycleChanges } from './timeline/life-cycle-changes.js';
export { insertByRow, missingArrows } from './timeline/missing-arrows.js';
export { ModelRows } from './timeline/model-rows.js';
export { type StatedVisit, stateSpans } from './timeline/state-spans.js';
export { buildTimeline, type PathSelection } from './timeline/timeline-builder.js';
