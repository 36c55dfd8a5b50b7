import type { VNode } from 'preact';
import {
  FindingText,
  Icon,
  plainFindingText,
  problemsElsewhere,
  remarksOfFlow,
  severityIcon,
} from '../../../timeline/index.js';
import { counted } from '../../../timeline/types/counted.js';
import { isProblem } from '../../../timeline/types/problems.js';
import type { Timeline, TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { FixButton } from '../components/fix-button.js';

export interface NoticeBarProps {
  readonly timeline: Timeline;
  readonly actions: AppActions;
}

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
const MAX_LINKS = 3;

/** One row for findings of the flow as a whole and for problems on other paths; its links go there. */
export function NoticeBar({ timeline, actions }: NoticeBarProps): VNode | null {
  const find = (indices: readonly number[]): TimelineFinding[] =>
    indices.flatMap((index) => timeline.findings[index] ?? []).filter(isProblem);
  const ofLanes = new Set(timeline.participants.flatMap(({ findings }) => findings));
  const ofFlow = find(remarksOfFlow(timeline).filter((index) => !ofLanes.has(index)));
  const elsewhere = find(problemsElsewhere(timeline));
  const all = [...ofFlow, ...elsewhere];
  const [first] = all;
  if (first === undefined) return null;
  const worst = all.find(({ severity }) => severity === 'error') ?? first;
  const [own] = ofFlow;
  const links = linksTo(elsewhere);
  return (
    <div class={`notice severity-${worst.severity}`}>
      <svg width={14} height={14} role="img" aria-label={worst.severity}>
        <Icon name={severityIcon(worst.severity)} box={ICON_BOX} />
      </svg>
      {own !== undefined && <FlowFinding finding={own} more={ofFlow.length - 1} actions={actions} />}
      {elsewhere.length > 0 && (
        <span class="elsewhere">
          {`${counted(elsewhere.length, 'more problem')} on other paths: `}
          {links.slice(0, MAX_LINKS).map(({ finding, text }, index) => (
            <span key={finding.id}>
              {index > 0 && ' · '}
              <button
                type="button"
                class="plain"
                title={plainFindingText(finding.message)}
                onClick={() => actions.showFinding(finding)}
              >
                {text}
              </button>
            </span>
          ))}
          {links.length > MAX_LINKS && (
            <button type="button" class="plain" onClick={() => actions.dispatch({ type: 'toggle-problems' })}>
              {` · ${links.length - MAX_LINKS} more`}
            </button>
          )}
        </span>
      )}
    </div>
  );
}

/** One link for each phase with findings, to its first finding; a finding outside of phases has its own link. */
function linksTo(findings: readonly TimelineFinding[]): { readonly finding: TimelineFinding; readonly text: string }[] {
  const links = new Map<string, TimelineFinding>();
  for (const finding of findings) {
    const text = finding.phase ?? plainFindingText(finding.brief);
    if (!links.has(text)) links.set(text, finding);
  }
  return [...links].map(([text, finding]) => ({ finding, text }));
}

function FlowFinding(props: { finding: TimelineFinding; more: number; actions: AppActions }): VNode {
  const { finding, more, actions } = props;
  return (
    <>
      <button
        type="button"
        class="plain"
        data-remark={finding.id}
        title={plainFindingText(finding.message)}
        onClick={() => actions.showFinding(finding)}
      >
        <FindingText text={finding.brief} />
      </button>
      <FixButton finding={finding} actions={actions} />
      {more > 0 && (
        <button type="button" class="plain" onClick={() => actions.dispatch({ type: 'toggle-problems' })}>
          {`${more} more`}
        </button>
      )}
    </>
  );
}
