import { describe, expect, it } from 'vitest';
import { parsePreviewState, plainView } from '../../../client/protocol/preview-state.js';

const documentUri = 'file:///a/flow.confer';

function kept(flow: string) {
  const filter = { hiddenParticipants: ['Bob'], hiddenProtocols: [] };
  const chosen = { scenario: null, path: [], all: false };
  return { documentUri, flow, ...chosen, folded: ['0 Invite'], ...filter, active: null, scrollProgress: 0 };
}

describe('the state that a page kept', () => {
  const view = { ...plainView, zoom: 1.25, hiddenParticipants: ['Bob'], table: true, outline: false, search: 'ack' };
  const state = {
    v: 4,
    documentUri,
    flow: 'F',
    scenario: null,
    path: ['Invite'],
    all: false,
    pinned: false,
    folded: ['0 Invite'],
    active: '0.Invite.0',
    scrollProgress: 0.5,
    view,
    kept: [kept('F'), kept('G')],
  };

  it('the state that a page kept is taken as it is', () => {
    expect(parsePreviewState(state)).toEqual(state);
    const empty = { ...state, flow: null, path: null, folded: [], view: { ...plainView, zoom: 'fit' } };
    expect(parsePreviewState(empty)).toEqual(empty);
  });

  it.each([
    undefined,
    null,
    'state',
    {},
    { ...state, v: 3 },
    { ...state, v: 5 },
    { ...state, pinned: undefined },
    { ...state, active: 1 },
    { ...state, kept: [{ ...kept('F'), folded: null }] },
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
  ])('the state that a page kept is dropped where it is torn or of another version: %j', (torn) => {
    expect(parsePreviewState(torn)).toBeUndefined();
  });
});
