import type { VNode } from 'preact';
import type { Finding } from '../../check/index.js';
import {
  FindingText,
  Icon,
  layout,
  MessageTable,
  Picture,
  pictureRefusal,
  severityIcon,
} from '../../timeline/index.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { TextPart } from './text-parts.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
/** Below this width, pictures are drawn smaller. */
const MIN_WIDTH = 320;
const MAX_WIDTH = 1000;
/** The picture's margins and border. */
const FRAME = 18;

export interface FenceFigureProps {
  readonly timelines: readonly Timeline[];
  readonly findings: readonly Finding[];
  /** Whether these are the timelines of an earlier text, because the present one cannot be read. */
  readonly stale: boolean;
  readonly text: readonly TextPart[];
  /** Whether the text is shown from the beginning. */
  readonly textOpen: boolean;
  /** Pixels that the page has for it. */
  readonly room: number;
  /** The line of the page's source that the text's first line is, from 1; null if its reader does not see the source. */
  readonly firstLine: number | null;
}

/** The timelines of a fence as a figure: pictures, what the check finds, and its text, folded away. */
export function FenceFigure(props: FenceFigureProps): VNode {
  const { timelines, findings, stale, text, textOpen, room, firstLine } = props;
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, room - FRAME));
  return (
    <figure>
      {stale && <p class="stale">The flow has a syntax error. Showing the last valid timeline.</p>}
      {timelines.map((timeline, index) => (
        // Flows may share a name, which is a finding of its own.
        <section
          key={`${index} ${timeline.flow}`}
          class="picture"
          tabindex={0}
          aria-label={`Timeline of ${timeline.flow}`}
        >
          {pictureRefusal(timeline) ?? (
            <Picture timeline={timeline} boxes={layout(timeline, { width, wholeLegend: true })} style={null} />
          )}
        </section>
      ))}
      {findings.length > 0 && (
        <ul aria-label="Problems">
          {findings.map((finding, index) => (
            <FindingItem key={`${index} ${finding.code}`} {...{ finding, firstLine }} />
          ))}
        </ul>
      )}
      {timelines.map((timeline, index) => (
        <details key={`${index} ${timeline.flow}`}>
          <summary>{timeline.flow} as a table</summary>
          <MessageTable timeline={timeline} />
        </details>
      ))}
      <details open={textOpen}>
        <summary>Text</summary>
        <pre>
          <ColoredText parts={text} />
        </pre>
      </details>
    </figure>
  );
}

/** A text in its colors, which its page's style sheet has. */
function ColoredText({ parts }: { parts: readonly TextPart[] }): VNode {
  return (
    <>
      {parts.map(({ text, kind }, index) =>
        kind === null ? (
          text
        ) : (
          <span key={`${index}`} class={`confer-${kind}`}>
            {text}
          </span>
        ),
      )}
    </>
  );
}

function FindingItem({ finding, firstLine }: { finding: Finding; firstLine: number | null }): VNode {
  return (
    <li>
      <svg width={14} height={14} role="img" aria-label={finding.severity}>
        <g class={`severity-${finding.severity}`}>
          <Icon name={severityIcon(finding.severity)} box={ICON_BOX} />
        </g>
      </svg>
      <span>
        {firstLine === null ? '' : `Line ${firstLine + finding.range.start.line}: `}
        <FindingText text={finding.message} /> <code class="rule">{finding.code}</code>
      </span>
    </li>
  );
}
