import { eagerLoad } from 'langium';
import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import { PositionEncodingKind } from 'vscode-languageserver';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import type { InitializationOptions } from '../protocol/initialization-options.js';
import { offeredKinds } from '../providers/code-action-provider.js';
import { pullsOnly } from '../providers/diagnostic-pull.js';

/** Sends the editor the server's capabilities, and receives those of the editor. */
export class ConferLanguageServer extends DefaultLanguageServer {
  private readonly shared: ConferSharedServices;

  constructor(services: ConferSharedServices) {
    super(services);
    this.shared = services;
  }

  override async initialize(params: InitializeParams): Promise<InitializeResult> {
    const { rulePages, commands } = initializationOptions(params);
    this.shared.settings.clientCommands = commands === true;
    const { dataSupport, resolveSupport } = params.capabilities.textDocument?.codeAction ?? {};
    const resolves = resolveSupport?.properties.includes('edit') ?? false;
    this.shared.settings.resolvesActions = dataSupport === true && resolves;
    if (rulePages !== undefined) this.shared.settings.rulePages = rulePages;
    return super.initialize(params);
  }

  /** Loads what may listen to the client's start; parsers do not, and Langium's own for completion is never used. */
  protected override eagerLoadServices(): void {
    eagerLoad(this.shared);
    for (const language of this.shared.ServiceRegistry.all) {
      for (const [name, services] of Object.entries(language)) if (name !== 'parser') eagerLoad(services);
    }
  }

  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    result.capabilities.positionEncoding = PositionEncodingKind.UTF16;
    result.capabilities.codeActionProvider = { codeActionKinds: [...offeredKinds], resolveProvider: true };
    if (pullsOnly(params.capabilities)) {
      result.capabilities.diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: false };
    }
    result.capabilities.workspace = {
      ...result.capabilities.workspace,
      workspaceFolders: { supported: true, changeNotifications: true },
    };
    result.capabilities.selectionRangeProvider = true;
    result.serverInfo = { name: 'Confer' };
    return result;
  }
}

/** The client's options at `initialize`, unvalidated. */
export function initializationOptions(params: InitializeParams): InitializationOptions {
  const options: unknown = params.initializationOptions;
  if (typeof options !== 'object' || options === null) return {};
  const { fileSystem, rulePages, commands, diagnosticPatches } = options as Record<string, unknown>;
  return {
    ...(typeof fileSystem === 'boolean' ? { fileSystem } : {}),
    ...(typeof rulePages === 'string' ? { rulePages } : {}),
    ...(typeof commands === 'boolean' ? { commands } : {}),
    ...(typeof diagnosticPatches === 'boolean' ? { diagnosticPatches } : {}),
  };
}
