import { expect, test } from 'vitest';
import { flowAt } from '../../../client/preview/caret-flow.js';
import { FlowChoices } from '../../../client/preview/flow-choices.js';
import type { FollowedPath } from '../../../server/protocol/timeline-messages.js';
import { timelineResult } from '../../page/preview-page.js';
import { conforming } from '../../timeline/sample-timelines.js';

const uri = 'file:///a.confer';
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 1 } };
const names = (...flows: string[]) => flows.map((name) => ({ name, title: null, range }));
const phases = ['Invite', 'Accepts', 'Leaves'];

function answer(flow: string, followed: FollowedPath | null, now = phases) {
  return timelineResult({ ...conforming, flow }, { flows: names(flow, 'G'), phases: now, followed });
}

test('the flow that is shown stays, chosen or not', () => {
  const choices = new FlowChoices();
  expect(choices.selection(uri)).toEqual({});
  choices.note(uri, answer('F', null));
  expect(choices.selection(uri)).toEqual({ flow: 'F', seen: { flows: ['F', 'G'], phases } });
});

test('each flow has the path that was chosen for it last', () => {
  const choices = new FlowChoices();
  choices.choose(uri, { flow: 'F', scenario: null, path: ['Invite'], all: false });
  expect(choices.goTo(uri, 'F')).toBe(false);
  expect(choices.goTo(uri, 'G')).toBe(true);
  expect(choices.selection(uri)).toEqual({ flow: 'G' });
  choices.goTo(uri, 'F');
  expect(choices.selection(uri)).toEqual({ flow: 'F', path: ['Invite'] });
});

test('a choice goes by the names of now, and waits for a phase that is gone', () => {
  const choices = new FlowChoices();
  choices.choose(uri, { flow: 'F', scenario: null, path: phases, all: false });
  choices.note(uri, answer('F', { path: phases, lost: null }));
  const renamed = ['Invite', 'Joins', 'Leaves'];
  choices.note(uri, answer('E', { path: renamed, lost: null }, renamed));
  expect(choices.selection(uri)).toEqual({ flow: 'E', path: renamed, seen: { flows: ['E', 'G'], phases: renamed } });
  const lost = { phase: 'Joins', after: 'Invite', reason: 'gone' } as const;
  choices.note(uri, answer('E', { path: renamed, lost }, ['Invite', 'Leaves']));
  expect(choices.selection(uri)).toMatchObject({ path: renamed, seen: { phases: renamed } });
});

test('a caret is in a flow from its first to its last character', () => {
  const caret = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
  expect(flowAt(names('F'), caret(9, 1))).toBe('F');
  expect(flowAt(names('F'), caret(9, 2))).toBeUndefined();
  expect(flowAt([{ name: 'F', title: null, range: null }], caret(1, 0))).toBeUndefined();
});
