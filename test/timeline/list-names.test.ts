import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layout } from '../../timeline/layout/layout.js';
import { drawn } from '../support/drawn.js';
import { textsOf } from './picture-boxes.js';

const team = readFileSync('test/timeline/fixtures/team-call.confer', 'utf8');
const problems = readFileSync('examples/escalate-chat-faults.confer', 'utf8');
const chat = readFileSync('examples/chat-through-five-models.confer', 'utf8');

/** Words of a text that is broken only where a person would break it: between words, and before capitals. */
function pieces(text: string): string[] {
  return text.split(/ |(?<=[a-z])(?=[A-Z])/);
}

describe.each([
  ['eight participants', team],
  ['six participants, alternatives in alternatives', chat],
])('%s in a list', (_, text) => {
  test.each([362, 370, 380, 500, 800])('at %i px no name is shortened or broken within a word', async (width) => {
    for (const choice of [undefined, { kind: 'all' } as const]) {
      const timeline = await drawn(text, choice);
      const boxes = layout(timeline, { width, buttons: true });
      expect(boxes.form).toBe('list');
      const whole = new Set(
        [
          ...timeline.events.map(({ message }) => message ?? ''),
          ...timeline.phases.map(({ name, title }) => title ?? name),
          ...[...timeline.initialStates, ...timeline.states].map(({ participant, state }) => `${participant} ${state}`),
          '1st 2nd 3rd ( )',
        ].flatMap(pieces),
      );
      for (const { kind, text: shown } of textsOf(boxes)) {
        if (!['title', 'label', 'state'].includes(kind)) continue;
        for (const piece of pieces(shown.replaceAll(/[()]/g, ''))) expect(whole, shown).toContain(piece);
      }
    }
  });
});

test.each([500, 560, 620])('at %i px the button of a long name is on its row', async (width) => {
  for (const [text, name] of [
    [problems, 'EventAgentInvited'],
    [team, 'EventEstablished'],
  ] as const) {
    const boxes = layout(await drawn(text), { width, buttons: true });
    const events = boxes.bands.flatMap((band) => band.events).filter(({ fix }) => fix !== null);
    const named = events.filter(({ label }) => label.text.text === name);
    expect(named.length, text).toBeGreaterThan(0);
    for (const { fix, label } of events) {
      const middle = (fix?.box.y ?? 0) + (fix?.box.height ?? 0) / 2;
      expect(Math.abs(middle - (label.text.y - 4))).toBeLessThanOrEqual(2);
    }
  }
});
