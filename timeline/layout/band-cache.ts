import type { EventTime } from '../text/event-times.js';
import type { Timeline, TimelineEvent, TimelineFinding, TimelinePhase } from '../types/timeline.js';
import { type BandPlace, bandKey, layOutBand } from './band.js';
import type { BandBox } from './boxes.js';
import type { BracketPart } from './brackets.js';
import { deepEqual } from './deep-equal.js';
import type { EventScene } from './event.js';
import type { LifeSpan } from './life-spans.js';
import type { TimeGap } from './time-scale.js';

/** A finding, and its number within the band: one that several events have is explained once. */
type NumberedFinding = readonly [ordinal: number, finding: TimelineFinding | undefined];

/** The inputs of a single band; all bands depend on the rest of a scene. */
interface BandInputs {
  readonly phase: TimelinePhase;
  readonly events: readonly TimelineEvent[];
  readonly times: readonly Pick<EventTime, 'delayMs' | 'text'>[];
  /** Findings of the phase, then of each event. */
  readonly findings: readonly (readonly NumberedFinding[])[];
  readonly spans: readonly LifeSpan[];
  readonly brackets: readonly BracketPart[];
  /** Null if distances show the order alone. */
  readonly gaps: readonly TimeGap[] | null;
  readonly place: Omit<BandPlace, 'phase' | 'first' | 'end' | 'y'>;
}

interface CacheEntry {
  readonly inputs: BandInputs;
  readonly band: BandBox;
}

/** The part of a timeline that is compared band by band. */
type SlicedTimeline = 'events' | 'phases' | 'findings' | 'states' | 'path';

/** Where something is written changes with every edit above it, and is not drawn. */
const RANGES: ReadonlySet<string> = new Set(['range', 'nameRange']);
/**
 * Indices of findings change with every new one, and a delay all later times: findings and texts are compared instead.
 */
const DERIVED: ReadonlySet<string> = new Set([...RANGES, 'findings', 'timeMs', 'timeIsLeast']);

/**
 * Remembers the bands of the last layout. An edit leaves most of them as they were: those it gives back as the values
 * they were, instead of laying them out again. It compares everything that a band is made from, so that it never gives
 * another band than `layOutBand` does.
 */
export class BandCache {
  private scene: EventScene | null = null;
  private entries: ReadonlyMap<string, CacheEntry> = new Map();
  private ordered: BandCache | null = null;

  /** The cache of the same picture not drawn to scale. */
  get unscaled(): BandCache {
    this.ordered ??= new BandCache();
    return this.ordered;
  }

  /** Lays out the bands of a scene, one after the other. Only those of the last scene are cached. */
  over(scene: EventScene): (place: BandPlace) => BandBox {
    const before = this.scene !== null && sameForAll(this.scene, scene) ? this.entries : new Map<string, CacheEntry>();
    const now = new Map<string, CacheEntry>();
    this.scene = scene;
    this.entries = now;
    return (place) => {
      const key = bandKey(place.phase);
      const times = scene.times.slice(place.first, place.end);
      const inputs = bandInputs(scene, place, times);
      const entryBefore = before.get(key);
      const kept = entryBefore !== undefined && sameForBand(entryBefore.inputs, inputs);
      const band = kept ? moved(retitled(entryBefore.band, inputs.events, times), place.y) : layOutBand(scene, place);
      now.set(key, { inputs, band });
      return band;
    };
  }
}

/** The band with the present tooltips of its times: an earlier delay changes the time since the path began. */
function retitled(band: BandBox, written: readonly TimelineEvent[], times: readonly EventTime[]): BandBox {
  const titles = new Map(written.map(({ id }, index) => [id, times[index]?.title ?? '']));
  if (band.events.every(({ id, timeTitle }) => titles.get(id) === timeTitle)) return band;
  const events = band.events.map((event) => ({ ...event, timeTitle: titles.get(event.id) ?? event.timeTitle }));
  return { ...band, events };
}

function moved(band: BandBox, y: number): BandBox {
  return band.y === y ? band : { ...band, y };
}

function sameForAll(a: EventScene, b: EventScene): boolean {
  const { timeline: timelineA, times: _timesA, spans: _spansA, scale: _scaleA, brackets: _bracketsA, ...restA } = a;
  const { timeline: timelineB, times: _timesB, spans: _spansB, scale: _scaleB, brackets: _bracketsB, ...restB } = b;
  return deepEqual(restA, restB, RANGES) && deepEqual(withoutSlices(timelineA), withoutSlices(timelineB), RANGES);
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
  const numbered = (index: number): NumberedFinding => {
    const ordinal = ordinals.get(index) ?? ordinals.size;
    ordinals.set(index, ordinal);
    return [ordinal, timeline.findings[index]];
  };
  return {
    phase,
    events,
    times: times.map(({ delayMs, text }) => ({ delayMs, text })),
    findings: [phase, ...events].map(({ findings }) => findings.map(numbered)),
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
  return deepEqual(a, b, DERIVED) && deepEqual(findingsA, findingsB, RANGES);
}
