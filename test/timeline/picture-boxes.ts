import type { Box, TextLine } from '../../timeline/layout/box.js';
import type { BandBox, GuardBox, Layout } from '../../timeline/layout/boxes.js';
import type { EventBox, NoteBox } from '../../timeline/layout/event-boxes.js';

/** Something in a picture with its box, measured from the picture's top. */
export interface Placed {
  readonly kind: string;
  readonly text: string;
  readonly box: Box;
}

/** The box of a line of text: from its capitals to below its baseline. */
function lineBox({ x, y, width }: TextLine, size: number, top: number): Box {
  return { x, y: top + y - size * 0.76, width, height: size * 0.95 };
}

/** All lines of text in a picture but those in chips and buttons. */
export function textsOf(boxes: Layout): Placed[] {
  const heads = boxes.lanes.flatMap(({ title, subtitle }): Placed[] => [
    { kind: 'head', text: title.text, box: lineBox(title, boxes.form === 'list' ? 11 : 13, 0) },
    ...(subtitle === null ? [] : [{ kind: 'head', text: subtitle.text, box: lineBox(subtitle, 11, 0) }]),
  ]);
  const columns = boxes.timeHeads.map(
    (head): Placed => ({ kind: 'column', text: head.text, box: lineBox(head, 11, 0) }),
  );
  return [...heads, ...columns, ...boxes.bands.flatMap((band) => textsOfBand(band, boxes.headerHeight + band.y))];
}

function textsOfBand(band: BandBox, top: number): Placed[] {
  const placed = (kind: string, line: TextLine | null, size = 11): Placed[] =>
    line === null || line.text === '' ? [] : [{ kind, text: line.text, box: lineBox(line, size, top) }];
  const { title, guard, verdict, model, content } = band.strip;
  return [
    ...title.flatMap((line) => placed('title', line, 13)),
    ...(guard === null ? [] : guardTexts(guard, placed)),
    ...placed('verdict', verdict),
    ...model.flatMap((line) => placed('model', line)),
    ...placed('content', content),
    ...band.notes.flatMap((note) => noteTexts(note, placed)),
    ...band.entryStates.flatMap(({ text }) => placed('state', text)),
    ...band.events.flatMap((event) => textsOfEvent(event, placed)),
    ...placed('next', band.outcomes?.label ?? null),
    ...band.brackets.flatMap(({ label }) => placed('timeout', label)),
    ...band.continuations.flatMap(({ guard: ofBand }) => guardTexts(ofBand, placed)),
  ];
}

type PlaceLine = (kind: string, line: TextLine | null, size?: number) => Placed[];

function guardTexts({ tag, text, more }: GuardBox, placed: PlaceLine): Placed[] {
  return [tag, text, more].flatMap((line) => placed('guard', line));
}

function noteTexts({ lines }: NoteBox, placed: PlaceLine): Placed[] {
  return lines.flatMap((line) => placed('note', line));
}

function textsOfEvent({ time, recorded, label, note, states }: EventBox, placed: PlaceLine): Placed[] {
  return [
    ...placed('time', time),
    ...placed('recorded', recorded),
    ...placed('label', label.text, 12),
    ...label.more.flatMap((line) => placed('label', line, 12)),
    ...placed('details', label.details),
    ...(note === null ? [] : noteTexts(note, placed)),
    ...states.flatMap(({ text, more }) => [text, ...more].flatMap((line) => placed('state', line))),
  ];
}

/** All chips and buttons of a picture. */
export function controlsOf(boxes: Layout): Placed[] {
  return boxes.bands.flatMap((band) => {
    const moved = (kind: string, text: string, box: Box): Placed => ({
      kind,
      text,
      box: { ...box, y: boxes.headerHeight + band.y + box.y },
    });
    const chips = band.outcomes?.chips ?? [];
    const more = band.outcomes?.more ?? null;
    return [
      ...chips.map(({ text, box }) => moved('chip', text.text, box)),
      ...chips.flatMap(({ repeat }) => (repeat === null ? [] : moved('repeat', '', repeat))),
      ...(more === null ? [] : [moved('more', more.text.text, more.box)]),
      ...band.continuations
        .filter(({ continuesAtVisit }) => continuesAtVisit !== null)
        .map(({ text, box }) => moved('rest', text.text, box)),
      ...band.events.flatMap(({ timeMark }) => (timeMark === null ? [] : moved('sign', '⚠', timeMark.box))),
      ...[...band.events, ...band.notes].flatMap(({ fix }) => (fix === null ? [] : moved('button', fix.word, fix.box))),
    ];
  });
}

/** The life bars of a picture, the parts of one state in neighboring bands joined. */
export function barsOf(boxes: Layout): Placed[] {
  const bars: { kind: string; text: string; box: Box }[] = [];
  for (const band of boxes.bands) {
    for (const { participant, title, starts, ...box } of band.bars) {
      const y = boxes.headerHeight + band.y + box.y;
      const above = bars.findLast((bar) => bar.kind === participant);
      const joins = above !== undefined && above.text === title && Math.abs(above.box.y + above.box.height - y) < 0.01;
      if (joins && !starts) {
        above.box = { ...above.box, height: above.box.height + box.height };
      } else {
        bars.push({ kind: participant, text: title, box: { x: box.x, y, width: box.width, height: box.height } });
      }
    }
  }
  return bars;
}

/** Whether two boxes have more in common than an edge. */
export function meet(a: Box, b: Box): boolean {
  const EDGE = 0.5;
  return (
    a.x < b.x + b.width - EDGE &&
    b.x < a.x + a.width - EDGE &&
    a.y < b.y + b.height - EDGE &&
    b.y < a.y + a.height - EDGE
  );
}

/** Two things by name, for a message. */
export function pair(a: Placed, b: Placed): string {
  return `${a.kind} “${a.text}” and ${b.kind} “${b.text}”`;
}
