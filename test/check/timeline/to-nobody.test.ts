import { expect, test } from 'vitest';
import { exportTimeline } from '../../../timeline/export/export-timeline.js';
import { layout } from '../../../timeline/layout/layout.js';
import type { TextExportFormat } from '../../../timeline/types/export-format.js';
import { drawn } from '../../support/drawn.js';

const flow = (step: string) => `
protocol Line "The line"
protocol Wire
message Ask on Line
message Gone on Line, Wire
model Talk {
  party a initially in
  party b
  system s
  states out, in
  channel a <-> s on Line
  channel b <-> s on Line
  phase Leave {
    trigger a -> s : Ask
    moves a from in to out
    s -> all in : Gone on Line
  }
}
flow F follows Talk {
  party Ann as a
  party Ben as b
  system Hub as s
  phase Goes is Leave { Ann -> Hub : Ask  ${step} }
}
`;

const broadcast = 'Hub -> all in : Gone on Line';
const last = async (step: string) => (await drawn(flow(step))).events.at(-1);

test('a broadcast that rightly has no receiver says why, and is on its protocol', async () => {
  expect(await last(broadcast)).toMatchObject({
    ...{ sender: 'Hub', receivers: [], protocol: 'Line', status: 'ok', findings: [] },
    noReceiverReason: 'no one is in',
  });
  expect(await last('Ben -> all out except Ann : Gone on Wire')).toMatchObject({
    protocol: 'Wire',
    noReceiverReason: 'no one else is out',
  });
});

test('the short form of a broadcast without a receiver says why, for its row', async () => {
  expect(await last('Gone')).toMatchObject({
    sender: 'Hub',
    receivers: [],
    protocol: 'Line',
    noReceiverReason: 'no one is in',
  });
});

test('an unknown receiver or state is still shown as unknown', async () => {
  for (const step of ['Hub -> Zoe : Gone on Line', 'Hub -> all nowhere : Gone on Line']) {
    const timeline = await drawn(flow(step));
    expect(timeline.events.at(-1)).not.toHaveProperty('noReceiverReason');
    expect(exportTimeline(timeline, 'text')).toContain('Gone: Hub → ?');
  }
});

test.each([
  ['text', 'Gone: Hub → no receiver: no one is in'],
  ['markdown', '| Hub | no receiver: no one is in |'],
  ['mermaid', 'Note over p2: Gone · Hub → no receiver#58; no one is in'],
  ['plantuml', 'note over p2 : Gone · Hub → no receiver: no one is in'],
  ['svg', 'Hub sends Gone to no receiver on The line: no one is in.'],
  ['html', '<td>no receiver: no one is in</td>'],
] satisfies [TextExportFormat, string][])('%s says why a broadcast has no receiver', async (format, text) => {
  expect(exportTimeline(await drawn(flow(broadcast)), format)).toContain(text);
});

test('the picture of a broadcast without a receiver has no open end and no head', async () => {
  const of = async (step: string) => layout(await drawn(flow(step)), { width: 900 }).bands[0]?.events.at(-1);
  expect(await of(broadcast)).toMatchObject({ lost: [], heads: [], origin: { broadcast: true } });
  expect((await of(broadcast))?.label.text.text).toBe('Gone (no one is in)');
  expect((await of('Hub -> Zoe : Gone on Line'))?.lost).toHaveLength(1);
});
