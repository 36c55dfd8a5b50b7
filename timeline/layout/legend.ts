import { stateName } from '../text/state-name.js';
import { durationText } from '../types/duration.js';
import type { Timeline } from '../types/timeline.js';
import type { BandBox } from './boxes.js';
import type { EventBox } from './event-boxes.js';
import type { LegendBox, LegendEntry, LegendText } from './legend-boxes.js';
import { LifeSpans } from './life-spans.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';
import type { AxisStyle } from './time-boxes.js';
import type { TimeScale } from './time-scale.js';

/** The inputs of a legend. */
export interface LegendFacts {
  readonly timeline: Timeline;
  readonly bands: readonly BandBox[];
  readonly scale: TimeScale | null;
}

/**
 * Samples in a row: the protocols, a pending state, a missing message and an inferred one. What the picture names next to
 * its bars and arrows is not repeated. A panel folds what does not fit in its one row; a still picture takes more rows.
 */
export function layOutLegend(facts: LegendFacts, measure: TextMeasure, width: number, whole: boolean): LegendBox {
  const signs = [
    ...protocolTexts(facts),
    ...stateTexts(facts),
    ...missingTexts(facts),
    ...inferredTexts(facts),
    ...faultTexts(facts),
    ...timeTexts(facts),
  ];
  const pending = signs.find(([{ kind, ...sample }]) => kind === 'state' && 'pending' in sample && sample.pending);
  const row: LegendText[] = [
    ...protocolTexts(facts),
    ...(pending === undefined ? [] : [[pending[0], 'pending'] as LegendText]),
    ...missingTexts(facts),
    ...inferredTexts(facts),
  ];
  let x = m.PADDING;
  let y = 0;
  const entries: LegendEntry[] = [];
  for (const [sample, text] of row) {
    const isArrow = sample.kind === 'protocol' || sample.kind === 'missing' || sample.kind === 'inferred';
    const room = isArrow ? m.LEGEND_SAMPLE : m.LEGEND_SMALL_SAMPLE;
    const textWidth = Math.ceil(measure.width(text, m.SMALL_TEXT));
    const entryWidth = room + 6 + textWidth;
    if (whole && x > m.PADDING && x + entryWidth > width - m.PADDING) {
      x = m.PADDING;
      y += m.LEGEND_HEIGHT;
    }
    const box = { x, y, width: entryWidth, height: m.LEGEND_HEIGHT };
    entries.push({ sample, box, text: { x: x + room + 6, y: y + 18, text, width: textWidth } });
    x += entryWidth + m.LEGEND_GAP;
  }
  return { width, height: y + m.LEGEND_HEIGHT, entries, signs };
}

function eventsOf({ bands }: LegendFacts): EventBox[] {
  return bands.flatMap((band) => band.events);
}

function protocolTexts(facts: LegendFacts): LegendText[] {
  const used = new Set(eventsOf(facts).map(({ protocol }) => protocol));
  return facts.timeline.protocols.flatMap(({ name, title }, protocol): LegendText[] =>
    used.has(protocol) ? [[{ kind: 'protocol', protocol }, title ?? name]] : [],
  );
}

function stateTexts({ timeline, bands }: LegendFacts): LegendText[] {
  const spans = LifeSpans.of(timeline);
  const bars = new Set(bands.flatMap((band) => band.bars.map(({ pending, variant }) => `${pending} ${variant}`)));
  return [false, true].flatMap((pending) =>
    (pending ? spans.pendingStates : spans.steadyStates).flatMap((state, variant): LegendText[] =>
      bars.has(`${pending} ${variant}`) ? [[{ kind: 'state', pending, variant }, stateName({ state, pending })]] : [],
    ),
  );
}

function missingTexts(facts: LegendFacts): LegendText[] {
  const isMissing = ({ status, heads }: EventBox): boolean => status === 'missing' || heads.some(({ ghost }) => ghost);
  return eventsOf(facts).some(isMissing) ? [[{ kind: 'missing' }, 'missing']] : [];
}

/** The tip of messages that the model has by inference, not from its source. */
function inferredTexts(facts: LegendFacts): LegendText[] {
  const event = eventsOf(facts).find(
    ({ inferred, status, protocol }) => inferred && status !== 'missing' && protocol >= 0,
  );
  return event === undefined ? [] : [[{ kind: 'inferred', protocol: event.protocol }, 'inferred by the model']];
}

/** The signs at messages with a problem: one for errors, one for warnings, and one for times. */
function faultTexts(facts: LegendFacts): LegendText[] {
  const texts = new Map<string, LegendText>();
  for (const { status, severity, timeMark } of eventsOf(facts)) {
    const ofTime = 'not on time';
    if (timeMark !== null && (timeMark.severity === 'error' || !texts.has(ofTime))) {
      texts.set(ofTime, [{ kind: 'faulty', severity: timeMark.severity }, ofTime]);
    }
    if (status === 'missing' || (severity !== 'error' && severity !== 'warning')) continue;
    texts.set(severity, [{ kind: 'faulty', severity }, severity]);
  }
  return [...texts.values()];
}

/** Timeouts, and how the axis marks what it cannot draw. */
function timeTexts({ bands, scale }: LegendFacts): LegendText[] {
  const timeouts = bands.some((band) => band.brackets.length > 0);
  const used = new Set(bands.flatMap((band) => band.axis?.parts.map((part) => part.style) ?? []));
  const marks = scale?.markMs == null ? '' : `, a mark every ${durationText(scale.markMs)}`;
  const texts: Record<Exclude<AxisStyle, 'row'>, string> = {
    scaled: `time to scale${marks}`,
    cut: 'longer than drawn',
    unstated: 'time not stated',
  };
  const styles = ['scaled', 'cut', 'unstated'] as const;
  return [
    ...(timeouts ? [[{ kind: 'timeout' }, 'timeout'] as LegendText] : []),
    ...styles.filter((style) => used.has(style)).map((style): LegendText => [{ kind: 'axis', style }, texts[style]]),
  ];
}
