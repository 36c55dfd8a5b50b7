/** Command of a flow's code lens: address of the document, name of the flow. */
export const ShowTimelineCommand = 'confer.showTimelineToSide';

/** Command of a flow's code lens: address of the document, name of the flow. */
export const RunRecordingCommand = 'confer.runAgainstRecording';

/** Command of a capture's code lens: address of the document, name of the capture. */
export const TryCaptureCommand = 'confer.tryCapture';

/** Opens the list of completions, after one was taken that asks for another. */
export const SuggestCommand = 'editor.action.triggerSuggest';

/** Opens the list of fixes at the caret, computed again for the user who asks for it. */
export const QuickFixCommand = 'editor.action.quickFix';

/** Command of a model phase's code lens: address of the document, position, locations, all as in the protocol. */
export const ShowReferencesCommand = 'editor.action.showReferences';

/** Shows a finding on a timeline that has it. Arguments: address of the document, the finding. */
export const ShowFindingCommand = 'confer.showFinding';

/**
 * Run by the client when a fix or a refactoring is applied: selects what the author has to choose. Arguments: address,
 * range, and whether it is a new name that is to be renamed.
 */
export const SelectCommand = 'confer.select';
