export { type EventFacts, eventFacts, recordedHeading } from './export/event-facts.js';
export { exportTimeline } from './export/export-timeline.js';
export type { ExportOptions } from './export/formats.js';
export { MessageTable } from './export/html.js';
export { type PhaseFacts, phaseFacts } from './export/phase-facts.js';
export { pictureRefusal } from './export/picture-limit.js';
export { fittingScale, PictureTooLarge, PNG_SCALE } from './export/picture-scale.js';
export { Picture, pictureStyle, renderSvg } from './export/svg.js';
export { showsAllPaths } from './layout/all-paths.js';
export { bandKey } from './layout/band.js';
export { BandCache } from './layout/band-cache.js';
export type { Box } from './layout/box.js';
export type { BandBox, Layout, PreambleBox } from './layout/boxes.js';
export { type BranchNode, type BranchTree, branchTree, flatBranches, type PhaseNode } from './layout/branch-tree.js';
export type { EventBox } from './layout/event-boxes.js';
export { type EventFilter, isShown, NO_FILTER } from './layout/event-filter.js';
export { findingToFix } from './layout/fix-button.js';
export { type FrameMark, framePlan } from './layout/frame-plan.js';
export { fittingWidth, layout } from './layout/layout.js';
export type { LegendBox } from './layout/legend-boxes.js';
export { type Loop, loopsEndingWith, loopsOf, MAX_ROUNDS, pathWithRounds } from './layout/loops.js';
export { EDGE_WIDTH } from './layout/measures.js';
export { type PartyState, partiesAt } from './layout/parties-at.js';
export { type MeasureText, TextMeasure, type TextStyle } from './layout/text-metrics.js';
export { Preamble } from './render/alternatives.js';
export { Band } from './render/band.js';
export { CurrentStrip } from './render/current-strip.js';
export { drawingStyle } from './render/drawing-style.js';
export { FindingText } from './render/finding-text.js';
export { Icon, type IconName, severityIcon, verdictIcon } from './render/icon.js';
export { LaneHeaders } from './render/lane-headers.js';
export { Sample } from './render/legend.js';
export { paletteVariables, type Theme } from './render/palette.js';
export { PureComponent } from './render/pure-component.js';
export { Patterns } from './render/state-bar.js';
export { branchText } from './text/branch-text.js';
export { flowSummary, type VerdictSummary } from './text/counts.js';
export { eventSentences, protocolTitle, sentencesWithoutFindings } from './text/event-sentence.js';
export { type EventTime, eventTimes } from './text/event-times.js';
export { type EventVerdict, eventVerdict } from './text/event-verdict.js';
export { fixLabel } from './text/fix-label.js';
export {
  FLOW_REMARKS_HEADING,
  PROBLEMS_ELSEWHERE_HEADING,
  problemsElsewhere,
  remarksOfFlow,
} from './text/flow-facts.js';
export { hiddenText } from './text/hidden-text.js';
export { laneSentence } from './text/lane-sentence.js';
export { guardText, operandContinuation } from './text/operand-text.js';
export { stateName } from './text/state-name.js';
export { syntaxErrorText } from './text/syntax-error-text.js';
export { visitName } from './text/visit-name.js';
export { durationText } from './types/duration.js';
export { plainFindingText } from './types/finding-spans.js';
