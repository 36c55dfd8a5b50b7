import { describe, expect, test } from 'vitest';
import { exportTimeline } from '../../timeline/export/export-timeline.js';
import { layout } from '../../timeline/layout/layout.js';
import { eventVerdict } from '../../timeline/text/event-verdict.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { conforming } from './sample-timelines.js';
import { finding } from './timeline-parts.js';

/** The chat with something found in its first message that comparing it with the model does not see. */
function withFinding(severity: 'error' | 'warning' | 'information', status: 'ok' | 'unjudged' = 'ok'): Timeline {
  const findings = [finding('attribute-type', severity, 'The attribute is wrong.', 11)];
  const events = conforming.events.map((event, index) => (index === 0 ? { ...event, status, findings: [0] } : event));
  return { ...conforming, events, findings };
}

describe.each([
  ['error', 'ok', true, 'Error'],
  ['error', 'unjudged', true, 'Error'],
  ['warning', 'ok', true, 'Warning'],
  ['information', 'ok', false, 'Conforms'],
  ['information', 'unjudged', false, 'Not checked'],
] as const)('a finding of severity %s on a message that is %s', (severity, status, faulty, text) => {
  const timeline = withFinding(severity, status);
  const [event] = timeline.events;

  test(`a finding of severity ${severity} makes a message that is ${status} ${text}`, () => {
    expect(event && eventVerdict(timeline, event)).toEqual({ severity, faulty, text });
  });

  test('the verdict of an event is the same in the picture and in every export', () => {
    const box = layout(timeline, { width: 900 }).bands[0]?.events[0];
    expect(box?.severity).toBe(severity);
    expect(box?.note === null).toBe(!faulty);
    expect(box?.summary).toContain(`${text}.`);
    expect(exportTimeline(timeline, 'markdown')).toMatch(new RegExp(`RequestConference.*${text} \\(finding 1\\)`));
    expect(exportTimeline(timeline, 'html')).toMatch(new RegExp(`RequestConference</td>.*${text}`));
    for (const format of ['mermaid', 'plantuml'] as const) {
      expect(exportTimeline(timeline, format).includes('✗ RequestConference'), format).toBe(faulty);
    }
    expect(exportTimeline(timeline, 'text').includes('━ RequestConference'), 'text').toBe(faulty);
  });
});
