import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { BandBox, Layout } from '../layout/boxes.js';
import { NO_FILTER } from '../layout/event-filter.js';
import { type LayoutOptions, layout } from '../layout/layout.js';
import { Preamble } from '../render/alternatives.js';
import { Band } from '../render/band.js';
import { FindingText } from '../render/finding-text.js';
import { LaneHeaders } from '../render/lane-headers.js';
import { Legend } from '../render/legend.js';
import type { Theme } from '../render/palette.js';
import { Remarks } from '../render/remarks.js';
import { Patterns } from '../render/state-bar.js';
import { flowSummary } from '../text/counts.js';
import { findingPlace, flowFollows, flowPath, flowTitle } from '../text/flow-facts.js';
import { hiddenText } from '../text/hidden-text.js';
import type { Timeline } from '../types/timeline.js';
import { type EventFacts, eventFacts, messageColumns } from './event-facts.js';
import { exportNotes } from './export-notes.js';
import { htmlStyle } from './html-style.js';
import { type PhaseFacts, phaseColumns, phaseFacts, phaseTexts } from './phase-facts.js';
import { refuseHugePicture } from './picture-limit.js';
import { visibleTimeline } from './visible-timeline.js';

const PICTURE_WIDTH = 1000;
const PICTURE_MOST = 1500;
/** Nothing runs on the page and nothing is loaded into it; its own style sheet is all it has. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The parts of a timeline that a page shows, and their style. */
export interface HtmlOptions extends Omit<LayoutOptions, 'width' | 'still' | 'buttons' | 'metrics'> {
  /** Left out: light or dark as the reader has it. */
  readonly theme?: Theme;
}

/**
 * The timeline as a page that needs nothing else: the picture, its messages as a table, the findings. It prints on
 * white with the lanes' headers on every sheet, and holds no script.
 * @throws PictureTooLarge
 */
export function renderHtml(timeline: Timeline, options: HtmlOptions = {}): string {
  refuseHugePicture(timeline, options);
  const boxes = layout(timeline, { ...options, width: PICTURE_WIDTH, still: PICTURE_MOST });
  const shown = visibleTimeline(timeline, options);
  const hidden = hiddenText(timeline, options.filter ?? NO_FILTER, options.dim === true);
  const page = renderToString(<Page timeline={shown} boxes={boxes} theme={options.theme} hidden={hidden} />);
  // A line for each row and group: a change of the flow is then a small change of the file.
  return `<!DOCTYPE html>\n${page.replaceAll(/><(g|tr|li|table|h2|section|svg|body|meta|title|style)\b/g, '>\n<$1')}\n`;
}

