import { durationText } from '../text/duration.js';
import { stateName } from '../text/state-name.js';
import type { Timeline } from '../types/timeline.js';
import type { AxisStyle, BandBox, EventBox, LegendBox, LegendEntry, LegendSample } from './boxes.js';
import { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';
import type { TimeScale } from './time-scale.js';

/** A sample and what it stands for. */
export type LegendText = readonly [LegendSample, string];

/**
 * Explains what is drawn, and no more: protocols, states, missing and faulty messages.
 * @param more what else there is to explain
 */
export function layOutLegend(
  timeline: Timeline,
  bands: readonly BandBox[],
  more: readonly LegendText[],
  measure: TextMeasure,
  width: number,
): LegendBox {
  let x = m.PADDING;
  let y = 0;
  const entries = [...legendTexts(timeline, bands), ...more].map(([sample, wanted]): LegendEntry => {
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

function legendTexts(timeline: Timeline, bands: readonly BandBox[]): LegendText[] {
  const spans = LifeSpans.of(timeline);
  const events = bands.flatMap((band) => band.events);
  const used = new Set(events.map(({ protocol }) => protocol));
  const protocols = timeline.protocols.flatMap(({ name, title }, protocol): LegendText[] =>
    used.has(protocol) ? [[{ kind: 'protocol', protocol }, title ?? name]] : [],
  );
  const bars = new Set(bands.flatMap((band) => band.bars.map(({ pending, variant }) => `${pending} ${variant}`)));
  const states = [false, true].flatMap((pending) =>
    (pending ? spans.pendingStates : spans.steadyStates).flatMap((state, variant): LegendText[] =>
      bars.has(`${pending} ${variant}`) ? [[{ kind: 'state', pending, variant }, stateName({ state, pending })]] : [],
    ),
  );
  const missing: LegendText[] = events.some(
    ({ status, heads }) => status === 'missing' || heads.some(({ ghost }) => ghost),
  )
    ? [[{ kind: 'missing' }, 'required, not sent']]
    : [];
  return [...protocols, ...states, ...missing, ...faultTexts(events)];
}

/** The signs at messages: of those that are not as the model asks, and of those that are faulty by themselves. */
function faultTexts(events: readonly EventBox[]): LegendText[] {
  const texts = new Map<string, LegendText>();
  for (const { status, severity } of events) {
    if (status === 'missing' || (severity !== 'error' && severity !== 'warning')) continue;
    const compared = status !== 'ok' && status !== 'unjudged';
    const text = compared ? 'not as the model asks' : severity === 'error' ? 'faulty' : 'doubtful';
    if (severity === 'error' || !texts.has(text)) texts.set(text, [{ kind: 'faulty', severity }, text]);
  }
  return [...texts.values()];
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
