import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { mcpServerProvider } from '../../client/contributions.js';
import { registerMcpServer } from '../../client/mcp-server.js';

interface Definition {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  readonly cwd?: { readonly fsPath: string };
}

interface Provider {
  onDidChangeMcpServerDefinitions(listener: () => void): object;
  provideMcpServerDefinitions(): readonly Definition[];
}

const editor = vi.hoisted(() => ({
  providers: new Map<string, unknown>(),
  folders: [] as { name: string; uri: { scheme: string; fsPath: string } }[],
  changeFolders: () => {},
}));

// The editor's API exists inside the editor only; of it, this part needs what is for servers and folders.
vi.mock('vscode', () => {
  class Disposable {
    static from = (...parts: { dispose(): void }[]) =>
      new Disposable(() => {
        for (const part of parts) part.dispose();
      });
    constructor(readonly dispose: () => void) {}
  }
  class EventEmitter {
    private listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => {
      this.listeners.push(listener);
      return new Disposable(() => {});
    };
    fire() {
      for (const listener of this.listeners) listener();
    }
    dispose() {
      this.listeners = [];
    }
  }
  return {
    Disposable,
    EventEmitter,
    lm: {
      registerMcpServerDefinitionProvider: (id: string, provider: unknown) => {
        editor.providers.set(id, provider);
        return new Disposable(() => editor.providers.delete(id));
      },
    },
    McpStdioServerDefinition: class {
      constructor(
        readonly label: string,
        readonly command: string,
        readonly args: string[],
        readonly env: object,
        readonly version: string,
      ) {}
    },
    workspace: {
      get workspaceFolders() {
        return editor.folders;
      },
      onDidChangeWorkspaceFolders: (listener: () => void) => {
        editor.changeFolders = listener;
        return new Disposable(() => {});
      },
    },
  };
});

const started = { command: '/editor', args: ['server.cjs', '--mcp'], env: { ELECTRON_RUN_AS_NODE: '1' } };
const provider = () => editor.providers.get(mcpServerProvider) as Provider;
const folder = (name: string, scheme = 'file') => ({ name, uri: { scheme, fsPath: `/projects/${name}` } });

describe('the server for agents that speak the Model Context Protocol', () => {
  beforeEach(() => {
    editor.providers.clear();
    editor.folders = [folder('chat')];
  });

  test("is started by the editor's own Node, in the folder of the workspace", () => {
    registerMcpServer(started, '1.2.3');
    expect(provider().provideMcpServerDefinitions()).toEqual([
      { label: 'Confer', ...started, version: '1.2.3', cwd: folder('chat').uri },
    ]);
  });

  test('the server for agents that speak the Model Context Protocol is one for each folder on a disk, and announced again when folders come or go', () => {
    registerMcpServer(started, '1.2.3');
    let changes = 0;
    provider().onDidChangeMcpServerDefinitions(() => {
      changes++;
    });
    editor.folders = [folder('chat'), folder('calls'), folder('remote', 'vscode-vfs')];
    editor.changeFolders();
    expect(changes).toBe(1);
    expect(
      provider()
        .provideMcpServerDefinitions()
        .map(({ label }) => label),
    ).toEqual(['Confer (chat)', 'Confer (calls)']);
  });

  test('the server for agents that speak the Model Context Protocol is given up with what registered it', () => {
    registerMcpServer(started, '1.2.3').dispose();
    expect(editor.providers.size).toBe(0);
  });

  test('the server for agents that speak the Model Context Protocol is left out where the editor knows no such servers', () => {
    const { registerMcpServerDefinitionProvider: register } = vscode.lm as unknown as Record<string, unknown>;
    Object.assign(vscode.lm, { registerMcpServerDefinitionProvider: undefined });
    registerMcpServer(started, '1.2.3').dispose();
    expect(editor.providers.size).toBe(0);
    Object.assign(vscode.lm, { registerMcpServerDefinitionProvider: register });
  });
});
