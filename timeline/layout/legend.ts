import type { LifeSpans } from '../life-cycle/life-spans.js';
import type { Timeline } from '../types/timeline.js';
import type { LegendBox, LegendEntry, LegendSample } from './boxes.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Explains what the picture uses, and no more: protocols, states, missing and faulty messages. */
export function layOutLegend(timeline: Timeline, spans: LifeSpans, measure: TextMeasure, width: number): LegendBox {
  let x = m.PADDING;
  let y = 0;
  const entries = legendTexts(timeline, spans).map(([sample, wanted]): LegendEntry => {
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

function legendTexts(timeline: Timeline, spans: LifeSpans): [LegendSample, string][] {
  const used = new Set(timeline.events.map((event) => event.protocol));
  const protocols = timeline.protocols.flatMap((protocol, index): [LegendSample, string][] =>
    used.has(protocol.name) ? [[{ kind: 'protocol', protocol: index }, protocol.title ?? protocol.name]] : [],
  );
  const steady = spans.steadyStates.map((state, variant): [LegendSample, string] => [
    { kind: 'state', pending: false, variant },
    state,
  ]);
  const pending: [LegendSample, string][] =
    spans.pendingStates.length === 0
      ? []
      : [[{ kind: 'state', pending: true, variant: 0 }, `${spans.pendingStates.join(', ')} (pending)`]];
  const statuses = new Set(timeline.events.map((event) => event.status));
  const missing: [LegendSample, string][] =
    statuses.has('missing') || timeline.events.some((event) => event.missingReceivers.length > 0)
      ? [[{ kind: 'missing' }, 'required, not sent']]
      : [];
  const fine = new Set(['ok', 'missing', 'unjudged']);
  const faulty: [LegendSample, string][] = [...statuses].some((status) => !fine.has(status))
    ? [[{ kind: 'faulty', severity: 'error' }, 'not as the model asks']]
    : [];
  return [...protocols, ...steady, ...pending, ...missing, ...faulty];
}
