import type { VNode } from 'preact';
import { PADDING, SMALL_TEXT } from '../layout/measures.js';
import { TextMeasure, type TextStyle } from '../layout/text-metrics.js';
import { Icon, verdictIcon } from '../render/icon.js';
import { flowSummary, type VerdictSummary } from '../text/counts.js';
import { flowTitle } from '../text/flow-facts.js';
import { pathText } from '../text/path-text.js';
import type { Timeline } from '../types/timeline.js';

const FLOW_TEXT: TextStyle = { size: 15, bold: true };
const VERDICT_TEXT: TextStyle = { ...SMALL_TEXT, bold: true };
const FIRST_LINE = 18;
const TITLE_LINE = 20;
const LINE = 18;
/** From the last line to the names of the lanes. */
const BELOW = 6;
const ICON_ROOM = 20;
/** Between the title and the verdict. */
const GAP = 16;
/** If the verdict leaves less than this share of the width to the title, it has lines of its own. */
const TITLE_SHARE = 0.5;
/** Nothing is cut: only a name without end has more lines. */
const MAX_LINES = 12;

interface Line {
  readonly y: number;
  readonly text: string;
}

/** The heading of a still picture: lines with the positions of their baselines. */
export interface PictureHeadingBox {
  readonly width: number;
  readonly height: number;
  readonly titles: readonly Line[];
  /** The models and the path, and what the reader has to know first. */
  readonly subtitles: readonly Line[];
  readonly verdict: VerdictSummary['verdict'];
  /** One line to the right of the title, or lines of its own below it. */
  readonly verdictLines: readonly Line[];
  readonly verdictBelow: boolean;
}

/** Lays out the flow's name, path and verdict, wrapped to the width of the picture. */
export function layOutPictureHeading(timeline: Timeline, width: number, notes: readonly string[]): PictureHeadingBox {
  const measure = new TextMeasure(1);
  const summary = flowSummary(timeline);
  const room = width - 2 * PADDING;
  const besideVerdict = room - measure.width(summary.text, VERDICT_TEXT) - ICON_ROOM - GAP;
  const verdictBelow = besideVerdict < room * TITLE_SHARE;
  let y = FIRST_LINE - TITLE_LINE;
  const below = (step: number, texts: readonly string[]): Line[] =>
    texts.map((text) => {
      y += step;
      return { y, text };
    });
  const titles = below(
    TITLE_LINE,
    measure.wrap(flowTitle(timeline), FLOW_TEXT, verdictBelow ? room : besideVerdict, MAX_LINES),
  );
  y += TITLE_LINE - LINE;
  const subtitles = below(
    LINE,
    [subtitle(timeline), ...notes].flatMap((text) => measure.wrap(text, SMALL_TEXT, room, MAX_LINES)),
  );
  const verdictLines = verdictBelow
    ? below(LINE, measure.wrap(summary.text, VERDICT_TEXT, room - ICON_ROOM, MAX_LINES))
    : [{ y: FIRST_LINE - 1, text: summary.text }];
  return { width, height: y + BELOW, titles, subtitles, verdict: summary.verdict, verdictLines, verdictBelow };
}

/** The flow's name, path and verdict above the picture. */
export function PictureHeading({ heading }: { heading: PictureHeadingBox }): VNode {
  const { width, titles, subtitles, verdict, verdictLines, verdictBelow } = heading;
  const right = width - PADDING;
  const iconX = verdictBelow ? PADDING : right - 14;
  const iconY = (verdictLines[0]?.y ?? 0) - 11;
  return (
    <>
      {titles.map(({ y, text }) => (
        <text key={y} class="flow" x={PADDING} y={y}>
          {text}
        </text>
      ))}
      {subtitles.map(({ y, text }) => (
        <text key={y} class="subtitle" x={PADDING} y={y}>
          {text}
        </text>
      ))}
      <g class={`verdict-${verdict}`}>
        <g class="verdict">
          <Icon name={verdictIcon(verdict)} box={{ x: iconX, y: iconY, width: 14, height: 14 }} />
          {verdictLines.map(({ y, text }) => (
            <text
              key={y}
              class={verdictBelow ? 'verdict-text' : 'verdict-text end'}
              x={verdictBelow ? PADDING + ICON_ROOM : right - ICON_ROOM}
              y={y}
            >
              {text}
            </text>
          ))}
        </g>
      </g>
    </>
  );
}

function subtitle(timeline: Timeline): string {
  const follows = timeline.models.length === 0 ? 'follows no model' : `follows ${timeline.models.join(', ')}`;
  return `${follows} · ${pathText(timeline)}`;
}
