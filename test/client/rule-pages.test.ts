import { describe, expect, it, vi } from 'vitest';
import { MarkdownString } from 'vscode';
import { documentPath } from '../../client/document-pages.js';
import { linkRulePages, linkRulePagesIn } from '../../client/rule-pages.js';

// The editor's API exists inside the editor only; of it, this part needs addresses and texts.
vi.mock('vscode', () => ({
  MarkdownString: class {
    isTrusted: unknown;
    constructor(readonly value: string) {}
  },
  Uri: { from: ({ scheme, path }: { scheme: string; path: string }) => `${scheme}:${path}` },
}));

function linked(code: unknown): unknown {
  const diagnostic = { code } as unknown as Parameters<typeof linkRulePages>[0][number];
  linkRulePages([diagnostic]);
  return diagnostic.code;
}

describe('the pages of rules', () => {
  it('the pages of rules are linked from the codes of diagnostics', () => {
    const link = { value: 'missing-message', target: 'confer-library:/rules/missing-message.md' };
    expect(linked('missing-message')).toEqual(link);
    expect(linked({ value: 'missing-message', target: 'https://elsewhere' })).toEqual(link);
  });

  it.each([undefined, 7, '', 'Not A Code', '../secret'])(
    'the pages of rules are not linked from an invalid code: %s',
    (code) => {
      expect(linked(code)).toBe(code);
    },
  );

  it('the pages of rules are opened from a hover by a command that opens nothing else', () => {
    const shown = (text: string) => {
      const content = new MarkdownString(text);
      linkRulePagesIn({ contents: [content] });
      return content;
    };
    const { value, isTrusted } = shown('[page](confer-library:/rules/missing-message)');
    expect(value).toBe('[page](command:confer.showRule?%5B%22missing-message%22%5D)');
    expect(isTrusted).toEqual({ enabledCommands: ['confer.showRule', 'confer.showLibrary'] });
    expect(shown('[open](confer-library:/genesys/stop.confer#L7)').value).toBe(
      '[open](command:confer.showLibrary?%5B%22genesys%2Fstop.confer%22%2C7%5D)',
    );
    expect(shown('[open](confer-library:/../x.confer#L7)').value).toBe('[open](confer-library:/../x.confer#L7)');
    expect(shown('[other](https://example.org)').isTrusted).toBeUndefined();
  });

  it('the pages of rules are found by their path, like the other documents, and nothing outside their folder is', () => {
    expect(documentPath('/rules/missing-message.md')).toBe('rules/missing-message.md');
    expect(documentPath('/language.md')).toBe('language.md');
    expect(documentPath('/images/confer.webp')).toBe('images/confer.webp');
    expect(documentPath('/rules/../package.json')).toBeUndefined();
    expect(documentPath('/../readme.md')).toBeUndefined();
    expect(documentPath('/rules/%2e%2e/readme.md')).toBeUndefined();
    expect(documentPath('/genesys/conference.confer')).toBeUndefined();
  });
});