function Page(props: { timeline: Timeline; boxes: Layout; theme: Theme | undefined; hidden: string | null }): VNode {
  const { timeline, boxes, theme, hidden } = props;
  const summary = flowSummary(timeline);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        <title>{`Timeline of ${flowTitle(timeline)}`}</title>
        <style>{htmlStyle(theme, boxes.width)}</style>
      </head>
      <body>
        <header>
          <h1>{flowTitle(timeline)}</h1>
          <p>
            {flowFollows(timeline)} {flowPath(timeline)}
          </p>
          {exportNotes(timeline, hidden).map((text) => (
            <p key={text}>{text}</p>
          ))}
          <p class={`sum sum-${summary.verdict}`}>Verdict: {summary.text}</p>
        </header>
        <main>
          <Section title="Timeline">
            <Picture boxes={boxes} />
          </Section>
          <Section title="Phases">
            <Table columns={phaseColumns} rows={phaseFacts(timeline).map(phaseCells)} />
          </Section>
          {timeline.events.length > 0 && (
            <Section title="Messages">
              <MessageTable timeline={timeline} />
            </Section>
          )}
          {timeline.findings.length > 0 && (
            <Section title="Problems">
              <Findings timeline={timeline} />
            </Section>
          )}
        </main>
      </body>
    </html>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/**
 * The headers are in a table's head, which browsers print on every sheet; no band is cut in two if it fits one.
 */
function Picture({ boxes }: { boxes: Layout }): VNode {
  return (
    <section class="picture" tabindex={0} aria-label="Timeline, scrollable">
      <svg class="patterns" width={0} height={0} aria-hidden="true">
        <Patterns legend={boxes.legend} />
      </svg>
      <table class="sheets" role="presentation">
        <thead>
          <tr>
            <td>
              <svg {...viewBox(boxes.width, boxes.headerHeight)} role="presentation">
                <LaneHeaders layout={boxes} />
              </svg>
            </td>
          </tr>
        </thead>
        <tbody>
          {boxes.preamble !== null && (
            <tr>
              <td>
                <svg {...viewBox(boxes.preamble.width, boxes.preamble.height)} role="presentation">
                  <Preamble preamble={boxes.preamble} interactive={false} />
                </svg>
              </td>
            </tr>
          )}
          {boxes.bands.map((band) => (
            <BandRow key={band.key} band={band} />
          ))}
        </tbody>
      </table>
      {boxes.elsewhere !== null && (
        <svg {...viewBox(boxes.width, boxes.elsewhere.bottom)} role="presentation">
          <Remarks remarks={boxes.elsewhere} />
        </svg>
      )}
      <svg {...viewBox(Math.max(boxes.width, boxes.legend.width), boxes.legend.height)} role="presentation">
        <Legend legend={boxes.legend} />
      </svg>
    </section>
  );
}

function BandRow({ band }: { band: BandBox }): VNode {
  return (
    <tr>
      <td>
        <svg {...viewBox(band.width, band.slotHeight)} role="presentation">
          <Band band={band} interactive={false} tabStop={null} marked={null} holdsMarked={false} />
        </svg>
      </td>
    </tr>
  );
}

function viewBox(width: number, height: number): { width: number; height: number; viewBox: string } {
  return { width, height, viewBox: `0 0 ${width} ${height}` };
}

/** A table whose first column names its rows. */
function Table({
  columns,
  rows,
}: {
  columns: readonly string[];
  rows: readonly (readonly ComponentChildren[])[];
}): VNode {
  return (
    <div class="facts">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={`row ${row + 1}`}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={columns[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function phaseCells(facts: PhaseFacts): ComponentChildren[] {
  const { model, next } = phaseTexts(facts);
  return [facts.name, model, withLinks(facts.verdict, facts.ownFindings), next];
}

/** The timeline's messages, one row each, with links from a verdict to its findings (`#finding-1`). */
export function MessageTable({ timeline }: { timeline: Timeline }): VNode {
  return <Table columns={messageColumns(timeline)} rows={eventFacts(timeline).map(eventCells)} />;
}

function eventCells(facts: EventFacts, index: number): ComponentChildren[] {
  const { event, phase, at, after, recorded, from, to, message, protocol, verdict } = facts;
  const says = withLinks(verdict.text, event.findings);
  const times = [at, after, ...(recorded === null ? [] : [recorded])].map((text, place) => (
    <Time key={place} text={text} />
  ));
  return [index + 1, phase?.name ?? '', ...times, from, to, message, protocol, says];
}

function Time({ text }: { text: string }): VNode {
  return <span class="clock">{text}</span>;
}

/** A verdict, and links to its findings. */
function withLinks(text: string, findings: readonly number[]): ComponentChildren {
  return [text, ...findings.flatMap((index) => [' ', <a href={`#finding-${index + 1}`}>finding {index + 1}</a>])];
}

function Findings({ timeline }: { timeline: Timeline }): VNode {
  return (
    <ol class="findings">
      {timeline.findings.map((finding, index) => (
        <li key={`${index} ${finding.code}`} id={`finding-${index + 1}`}>
          <strong>{finding.severity}</strong> <FindingText text={finding.message} />{' '}
          <small>
            {finding.code}, {findingPlace(finding)}
          </small>
        </li>
      ))}
    </ol>
  );
}
