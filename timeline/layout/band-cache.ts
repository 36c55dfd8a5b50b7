import type { EventTime } from '../text/event-times.js';
import type { Timeline, TimelineEvent, TimelineFinding, TimelinePhase } from '../types/timeline.js';
import { type BandPlace, bandKey, layOutBand } from './band.js';
import type { BandBox } from './boxes.js';
import type { BracketPart } from './brackets.js';
import type { EventScene } from './event.js';
import type { LifeSpan } from './life-spans.js';
import { same } from './same.js';
import type { TimeGap } from './time-scale.js';

/** A finding, and which of the band's it is: one that several events have is explained once. */
type Told = readonly [ordinal: number, finding: TimelineFinding | undefined];

/** What one band alone depends on; the rest of a scene, all bands depend on. */
interface BandInputs {
  readonly phase: TimelinePhase;
  readonly events: readonly TimelineEvent[];
  readonly delays: readonly (number | null)[];
  /** Of the phase, then of each event. */
  readonly findings: readonly (readonly Told[])[];
  readonly spans: readonly LifeSpan[];
  readonly brackets: readonly BracketPart[];
  /** Null where distances tell the order alone. */
  readonly gaps: readonly TimeGap[] | null;
  readonly place: Omit<BandPlace, 'phase' | 'first' | 'end' | 'y'>;
}

interface Known {
  readonly inputs: BandInputs;
  readonly times: readonly EventTime[];
  readonly band: BandBox;
}

/** What of a timeline is compared band by band. */
type SlicedTimeline = 'events' | 'phases' | 'findings' | 'states' | 'path';

/** Where something is written changes with every edit above it, and is not drawn. */
const places: ReadonlySet<string> = new Set(['range', 'nameRange']);
/**
 * Indices of findings change with every new one; the findings themselves are compared. A delay changes all later times,
 * and they only stand in the gutter: a band takes them over as they are.
 */
const taken: ReadonlySet<string> = new Set([...places, 'findings', 'timeMs', 'timeIsLeast']);

/**
 * Remembers the bands of the last layout. An edit leaves most of them as they were: those it gives back as the values
 * they were, instead of laying them out again. It compares everything that a band is made from, so that it never gives
 * another band than `layOutBand` does.
 */
export class BandCache {
  #scene: EventScene | null = null;
  #known: ReadonlyMap<string, Known> = new Map();
  #ordered: BandCache | null = null;

  /** Of the same picture where distances tell the order alone. */
  get unscaled(): BandCache {
    this.#ordered ??= new BandCache();
    return this.#ordered;
  }

  /** What lays out the bands of a scene, one after the other. Only those of the last scene are remembered. */
  over(scene: EventScene): (place: BandPlace) => BandBox {
    const before = this.#scene !== null && sameForAll(this.#scene, scene) ? this.#known : new Map<string, Known>();
    const now = new Map<string, Known>();
    this.#scene = scene;
    this.#known = now;
    return (place) => {
      const key = bandKey(place.phase);
      const times = scene.times.slice(place.first, place.end);
      const inputs = bandInputs(scene, place, times);
      const known = before.get(key);
      const kept = known !== undefined && sameForBand(known.inputs, inputs);
      const band = kept ? moved(retimed(known, inputs.events, times), place.y) : layOutBand(scene, place);
      now.set(key, { inputs, times, band });
      return band;
    };
  }
}

function moved(band: BandBox, y: number): BandBox {
  return band.y === y ? band : { ...band, y };
}

/** The band with other words for its times. */
function retimed(
  { band, times: before }: Known,
  written: readonly TimelineEvent[],
  times: readonly EventTime[],
): BandBox {
  if (band.events.length === 0 || same(before, times, places)) return band;
  const byEvent = new Map(written.map(({ id }, index) => [id, times[index]]));
  const events = band.events.map((event) => {
    const { text = event.time.text, title = event.timeTitle } = byEvent.get(event.id) ?? {};
    return { ...event, time: { ...event.time, text }, timeTitle: title };
  });
  return { ...band, events };
}

function sameForAll(a: EventScene, b: EventScene): boolean {
  const { timeline: timelineA, times: _timesA, spans: _spansA, scale: _scaleA, brackets: _bracketsA, ...restA } = a;
  const { timeline: timelineB, times: _timesB, spans: _spansB, scale: _scaleB, brackets: _bracketsB, ...restB } = b;
  return same(restA, restB, places) && same(withoutSlices(timelineA), withoutSlices(timelineB), places);
}

function withoutSlices(timeline: Timeline): Omit<Timeline, SlicedTimeline> {
  const { events, phases, findings, states, path, ...rest } = timeline;
  return rest;
}

function bandInputs(
  { timeline, spans, scale, brackets }: EventScene,
  place: BandPlace,
  times: readonly EventTime[],
): BandInputs {
  const { phase, first, end, y, ...rest } = place;
  const events = timeline.events.slice(first, end);
  const ordinals = new Map<number, number>();
  const told = (index: number): Told => {
    const ordinal = ordinals.get(index) ?? ordinals.size;
    ordinals.set(index, ordinal);
    return [ordinal, timeline.findings[index]];
  };
  return {
    phase,
    events,
    delays: times.map(({ delayMs }) => delayMs),
    findings: [phase, ...events].map(({ findings }) => findings.map(told)),
    spans: spans.ofVisit(phase.visit).map((span) => ({
      ...span,
      from: span.from === null ? null : span.from - first,
      to: span.to === null ? null : span.to - first,
    })),
    brackets: brackets.ofVisit(phase.visit),
    gaps: scale?.gaps.slice(first, end) ?? null,
    place: rest,
  };
}

function sameForBand({ findings: findingsA, ...a }: BandInputs, { findings: findingsB, ...b }: BandInputs): boolean {
  return same(a, b, taken) && same(findingsA, findingsB, places);
}
