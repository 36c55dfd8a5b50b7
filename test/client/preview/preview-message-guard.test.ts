import { describe, expect, it } from 'vitest';
import { parsePreviewState, parseWebviewMessage } from '../../../client/preview/preview-message-guard.js';

const documentUri = 'file:///a/flow.confer';
const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };

describe('messages of the timeline page', () => {
  it.each([
    { type: 'ready' },
    { type: 'select', documentUri, flow: 'F', scenario: 'Joined', path: [] },
    { type: 'select', documentUri, flow: 'F', scenario: null, path: ['Invite', 'Accepts'] },
    { type: 'reveal', documentUri, range, focus: true },
  ])('are taken as they are: $type', (message) => {
    expect(parseWebviewMessage(message)).toEqual(message);
  });

  it('lose what does not belong to them', () => {
    expect(parseWebviewMessage({ type: 'ready', html: '<b>' })).toEqual({ type: 'ready' });
  });

  it.each([
    undefined,
    null,
    'ready',
    42,
    [],
    [{ type: 'ready' }],
    {},
    { type: 'toString' },
    { type: 'open', documentUri },
    { type: 'select', documentUri, flow: 'F', scenario: null },
    { type: 'select', documentUri, flow: null, scenario: null, path: [] },
    { type: 'select', documentUri, flow: 'F', scenario: null, path: ['Invite', 3] },
    { type: 'reveal', documentUri, range },
    { type: 'reveal', documentUri: 7, range, focus: false },
    { type: 'reveal', documentUri, range: { start: range.start }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, start: { line: -1, character: 0 } }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, end: { line: 1.5, character: 0 } }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, end: { line: Number.NaN, character: 0 } }, focus: false },
  ])('are dropped where they are none: %j', (message) => {
    expect(parseWebviewMessage(message)).toBeUndefined();
  });
});

describe('the state that a page kept', () => {
  const state = {
    v: 1,
    documentUri,
    flow: 'F',
    scenario: null,
    path: ['Invite'],
    folded: ['0 Invite'],
    scrollProgress: 0.5,
  };

  it('is taken as it is', () => {
    expect(parsePreviewState(state)).toEqual(state);
    const empty = { ...state, flow: null, path: null, folded: [] };
    expect(parsePreviewState(empty)).toEqual(empty);
  });

  it.each([
    undefined,
    null,
    'state',
    {},
    { ...state, v: 2 },
    { ...state, documentUri: undefined },
    { ...state, documentUri: '' },
    { ...state, path: 'Invite' },
    { ...state, folded: [0] },
    { ...state, scrollProgress: '0.5' },
  ])('is dropped where it is torn or of another version: %j', (torn) => {
    expect(parsePreviewState(torn)).toBeUndefined();
  });
});
