import type { Theme } from '../../timeline/index.js';
import type { ExportFormat } from '../../timeline/types/export-format.js';
import type { Range, TimelineFinding } from '../../timeline/types/timeline.js';
import type { TimelineRecorded } from '../../timeline/types/timeline-recording.js';
import type { TimelineRow } from '../../timeline/types/timeline-row.js';
import type { ChosenPath, HelpCommand } from '../protocol/preview-messages.js';
import type { ViewCommand } from './commands.js';
import type { ViewAction } from './state/view-state.js';

/** How an export looks. */
export interface ExportLook {
  /** Whether it is exported as shown; otherwise complete, with default options. */
  readonly asShown: boolean;
  /** Null: light or dark as the reader has it. */
  readonly theme: Theme | null;
}

/** The actions of the page's parts. */
export interface AppActions {
  dispatch(action: ViewAction): void;
  select(selection: ChosenPath): void;
  /** Shows where something is written, or in a recording's timeline where it was recorded. */
  reveal(range: Range, focus: boolean, recorded?: TimelineRecorded): void;
  /** Opens a part of a model where it is written. */
  open(part: Pick<TimelineRow, 'uri' | 'range'>): void;
  /** Goes to where a finding shows, on another path if this one does not show it, and to where it is written. */
  showFinding(finding: TimelineFinding): void;
  /** Fixes a finding in the text; the user picks if there are several fixes. */
  fix(finding: TimelineFinding): void;
  /** Declares a path as a scenario in the text. */
  saveScenario(flow: string, path: readonly string[]): void;
  run(command: ViewCommand): void;
  /** Takes a way out of a page that has nothing to show. */
  help(command: HelpCommand): void;
  /** Copies or saves the timeline; resolves to why it did not work, null if it did. */
  runExport(action: 'copy' | 'save', format: ExportFormat, look: ExportLook): Promise<string | null>;
  /** Goes to the next or the previous hit of the search. */
  seek(direction: 1 | -1): void;
  /** The picture is drawn at this zoom. */
  zoomShown(zoom: number): void;
  /** 0–1 of the scrollable height. */
  scrolled(progress: number): void;
}
