import type { TimelineEvent } from '../types/timeline.js';
import type { ArrowHead, ArrowLine, EventBox } from './event-boxes.js';
import * as m from './measures.js';

/** The lanes as an arrow needs them. */
export interface ArrowLanes {
  readonly laneX: ReadonlyMap<string, number>;
  readonly left: number;
  readonly right: number;
  /** How far the arrow ends from the middle of a participant's lane. */
  readonly clearance: (participant: string) => number;
}

/** An arrow with the stretch of the picture it takes up. */
export interface Arrow {
  readonly lines: readonly ArrowLine[];
  readonly heads: readonly ArrowHead[];
  readonly origin: EventBox['origin'];
  readonly lost: EventBox['lost'];
  readonly left: number;
  readonly right: number;
  /** The direction of most of it: labels are near the sender on this side. */
  readonly direction: 1 | -1;
  readonly start: number;
  /** A message to its own sender, drawn as a loop. */
  readonly loop: boolean;
  readonly y: number;
}

interface ArrowTarget {
  readonly x: number;
  readonly clearance: number;
  readonly ghost: boolean;
}

/** The arrow of an event whose line runs at `y`. A sender or receiver that is not known becomes a short stub. */
export function layOutArrow(event: TimelineEvent, lanes: ArrowLanes, y: number): Arrow {
  const targets = arrowTargets(event, lanes);
  const senderX = event.sender === null ? undefined : lanes.laneX.get(event.sender);
  if (senderX === undefined || event.sender === null) return arrowFromNowhere(targets, lanes, y);
  const sender: ArrowTarget = { x: senderX, clearance: lanes.clearance(event.sender), ghost: false };
  const others = targets.filter((target) => target.x !== sender.x);
  if (targets.length === 0) return arrowToNowhere(sender, lanes, y, event.noReceiverReason !== undefined);
  if (others.length === 0) return selfArrow(sender, lanes, y);
  return arrowBetween(sender, others, y);
}

function arrowTargets(event: TimelineEvent, lanes: ArrowLanes): ArrowTarget[] {
  const target = (name: string, ghost: boolean): ArrowTarget[] => {
    const x = lanes.laneX.get(name);
    return x === undefined ? [] : [{ x, clearance: lanes.clearance(name), ghost }];
  };
  return [
    ...event.receivers.flatMap((name) => target(name, false)),
    ...event.missingReceivers.flatMap((name) => target(name, true)),
  ];
}

function arrowBetween(sender: ArrowTarget, targets: readonly ArrowTarget[], y: number): Arrow {
  const right = targets.filter((target) => target.x > sender.x);
  const left = targets.filter((target) => target.x < sender.x);
  const sides = [...side(sender, right, 1, y), ...side(sender, left, -1, y)];
  const xs = [sender.x, ...targets.map((target) => target.x)];
  return {
    lines: sides.flatMap((part) => part.lines),
    heads: sides.flatMap((part) => part.heads),
    origin: { x: sender.x, y, broadcast: targets.length > 1 },
    lost: [],
    left: Math.min(...xs),
    right: Math.max(...xs),
    direction: right.length >= left.length ? 1 : -1,
    start: sender.x,
    loop: false,
    y,
  };
}

function side(
  sender: ArrowTarget,
  targets: readonly ArrowTarget[],
  direction: 1 | -1,
  y: number,
): { readonly lines: readonly ArrowLine[]; readonly heads: readonly ArrowHead[] }[] {
  if (targets.length === 0) return [];
  const byDistance = [...targets].sort((a, b) => (a.x - b.x) * direction);
  const farthest = byDistance[byDistance.length - 1];
  const sent = byDistance.filter((target) => !target.ghost);
  const farthestSent = sent[sent.length - 1];
  const lines: ArrowLine[] = [];
  let from = sender.x + sender.clearance * direction;
  if (farthestSent !== undefined) {
    const to = tip(farthestSent, direction) - 4 * direction;
    lines.push({ points: [[from, y] as const, [to, y] as const], ghost: false });
    from = farthestSent.x + farthestSent.clearance * direction;
  }
  if (farthest !== undefined && farthest !== farthestSent && farthest.ghost) {
    const to = tip(farthest, direction) - 4 * direction;
    lines.push({ points: [[from, y] as const, [to, y] as const], ghost: true });
  }
  const heads = byDistance.map((target) => ({ x: tip(target, direction), y, direction, ghost: target.ghost }));
  return [{ lines, heads }];
}

