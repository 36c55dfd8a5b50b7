import { describe, expect, it } from 'vitest';
import { parseWebviewMessage } from '../../../client/preview/preview-message-guard.js';

const documentUri = 'file:///a/flow.confer';
const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };

describe('messages of the timeline page', () => {
  it.each([
    { type: 'ready' },
    { type: 'select', documentUri, flow: 'F', scenario: 'Joined', path: [], all: true },
    { type: 'select', documentUri, flow: 'F', scenario: null, path: ['Invite', 'Accepts'], all: false },
    { type: 'reveal', documentUri, range, focus: true },
    { type: 'fix', documentUri, finding: { id: 'missing-message/F', message: 'Add it.' } },
    { type: 'show-finding', documentUri, finding: { id: 'missing-message/F', message: 'Add it.' }, range },
    { type: 'open', documentUri, uri: 'confer-library:/genesys/conference.confer', range },
    { type: 'list-coverage', documentUri, flow: 'F' },
    { type: 'scrolled', documentUri, range },
    { type: 'refused', documentUri, text: 'Too large.' },
    { type: 'help', documentUri: '', command: 'newFlow' },
    { type: 'save-scenario', documentUri, flow: 'F', path: ['Invite', 'Accepts'] },
  ])('messages of the timeline page are taken as they are: $type', (message) => {
    expect(parseWebviewMessage(message)).toEqual(message);
  });

  it('messages of the timeline page lose what does not belong to them', () => {
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
    { type: 'select', documentUri, flow: null, scenario: null, path: [], all: false },
    { type: 'select', documentUri, flow: 'F', scenario: null, path: ['Invite', 3] },
    { type: 'reveal', documentUri, range },
    { type: 'fix', documentUri },
    { type: 'refused', documentUri },
    { type: 'list-coverage', documentUri },
    { type: 'help', documentUri, command: 'workbench.action.quit' },
    { type: 'help', documentUri, command: 'showTimeline' },
    { type: 'fix', documentUri, finding: { id: 'missing-message/F', message: 7 } },
    { type: 'show-finding', documentUri, finding: { id: 'missing-message/F', message: 'Add it.' } },
    { type: 'open', documentUri, range },
    { type: 'save-scenario', documentUri, flow: 'F', path: 'Invite' },
    { type: 'reveal', documentUri: 7, range, focus: false },
    { type: 'reveal', documentUri, range: { start: range.start }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, start: { line: -1, character: 0 } }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, end: { line: 1.5, character: 0 } }, focus: false },
    { type: 'reveal', documentUri, range: { ...range, end: { line: Number.NaN, character: 0 } }, focus: false },
  ])('messages of the timeline page are dropped where they are none: %j', (message) => {
    expect(parseWebviewMessage(message)).toBeUndefined();
  });
});
