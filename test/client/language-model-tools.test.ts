import { describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { registerLanguageModelTools } from '../../client/language-model-tools.js';
import type { ToolParams, ToolResult } from '../../server/protocol/tool-messages.js';

interface Tool {
  invoke(call: { input: unknown }, token: object): Promise<{ content: { value: string }[] }>;
}

const registered = vi.hoisted(() => new Map<string, Tool>());

// The editor's API exists inside the editor only; of it, this part needs what is for tools.
vi.mock('vscode', () => {
  class Disposable {
    static from = (...parts: { dispose(): void }[]) =>
      new Disposable(() => {
        for (const part of parts) part.dispose();
      });
    constructor(readonly dispose: () => void) {}
  }
  return {
    Disposable,
    lm: {
      registerTool: (name: string, tool: Tool) => {
        registered.set(name, tool);
        return new Disposable(() => registered.delete(name));
      },
    },
    LanguageModelToolResult: class {
      constructor(readonly content: object[]) {}
    },
    LanguageModelTextPart: class {
      constructor(readonly value: string) {}
    },
  };
});

const token = { onCancellationRequested: () => ({ dispose: () => {} }) };

function register(answer: ToolResult): ToolParams[] {
  const calls: ToolParams[] = [];
  registerLanguageModelTools({
    tool: (params) => {
      calls.push(params);
      return Promise.resolve(answer);
    },
  });
  return calls;
}

describe('the tools for language models in the editor', () => {
  test('pass a call to the server, and give back its text', async () => {
    const calls = register({ text: '0 errors', failed: false });
    const result = await registered.get('confer_check')?.invoke({ input: { path: 'a.confer' } }, token);
    expect(calls).toEqual([{ name: 'check', input: { path: 'a.confer' } }]);
    expect(result?.content.map(({ value }) => value)).toEqual(['0 errors']);
  });

  test('fail with the reason where the call was wrong', async () => {
    register({ text: 'Give either "text" or "path".', failed: true });
    await expect(registered.get('confer_check')?.invoke({ input: null }, token)).rejects.toThrow('Give either');
  });

  test('the tools for language models in the editor are given up with what registered them', () => {
    const tools = registerLanguageModelTools({ tool: () => Promise.reject(new Error('not called')) });
    expect(registered.size).toBe(6);
    tools.dispose();
    expect(registered.size).toBe(0);
  });

  test('the tools for language models in the editor are left out where the editor has none', () => {
    const { registerTool } = vscode.lm as unknown as { registerTool: unknown };
    Object.assign(vscode.lm, { registerTool: undefined });
    registerLanguageModelTools({ tool: () => Promise.reject(new Error('not called')) });
    expect(registered.size).toBe(0);
    Object.assign(vscode.lm, { registerTool });
  });
});
