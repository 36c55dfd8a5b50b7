import { describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { brief, checkText } from '../support/check.js';

const unknown = 'message M on Nowhere\n';

async function found(text: string): Promise<string[]> {
  return (await checkText(text)).map(brief);
}

async function findings(text: string): Promise<Finding[]> {
  return checkText(text);
}

describe('a comment on a line of its own', () => {
  test('silences the next line of code', async () => {
    expect(await found(`// confer-ignore unknown-protocol: not written yet\n${unknown}`)).toEqual([]);
  });

  test('a comment on a line of its own suppresses no other rule', async () => {
    const text = `// confer-ignore unknown-protocol: not written yet\n${unknown}${unknown.replace('M', 'N')}`;
    expect(await found(text)).toEqual(['error unknown-protocol 3:14']);
  });

  test('a comment on a line of its own reaches over comments and empty lines', async () => {
    const text = `// confer-ignore unknown-protocol: later\n\n/* of two\nlines */\n// and more\n${unknown}`;
    expect(await found(text)).toEqual([]);
  });

  test('a comment on a line of its own names several rules, each of which has to silence something', async () => {
    const text = `// confer-ignore unknown-protocol, missing-message: later\n${unknown}`;
    expect(await found(text)).toEqual(['warning unused-ignore 1:1']);
  });

  test('a comment on a line of its own works without a reason, and says that it lacks one', async () => {
    expect(await found(`// confer-ignore unknown-protocol\n${unknown}`)).toEqual(['warning ignore-without-reason 1:1']);
    expect(await found(`// confer-ignore unknown-protocol:\n${unknown}`)).toEqual([
      'warning ignore-without-reason 1:1',
    ]);
  });

  test('a comment on a line of its own works together with another one', async () => {
    const text = `// confer-ignore unknown-protocol: one\n// confer-ignore missing-message: two\n${unknown}`;
    expect(await found(text)).toEqual(['warning unused-ignore 2:1']);
  });

  test('a comment on a line of its own offers the rule that was meant', async () => {
    const [first] = await findings(`// confer-ignore unknown-protocl: later\n${unknown}`);
    expect(first?.code).toBe('unused-ignore');
    expect(first?.message).toContain('Did you mean "unknown-protocol"?');
    expect(first?.data.candidates?.[0]).toBe('unknown-protocol');
  });

  test('a comment on a line of its own that names no rule, or before no code, is unused', async () => {
    expect(await found(`// confer-ignore: why\nprotocol P\n`)).toEqual(['warning unused-ignore 1:1']);
    expect(await found(`protocol P\n// confer-ignore unknown-protocol: why\n`)).toEqual(['warning unused-ignore 2:1']);
  });

  test('silences what cannot be read', async () => {
    expect(await found('// confer-ignore syntax-error: kept as it came\nprotocol P ;\n')).toEqual([]);
  });
});

describe('comments that do not suppress', () => {
  test('comments that do not suppress is one after code', async () => {
    const text = `protocol P // confer-ignore unknown-protocol: no\n${unknown}`;
    expect(await found(text)).toEqual(['error unknown-protocol 2:14']);
  });

  test('comments that do not suppress is one in a block comment or a string', async () => {
    const text = `/*\n// confer-ignore unknown-protocol: no\n*/\nprotocol Q "\\"// confer-ignore x: no"\n${unknown}`;
    expect(await found(text)).toEqual(['error unknown-protocol 5:14']);
  });

  test('another word that begins like confer-ignore is no such comment', async () => {
    expect(await found(`// confer-ignored unknown-protocol: no\n${unknown}`)).toEqual(['error unknown-protocol 2:14']);
  });
});

describe('a comment for the file', () => {
  test('a comment for the file silences the rule on every line', async () => {
    const text = `${unknown}// confer-ignore-file unknown-protocol: generated\n${unknown.replace('M', 'N')}`;
    expect(await found(text)).toEqual([]);
  });

  test('a comment for the file that silences nothing is unused', async () => {
    expect(await found('// confer-ignore-file unknown-protocol: none\nprotocol P\n')).toEqual([
      'warning unused-ignore 1:1',
    ]);
  });

  test('a comment for the file may silence the hygiene of the others', async () => {
    const text = `// confer-ignore-file unused-ignore: generated\n// confer-ignore missing-message: why\nprotocol P\n`;
    expect(await found(text)).toEqual([]);
  });
});
