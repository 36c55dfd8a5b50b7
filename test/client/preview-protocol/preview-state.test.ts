import { describe, expect, it } from 'vitest';
import { parsePreviewState, plainView } from '../../../client/preview-protocol/preview-state.js';

const documentUri = 'file:///a/flow.confer';

describe('the state that a page kept', () => {
  const view = { ...plainView, zoom: 1.25, hiddenParticipants: ['Bob'], table: true, outline: false, search: 'ack' };
  const state = {
    v: 3,
    documentUri,
    flow: 'F',
    scenario: null,
    path: ['Invite'],
    all: false,
    locked: false,
    folded: ['0 Invite'],
    scrollProgress: 0.5,
    view,
  };

  it('is taken as it is', () => {
    expect(parsePreviewState(state)).toEqual(state);
    const empty = { ...state, flow: null, path: null, folded: [], view: { ...plainView, zoom: 'fit' } };
    expect(parsePreviewState(empty)).toEqual(empty);
  });

  it('of the first version is taken over with a plain view', () => {
    const { view: _, ...first } = state;
    expect(parsePreviewState({ ...first, v: 1 })).toEqual({ ...state, view: plainView });
  });

  it.each([
    undefined,
    null,
    'state',
    {},
    { ...state, v: 4 },
    { ...state, documentUri: undefined },
    { ...state, documentUri: '' },
    { ...state, path: 'Invite' },
    { ...state, folded: [0] },
    { ...state, scrollProgress: '0.5' },
    { ...state, view: undefined },
    { ...state, view: { ...view, zoom: 0 } },
    { ...state, view: { ...view, zoom: 'wide' } },
    { ...state, view: { ...view, hiddenProtocols: [1] } },
    { ...state, view: { ...view, search: 7 } },
    { ...state, view: { ...view, speed: Number.NaN } },
  ])('is dropped where it is torn or of another version: %j', (torn) => {
    expect(parsePreviewState(torn)).toBeUndefined();
  });
});
