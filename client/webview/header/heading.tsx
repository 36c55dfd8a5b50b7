import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { flowSummary, Icon, PureComponent, type VerdictSummary, verdictIcon } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { breakableName } from '../components/breakable-name.js';
import { Glyph } from '../components/glyph.js';
import { RowsCovered } from './rows-covered.js';

export interface HeadingProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  readonly problemsOpen: boolean;
  readonly coverageOpen: boolean;
  /** Whether the title needs the room of what the row below can show. */
  readonly narrow: boolean;
  readonly actions: AppActions;
}

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
/** Characters; a longer title is set smaller, on up to three lines without the row growing. */
const LONG_TITLE = 40;
/** Characters; a longer title can make the row grow, and keeps away from its edges. */
const MAX_LONG_TITLE = 65;

/** The flow that is shown, what it follows, and its verdict. */
export class Heading extends PureComponent<HeadingProps> {
  override render({ result, timeline, problemsOpen, coverageOpen, narrow, actions }: HeadingProps): VNode {
    const title = timeline.title ?? timeline.flow;
    const several = result.flows.length > 1;
    return (
      <>
        <h1 class={several ? 'sr-only' : lengthClass(title)} title={title}>
          {breakableName(title)}
        </h1>
        {several && <FlowPicker result={result} timeline={timeline} actions={actions} />}
        <span class="follows">
          {timeline.models.length === 0 ? 'follows no model' : `follows ${timeline.models.join(', ')}`}
        </span>
        <Verdict
          summary={flowSummary(timeline, result.unreadable !== null)}
          count={timeline.findings.length}
          open={problemsOpen}
          actions={actions}
        />
        {result.rows !== null && !narrow && <RowsCovered rows={result.rows} open={coverageOpen} actions={actions} />}
      </>
    );
  }
}

function lengthClass({ length }: string): string | undefined {
  if (length <= LONG_TITLE) return undefined;
  return length > MAX_LONG_TITLE ? 'long longest' : 'long';
}

/** The shown flow's name, which wraps as a title does, and over it the invisible list of all flows, which cannot. */
function FlowPicker({ result, timeline, actions }: Pick<HeadingProps, 'result' | 'timeline' | 'actions'>): VNode {
  return (
    <label class="picker flow" title={timeline.title ?? timeline.flow}>
      <span class="sr-only">Flow</span>
      <span class={`flow-name ${lengthClass(timeline.title ?? timeline.flow) ?? ''}`} aria-hidden="true">
        {breakableName(timeline.title ?? timeline.flow)}
      </span>
      <Glyph name="chevron-down" />
      <select
        value={timeline.flow}
        onChange={(event) => actions.select({ flow: event.currentTarget.value, scenario: null, path: [], all: false })}
      >
        {result.flows.map((flow) => (
          <option key={flow.name} value={flow.name}>
            {flow.title === null ? flow.name : `${flow.name}: ${flow.title}`}
          </option>
        ))}
      </select>
    </label>
  );
}

interface VerdictProps {
  readonly summary: VerdictSummary;
  /** All findings, those that are no problems among them. */
  readonly count: number;
  readonly open: boolean;
  readonly actions: AppActions;
}

/** The flow's verdict; a button that lists the findings, if there are any. */
function Verdict({ summary, count, open, actions }: VerdictProps): VNode {
  const { verdict, errors, warnings, text } = summary;
  const classes = `flow-verdict verdict-${verdict}`;
  if (count === 0) {
    return (
      <span class={classes}>
        <VerdictSign verdict={verdict} />
        <span class="words">{capitalized(text)}</span>
      </span>
    );
  }
  const mixed = errors > 0 && warnings > 0;
  return (
    <button
      type="button"
      class={classes}
      aria-expanded={open}
      title="List problems"
      onClick={() => actions.dispatch({ type: 'toggle-problems' })}
    >
      {errors + warnings === 0 && (
        <>
          <VerdictSign verdict={verdict} />
          <span class="words">{capitalized(text)}</span>
        </>
      )}
      {errors > 0 && (
        <span class="count verdict-errors">
          <VerdictSign verdict="errors" />
          {errors}
          <span class={mixed ? 'sr-only' : 'words'}> {errors === 1 ? 'problem' : 'problems'}</span>
        </span>
      )}
      {warnings > 0 && (
        <span class="count verdict-warnings">
          <VerdictSign verdict="warnings" />
          {warnings}
          <span class={mixed ? 'sr-only' : 'words'}> {warnings === 1 ? 'warning' : 'warnings'}</span>
        </span>
      )}
      <Glyph name="chevron-down" />
    </button>
  );
}

function VerdictSign({ verdict }: { verdict: VerdictSummary['verdict'] }): VNode {
  return (
    <svg width={14} height={14} aria-hidden="true" class={`verdict-${verdict}`}>
      <g class="verdict">
        <Icon name={verdictIcon(verdict)} box={ICON_BOX} />
      </g>
    </svg>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