function tip(target: ArrowTarget, direction: 1 | -1): number {
  return target.x - target.clearance * direction;
}

function selfArrow(sender: ArrowTarget, lanes: ArrowLanes, y: number): Arrow {
  const direction = lanes.right - sender.x >= m.SELF_WIDTH ? 1 : -1;
  const near = sender.x + sender.clearance * direction;
  const far = sender.x + m.SELF_WIDTH * direction;
  const bottom = y + m.SELF_HEIGHT;
  const points = [
    [near, y] as const,
    [far, y] as const,
    [far, bottom] as const,
    [near + 4 * direction, bottom] as const,
  ];
  return {
    lines: [{ points, ghost: false }],
    heads: [{ x: near, y: bottom, direction: direction === 1 ? -1 : 1, ghost: false }],
    origin: { x: sender.x, y, broadcast: false },
    lost: [],
    left: Math.min(sender.x, far),
    right: Math.max(sender.x, far),
    direction,
    start: sender.x,
    loop: true,
    y,
  };
}

function arrowFromNowhere(targets: readonly ArrowTarget[], lanes: ArrowLanes, y: number): Arrow {
  const first = targets[0];
  if (first === undefined) return unplacedArrow(lanes, y);
  const direction = first.x - m.STUB_LENGTH * 2 < lanes.left ? -1 : 1;
  const start = first.x - m.STUB_LENGTH * 2 * direction;
  const arrow = arrowBetween({ x: start, clearance: 4, ghost: false }, targets, y);
  return { ...arrow, origin: null, lost: [{ x: start, y }] };
}

/** A receiver that is not known is an open end; a broadcast without a receiver has none. */
function arrowToNowhere(sender: ArrowTarget, lanes: ArrowLanes, y: number, isBroadcast: boolean): Arrow {
  const direction = sender.x + m.STUB_LENGTH * 2 > lanes.right ? -1 : 1;
  const end = sender.x + m.STUB_LENGTH * 2 * direction;
  const arrow = arrowBetween(sender, [{ x: end, clearance: 4, ghost: false }], y);
  if (isBroadcast) return { ...arrow, heads: [], origin: { x: sender.x, y, broadcast: true } };
  return { ...arrow, lost: [{ x: end, y }] };
}

/** The widest gap between neighboring lanes and bars, the first of several; right of the lane if there is but one. */
function widestGap({ laneX, left, right, clearance }: ArrowLanes): { readonly left: number; readonly right: number } {
  const lanes = [...laneX].map(([name, x]) => ({ x, half: clearance(name) })).sort((a, b) => a.x - b.x);
  const stops = lanes.length > 1 ? lanes : [lanes[0] ?? { x: left, half: 0 }, { x: right, half: 0 }];
  const gaps = stops.slice(1).map(({ x, half }, index) => {
    const before = stops[index];
    return { left: before === undefined ? left : before.x + before.half, right: x - half };
  });
  const [first = { left, right }, ...rest] = gaps;
  return rest.reduce((best, gap) => (gap.right - gap.left > best.right - best.left ? gap : best), first);
}

/** Neither end is known: a stub between the two lanes that are farthest apart, so that the message is seen at all. */
function unplacedArrow(lanes: ArrowLanes, y: number): Arrow {
  const { left, right } = widestGap(lanes);
  const length = Math.max(m.STUB_LEAST, Math.min(2 * m.STUB_LENGTH, right - left - 4 * m.HEAD_HALF));
  const start = (left + right - length) / 2;
  const end = start + length;
  const arrow = arrowBetween({ x: start, clearance: 4, ghost: false }, [{ x: end, clearance: 4, ghost: false }], y);
  return { ...arrow, origin: null, lost: [start, end].map((x) => ({ x, y })) };
}
