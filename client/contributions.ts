/** The ids that the manifest (`package.json`) declares; a test holds the two together. */

export const languageId = 'confer';

/** Scheme of the read-only files that come with the extension: the built-in library and the rules' pages. */
export const libraryScheme = 'confer-library';

/** Scheme of read-only documents with the lines of an interaction, of recordings that are too large for an editor. */
export const recordingScheme = 'confer-recording';

/** View type of the timeline's panel; also the value of the `activeWebviewPanelId` context key. */
export const timelineViewType = 'confer.timeline';

/** Context key, true once a timeline was asked for: what the walkthrough ticks its step off by. */
export const timelineShownContext = 'confer.timelineShown';

/** Scheme of read-only documents that show how a capture reads a log. */
export const captureTrialScheme = 'confer-capture';

/** Id of the view of a recording's interactions. */
export const recordingView = 'confer.recording';

/** Context keys of that view: whether it has been used, and how it is grouped (`verdict` or `deviation`). */
export const recordingShownContext = 'confer.recordingShown';
export const recordingGroupingContext = 'confer.recordingGrouping';

/** Type of the tasks that the extension offers. */
export const taskType = 'confer';

/** Section of the settings; it contains the client's `confer.trace.server` too. */
export const settingsSection = 'confer';

export const commands = {
  showTimeline: 'confer.showTimeline',
  showTimelineToSide: 'confer.showTimelineToSide',
  toggleTimelineLock: 'confer.toggleTimelineLock',
  restartServer: 'confer.restartServer',
  showOutput: 'confer.showOutput',
  openExample: 'confer.openExample',
  newFlow: 'confer.newFlow',
  exportTimeline: 'confer.exportTimeline',
  copyAsImage: 'confer.copyTimelineAsImage',
  copyAsText: 'confer.copyTimelineAsText',
  newFlowFromModel: 'confer.newFlowFromModel',
  checkWorkspace: 'confer.checkWorkspace',
  fixAllInWorkspace: 'confer.fixAllInWorkspace',
  createConfiguration: 'confer.createConfiguration',
  openLanguageReference: 'confer.openLanguageReference',
  showTestOnTimeline: 'confer.showTestOnTimeline',
  browseLibrary: 'confer.browseLibrary',
  reportIssue: 'confer.reportIssue',
  runAgainstRecording: 'confer.runAgainstRecording',
  runRecordingAgain: 'confer.runRecordingAgain',
  clearRecording: 'confer.clearRecording',
  tryCapture: 'confer.tryCapture',
  filterRecording: 'confer.filterRecording',
  searchRecording: 'confer.searchRecording',
  showRecordingCoverage: 'confer.showRecordingCoverage',
  groupRecordingByDeviation: 'confer.groupRecordingByDeviation',
  groupRecordingByVerdict: 'confer.groupRecordingByVerdict',
  showInteraction: 'confer.showInteraction',
  showRecordedLine: 'confer.showRecordedLine',
} as const;

/** The tools for language models, as the server knows them. */
export const toolNames = ['check', 'explain', 'models', 'paths', 'timeline', 'coverage'] as const;

/** Id of the provider of the tools' server, for agents that speak the Model Context Protocol. */
export const mcpServerProvider = 'confer.tools';

/** Prefix of a tool's name in the editor, where the tools of all extensions share one list. */
export const toolPrefix = 'confer_';
