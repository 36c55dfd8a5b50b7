import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Layout } from '../layout/boxes.js';
import { NO_FILTER } from '../layout/event-filter.js';
import { type LayoutOptions, layout } from '../layout/layout.js';
import { Preamble } from '../render/alternatives.js';
import { Band } from '../render/band.js';
import { drawingStyle } from '../render/drawing-style.js';
import { LaneHeaders } from '../render/lane-headers.js';
import { Legend } from '../render/legend.js';
import { palettes, type Theme } from '../render/palette.js';
import { Remarks } from '../render/remarks.js';
import { Patterns } from '../render/state-bar.js';
import { flowSummary } from '../text/counts.js';
import { flowTitle } from '../text/flow-facts.js';
import { hiddenText } from '../text/hidden-text.js';
import { counted } from '../types/counted.js';
import { plainFindingText } from '../types/finding-spans.js';
import type { Timeline } from '../types/timeline.js';
import { visibleText } from '../types/visible-text.js';
import { exportNotes } from './export-notes.js';
import { layOutPictureHeading, PictureHeading } from './picture-heading.js';
import { refuseHugePicture } from './picture-limit.js';

export interface SvgOptions extends Omit<LayoutOptions, 'width' | 'metrics'> {
  readonly theme: Theme;
  /** The one font to use; left out: the fonts of the viewer. */
  readonly font?: string;
  /** Pixels; a picture that needs more takes more. Left out: 1000. */
  readonly width?: number;
}

/** A picture may be as wide as this if its names and labels need it. */
const STILL_MOST = 2400;
const MARGIN = 8;
const SYSTEM_FONTS = "system-ui, 'Segoe UI', Ubuntu, 'DejaVu Sans', sans-serif";

/**
 * The timeline as a stand-alone SVG document, with its style and with a text for screen readers.
 * @throws PictureTooLarge
 */
export function renderSvg(timeline: Timeline, options: SvgOptions): string {
  refuseHugePicture(timeline, options);
  const boxes = layout(timeline, { still: STILL_MOST, ...options, width: options.width ?? 1000 });
  const style = standAlone(options.theme, options.font ?? SYSTEM_FONTS);
  const notes = exportNotes(timeline, hiddenText(timeline, options.filter ?? NO_FILTER, options.dim === true));
  const svg = renderToString(<Picture {...{ timeline, boxes, style, notes }} />);
  // A line for each group: a change of the flow is then a small change of the file.
  // Characters that XML does not allow are made visible, and text must not contain the end of a section.
  const text = visibleText(svg).replaceAll(']]>', ']]&gt;');
  return `${text.replaceAll('><g', '>\n<g')}\n`;
}

export interface PictureProps {
  readonly timeline: Timeline;
  readonly boxes: Layout;
  /** A style sheet that the picture carries with it; null if its page has one. */
  readonly style: string | null;
  /** What its reader has to know first, a line each; left out: nothing. */
  readonly notes?: readonly string[];
}

/** The whole timeline as one still picture: its name and verdict, lanes, phases, legend. */
export function Picture({ timeline, boxes, style, notes = [] }: PictureProps): VNode {
  const heading = layOutPictureHeading(timeline, boxes.width, notes);
  const top = MARGIN + heading.height;
  const width = boxes.width + 2 * MARGIN;
  const elsewhereY = top + boxes.headerHeight + boxes.height;
  const legendY = elsewhereY + (boxes.elsewhere === null ? 0 : boxes.elsewhere.bottom) + 12;
  const height = legendY + boxes.legend.height + MARGIN;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      class="confer"
      // Not every SVG viewer supports `white-space` in a style.
      xml:space="preserve"
      aria-labelledby="confer-title confer-desc"
    >
      <title id="confer-title">{`Timeline of ${flowTitle(timeline)}`}</title>
      <desc id="confer-desc">{description(timeline, flowSummary(timeline).text, notes)}</desc>
      {style !== null && <style>{style}</style>}
      <Patterns legend={boxes.legend} />
      <rect class="page" width={width} height={height} />
      <g transform={`translate(${MARGIN} ${MARGIN})`}>
        <PictureHeading heading={heading} />
      </g>
      <g transform={`translate(${MARGIN} ${top})`}>
        <LaneHeaders layout={boxes} />
      </g>
      {boxes.preamble !== null && (
        <g transform={`translate(${MARGIN} ${top + boxes.headerHeight})`}>
          <Preamble preamble={boxes.preamble} interactive={false} />
        </g>
      )}
      {boxes.bands.map((band) => (
        <g key={band.key} transform={`translate(${MARGIN} ${top + boxes.headerHeight + band.y})`}>
          <Band band={band} interactive={false} tabStop={null} marked={null} holdsMarked={false} />
        </g>
      ))}
      {boxes.elsewhere !== null && (
        <g transform={`translate(${MARGIN} ${elsewhereY})`}>
          <Remarks remarks={boxes.elsewhere} />
        </g>
      )}
      <g transform={`translate(${MARGIN} ${legendY})`}>
        <Legend legend={boxes.legend} />
      </g>
    </svg>
  );
}

function description(timeline: Timeline, verdict: string, notes: readonly string[]): string {
  const messages = timeline.events.filter((event) => event.status !== 'missing').length;
  return [
    `${counted(timeline.participants.length, 'participant')}, ${counted(timeline.phases.length, 'phase')},`,
    `${counted(messages, 'message')}: ${verdict}.`,
    ...notes,
    ...timeline.findings.map((finding) => `${finding.severity}: ${plainFindingText(finding.message)}`),
  ].join(' ');
}

/** How the parts of a still picture look, in the variables of the palette. */
export const pictureStyle = `
.flow { font-size: 15px; font-weight: bold; }
.end { text-anchor: end; }
${drawingStyle.trim()}
`;

/** The variables are put in as they are: not every program that shows SVG knows them. */
function standAlone(theme: Theme, font: string): string {
  const colors: Readonly<Record<string, string>> = { ...palettes[theme] };
  return `\n.confer { font-family: ${font}; }${pictureStyle}`.replace(
    /var\(--confer-([\w-]+)\)/g,
    (variable, name: string) => colors[name] ?? variable,
  );
}
