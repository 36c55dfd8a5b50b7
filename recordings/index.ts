export { Conformance, type ConformanceOptions } from './conform/conformance.js';
export { conformanceResult } from './conform/conformance-result.js';
export { RecordedCoverage } from './conform/recorded-coverage.js';
export { recordedModels, recordedReport } from './conform/recorded-report.js';
export { mergeFacts } from './conform/recording-facts.js';
export { Summary } from './conform/summary.js';
export type { ConformanceJson, SummaryJson } from './conform/summary-json.js';
export type { Interaction } from './follow/interaction.js';
export type { ExplainedOutcome, InteractionOutcome } from './follow/outcome.js';
export type { Deviation, InteractionResult } from './follow/result.js';
export { Subject } from './follow/subject.js';
export { fitsGlob } from './readers/file-glob.js';
export { explainingWitness, type LineExplanation } from './readers/line-explanation.js';
export { textLines } from './readers/lines.js';
export { MAX_SORTED_BYTES, mergedMessages } from './readers/merge.js';
export type { RecordedMessage, Vocabulary } from './readers/message-reader.js';
export { Pseudonyms } from './readers/pseudonyms.js';
export {
  type RecordingFile,
  RecordingReader,
  type TimeGuard,
} from './readers/recording.js';
export { isoUtcMs } from './readers/times.js';
export { captureCandidates } from './sources/capture-candidates.js';
export { capturesOf, type Declarations, findCapture, flowsOf, modelsOf } from './sources/declarations.js';
export { findSubject, onlySubject, vocabularyOf } from './sources/subjects.js';
export { recordedTimeline } from './timeline/recorded-timeline.js';
