import type { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline } from '../types/timeline.js';
import { durationText } from '../wording/duration.js';
import { eventVerdict } from '../wording/event-verdict.js';
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
  const pending = spans.pendingStates.map(
    (state, variant): LegendText => [{ kind: 'state', pending: true, variant }, `${state} (pending)`],
  );
  const statuses = new Set(timeline.events.map((event) => event.status));
  const missing: LegendText[] =
    statuses.has('missing') || timeline.events.some((event) => event.missingReceivers.length > 0)
      ? [[{ kind: 'missing' }, 'required, not sent']]
      : [];
  const faulty: LegendText[] = timeline.events.some((e) => e.status !== 'missing' && eventVerdict(timeline, e).faulty)
    ? [[{ kind: 'faulty', severity: 'error' }, 'not as the model asks']]
    : [];
  return [...protocols, ...steady, ...pending, ...missing, ...faulty];
}

/** What times need to be explained: timeouts, and how the axis tells what it cannot draw. */
export function timeLegend(scale: TimeScale | null, bands: readonly BandBox[]): LegendText[] {
  const timeouts = bands.some((band) => band.brackets.length > 0);
  const used = new Set(bands.flatMap((band) => band.axis?.parts.map((part) => part.style) ?? []));
  const marks = scale?.markMs == null ? '' : `, a mark every ${durationText(scale.markMs)}`;
  const texts: Record<Exclude<AxisStyle, 'row'>, string> = {
    scaled: `time to scale${marks}`,
    cut: 'longer, compressed: its length stands beside it',
    unstated: 'time not stated',
  };
  const styles = ['scaled', 'cut', 'unstated'] as const;
  return [
    ...(timeouts ? [[{ kind: 'timeout' }, 'timeout'] as LegendText] : []),
    ...styles.filter((style) => used.has(style)).map((style): LegendText => [{ kind: 'axis', style }, texts[style]]),
  ];
}
