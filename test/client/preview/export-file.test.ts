import { describe, expect, it } from 'vitest';
import { exportBytes, exportFileName } from '../../../client/preview/export-file.js';
import { parseWebviewMessage } from '../../../client/preview/preview-message-guard.js';

const message = {
  type: 'export',
  documentUri: 'file:///a/flow.confer',
  flow: 'EscalateChat',
  action: 'save',
  format: 'markdown',
  syntaxError: null,
  content: '# EscalateChat',
} as const;

describe('a message with a timeline to take along', () => {
  it.each([
    message,
    { ...message, action: 'copy', format: 'text' },
    { ...message, format: 'png', content: 'iVBORw==' },
    { ...message, action: 'copied', format: 'png', content: '' },
    { ...message, syntaxError: 'last-valid' },
    { ...message, syntaxError: 'readable' },
  ])('a message with a timeline to take along is taken as it is: $action $format', (sent) => {
    expect(parseWebviewMessage({ ...sent, path: '/etc' })).toEqual(sent);
  });

  it.each([
    { ...message, documentUri: 7 },
    { ...message, flow: null },
    { ...message, action: 'open' },
    { ...message, action: 'toString' },
    { ...message, format: 'exe' },
    { ...message, format: 'constructor' },
    { ...message, syntaxError: undefined },
    { ...message, syntaxError: true },
    { ...message, content: undefined },
    { ...message, content: ['# EscalateChat'] },
    { ...message, format: 'png', content: 'not base64' },
    { ...message, format: 'png', content: 'iVBORw' },
    { ...message, format: 'png', action: 'copy', content: 'iVBORw==' },
  ])('a message with a timeline to take along is dropped where it is none: %j', (sent) => {
    expect(parseWebviewMessage(sent)).toBeUndefined();
  });
});

describe('the file', () => {
  it.each([
    ['EscalateChat', 'png', 'EscalateChat.png'],
    ['EscalateChat', 'plantuml', 'EscalateChat.puml'],
    ['../../Évasion: a/b\\c?', 'markdown', 'Évasion-a-b-c.md'],
    ['...', 'text', 'timeline.txt'],
    ['', 'html', 'timeline.html'],
  ] as const)('the file of %j as %s is called %s', (flow, format, name) => {
    expect(exportFileName(flow, format)).toBe(name);
  });

  it('the file holds the text in UTF-8, or the bytes of the image', () => {
    expect([...exportBytes({ format: 'text', content: '→' })]).toEqual([0xe2, 0x86, 0x92]);
    expect([...exportBytes({ format: 'png', content: 'iVBORw==' })]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });
});
