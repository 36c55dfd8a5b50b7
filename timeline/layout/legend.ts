import type { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline } from '../types/timeline.js';
import { durationText } from '../wording/duration.js';
import type { AxisStyle, BandBox, LegendBox, LegendEntry, LegendSample } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';
import type { TimeScale } from './time-scale.js';

/** A sample and what it stands for. */
export type LegendText = readonly [LegendSample, string];

/**
 * Explains what the picture uses, and no more: protocols, states, missing and faulty messages.
 * @param more what else there is to explain
 */
export function layOutLegend(
  timeline: Timeline,
  spans: LifeSpans,
  more: readonly LegendText[],
  measure: TextMeasure,
  width: number,
): LegendBox {
  let x = m.PADDING;
  let y = 0;
  const entries = [...legendTexts(timeline, spans), ...more].map(([sample, wanted]): LegendEntry => {
    const isArrow = sample.kind === 'protocol' || sample.kind === 'missing';
    const room = isArrow ? m.LEGEND_SAMPLE : m.LEGEND_SMALL_SAMPLE;
    const text = measure.shorten(wanted, m.SMALL_TEXT, width - room - 3 * m.PADDING);
    const entryWidth = room + 6 + Math.ceil(measure.width(text, m.SMALL_TEXT));
    if (x > m.PADDING && x + entryWidth > width - m.PADDING) {
      x = m.PADDING;
      y += m.LEGEND_LINE;
    }
    const box = { x, y, width: entryWidth, height: m.LEGEND_LINE };
    x += entryWidth + 16;
    return { sample, box, text: { x: box.x + room + 6, y: y + 15, text } };
  });
  return { width, height: entries.length === 0 ? 0 : y + m.LEGEND_LINE, entries };
}

function legendTexts(timeline: Timeline, spans: LifeSpans): LegendText[] {
  const used = new Set(timeline.events.map((event) => event.protocol));
  const protocols = timeline.protocols.flatMap((protocol, index): LegendText[] =>
    used.has(protocol.name) ? [[{ kind: 'protocol', protocol: index }, protocol.title ?? protocol.name]] : [],
  );
  const steady = spans.steadyStates.map(
    (state, variant): LegendText => [{ kind: 'state', pending: false, variant }, state],
  );
  const pending: LegendText[] =
    spans.pendingStates.length === 0
      ? []
      : [[{ kind: 'state', pending: true, variant: 0 }, `${spans.pendingStates.join(', ')} (pending)`]];
  const statuses = new Set(timeline.events.map((event) => event.status));
  const missing: LegendText[] =
    statuses.has('missing') || timeline.events.some((event) => event.missingReceivers.length > 0)
      ? [[{ kind: 'missing' }, 'required, not sent']]
      : [];
  const fine = new Set(['ok', 'missing', 'unjudged']);
  const faulty: LegendText[] = [...statuses].some((status) => !fine.has(status))
    ? [[{ kind: 'faulty', severity: 'error' }, 'not as the model asks']]
    : [];
  return [...protocols, ...steady, ...pending, ...missing, ...faulty];
}

/** What times need to be explained: timeouts, and how the axis tells what it cannot draw. */
export function timeLegend(scale: TimeScale | null, bands: readonly BandBox[]): LegendText[] {
  const timeouts = bands.some((band) => band.brackets.length > 0);
  const used = new Set(bands.flatMap((band) => band.axis?.parts.map((part) => part.style) ?? []));
  const row = scale?.rowMs == null ? '' : `, a row is ${durationText(scale.rowMs)}`;
  const texts: Record<AxisStyle, string> = {
    scaled: `to scale${row}`,
    stretched: 'takes less time than drawn',
    cut: 'takes more time than drawn',
    unstated: 'time not stated',
  };
  const styles: readonly AxisStyle[] = ['scaled', 'stretched', 'cut', 'unstated'];
  return [
    ...(timeouts ? [[{ kind: 'timeout' }, 'timeout'] as LegendText] : []),
    ...styles.filter((style) => used.has(style)).map((style): LegendText => [{ kind: 'axis', style }, texts[style]]),
  ];
}
