import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/messages.js';
import { type FlowSummary, flowSummary, Icon, PureComponent, verdictIcon } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from './app.js';
import { ExportMenu } from './export-menu.js';
import { LoopFields } from './loop-fields.js';
import { PathPicker } from './path-picker.js';
import { SaveScenario } from './save-scenario.js';

export interface HeadingProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  readonly problemsOpen: boolean;
  /** Whether the timeline is shown otherwise than it is by itself. */
  readonly differs: boolean;
  readonly actions: AppActions;
}

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/** What is shown and how it stands: the flow, what it follows, its verdict, and the pickers. */
export class Heading extends PureComponent<HeadingProps> {
  override render({ result, timeline, problemsOpen, differs, actions }: HeadingProps): VNode {
    return (
      <>
        <div class="heading">
          <h1 title={timeline.title ?? timeline.flow}>{timeline.title ?? timeline.flow}</h1>
          <span class="follows">
            {timeline.title === null ? '' : `${timeline.flow} `}
            {timeline.models.length === 0 ? 'follows no model' : `follows ${timeline.models.join(', ')}`}
          </span>
          <Verdict
            summary={flowSummary(timeline)}
            count={timeline.findings.length}
            open={problemsOpen}
            actions={actions}
          />
          <ExportMenu differs={differs} take={actions.takeAlong} />
        </div>
        <div class="pickers">
          {result.flows.length > 1 && <FlowPicker result={result} timeline={timeline} actions={actions} />}
          {timeline.phases.length > 0 && <PathPicker result={result} timeline={timeline} actions={actions} />}
          <LoopFields timeline={timeline} actions={actions} />
          <SaveScenario result={result} timeline={timeline} actions={actions} />
        </div>
      </>
    );
  }
}

function FlowPicker({ result, timeline, actions }: Pick<HeadingProps, 'result' | 'timeline' | 'actions'>): VNode {
  return (
    <label class="picker">
      <span>Flow</span>
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
  readonly summary: FlowSummary;
  /** All findings, those that are no problems among them. */
  readonly count: number;
  readonly open: boolean;
  readonly actions: AppActions;
}

/** The flow's verdict; a button that lists the findings, where there are any. */
function Verdict({ summary, count, open, actions }: VerdictProps): VNode {
  const content = (
    <>
      <svg width={14} height={14} aria-hidden="true">
        <g class="verdict">
          <Icon name={verdictIcon(summary.verdict)} box={ICON_BOX} />
        </g>
      </svg>
      {summary.text}
    </>
  );
  const classes = `flow-verdict verdict-${summary.verdict}`;
  if (count === 0) return <span class={classes}>{content}</span>;
  return (
    <button
      type="button"
      class={classes}
      aria-expanded={open}
      title="List what the check found"
      onClick={() => actions.dispatch({ type: 'toggle-problems' })}
    >
      {content}
    </button>
  );
}
