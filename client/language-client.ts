import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../server/protocol/initialization-options.js';
import { errorMessage } from '../timeline/types/error-message.js';
import { patchedAnswers } from './answer-middleware.js';
import { languageId, settingsSection } from './contributions.js';
import { diagnosticReplicas } from './diagnostic-replicas.js';
import { fenceMiddleware } from './fences/fence-middleware.js';
import { RestartPolicy } from './restart-policy.js';
import { linkRulePages, linkRulePagesIn, rulePagesPrefix } from './rule-pages.js';
import { provideCodeLenses } from './views/code-lenses.js';
import { UnwrittenPhases } from './views/unwritten-phases.js';

/** How a kind of extension host runs the language server. */
export interface ServerHost {
  /**
   * Makes a client for a new server process or worker, not started yet.
   * `broken` is to be called if the server turns out unable to start and the client would wait for it for ever.
   */
  createClient(
    id: string,
    name: string,
    options: LanguageClientOptions,
    broken: (reason: string) => void,
  ): BaseLanguageClient;
  /** Ends what may be left of the servers made so far; clients are stopped before. */
  release(): void;
}

export type ServerState = 'starting' | 'running' | 'stopped';

/** Owns the language client: starts, stops and restarts it, and notifies the user when the server gives up. */
export class ConferLanguageClient implements vscode.Disposable {
  private readonly host: ServerHost;
  private readonly output: vscode.LogOutputChannel;
  private readonly diagnosticHandlers: ((uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => boolean)[] = [];
  private readonly wirings: ((client: BaseLanguageClient) => void)[] = [];
  private readonly unwritten = new UnwrittenPhases();
  private readonly stateChanged = new vscode.EventEmitter<ServerState>();
  private current: BaseLanguageClient | undefined;
  private currentState: ServerState = 'stopped';
  private stopping: Promise<void> | undefined;

  /** Fires whenever the server starts, runs or stops. */
  readonly onDidChangeState = this.stateChanged.event;

  constructor(host: ServerHost, output: vscode.LogOutputChannel) {
    this.host = host;
    this.output = output;
  }

  get state(): ServerState {
    return this.currentState;
  }

  /** The client at work, or undefined before the first start. */
  get client(): BaseLanguageClient | undefined {
    return this.current;
  }

  /** Registers a handler of diagnostics that the editor is not to show at their own address; it returns whether it takes them over. */
  onDiagnostics(handler: (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => boolean): void {
    this.diagnosticHandlers.push(handler);
  }

  /** Registers handlers on every client made from now on, before it starts: a restart makes a new client. */
  onEachClient(wire: (client: BaseLanguageClient) => void): void {
    this.wirings.push(wire);
  }

  /** Starts a server. Resolves when it runs or has failed to; a failure is shown, not thrown. */
  async start(): Promise<void> {
    const client = this.host.createClient('confer', 'Confer', this.options(), (reason) => {
      if (this.current === client && client.state === State.Starting) {
        this.output.error(reason);
        this.reportStopped(
          vscode.l10n.t('Cannot start the Confer language server. Checks and timelines are unavailable.'),
        );
      }
    });
    this.current = client;
    client.onDidChangeState(({ newState }) => {
      if (this.current === client) {
        this.setState(stateOf(newState));
      }
    });
    for (const wire of this.wirings) {
      wire(client);
    }
    try {
      await client.start();
    } catch (error) {
      // The client has shown the failure itself; the status item offers the restart.
      this.output.error(`The language server did not start: ${errorMessage(error)}`);
    }
  }

  /** Stops the server; resolves when it has ended, cleanly or by force. */
  stop(): Promise<void> {
    this.stopping ??= this.endClient().finally(() => {
      this.stopping = undefined;
    });
    return this.stopping;
  }

  /** Ends the server and starts a new one. */
  async restart(): Promise<void> {
    await this.stop();
    // If two restarts coincide, the first one that gets here starts the server for both.
    if (this.current === undefined) {
      await this.start();
    }
  }

  dispose(): void {
    this.unwritten.dispose();
    this.stateChanged.dispose();
  }

  private options(): LanguageClientOptions {
    const initializationOptions: InitializationOptions = {
      fileSystem: true,
      commands: true,
      diagnosticPatches: true,
      rulePages: rulePagesPrefix,
    };
    return {
      // By language alone: untitled files and files of virtual workspaces are checked like any other.
      documentSelector: [{ language: languageId }],
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: settingsSection,
      initializationOptions,
      connectionOptions: { messageStrategy: diagnosticReplicas() },
      errorHandler: this.errorHandler(),
      middleware: {
        ...fenceMiddleware,
        ...patchedAnswers(),
        provideCodeLenses,
        provideHover: async (document, position, token, next) => {
          const hover = await next(document, position, token);
          if (hover) linkRulePagesIn(hover);
          return hover;
        },
        handleDiagnostics: (uri, diagnostics, next) => {
          linkRulePages(diagnostics);
          if (this.diagnosticHandlers.some((handler) => handler(uri, diagnostics))) return;
          // VS Code reports these in confer.json itself, as it is typed.
          const own = diagnostics.filter(({ code }) => code !== 'no-json' && code !== 'duplicate-key');
          this.unwritten.show(uri, own, next);
        },
      },
    };
  }

  private errorHandler(): ErrorHandler {
    const policy = new RestartPolicy();
    return {
      error: (_error, _message, count) => {
        if ((count ?? 0) <= 3) {
          return { action: ErrorAction.Continue, handled: true };
        }
        this.reportStopped(
          vscode.l10n.t('Lost connection to the Confer language server. Checks and timelines are unavailable.'),
        );
        return { action: ErrorAction.Shutdown, handled: true };
      },
      closed: () => {
        if (policy.mayRestart()) {
          return { action: CloseAction.Restart, handled: true };
        }
        this.reportStopped(
          vscode.l10n.t(
            'The Confer language server crashed {0} times in {1} minutes and will not be restarted. Checks and timelines are unavailable.',
            policy.maxEnds,
            policy.minutes,
          ),
        );
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private async endClient(): Promise<void> {
    const client = this.current;
    this.current = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`The language server did not shut down cleanly: ${errorMessage(error)}`);
    }
    this.host.release();
    this.setState('stopped');
  }

  private reportStopped(message: string): void {
    this.setState('stopped');
    const restartAction = vscode.l10n.t('Restart Server');
    const outputAction = vscode.l10n.t('Show Output');
    void vscode.window.showErrorMessage(message, restartAction, outputAction).then((choice) => {
      if (choice === restartAction) {
        void this.restart();
      } else if (choice === outputAction) {
        this.output.show(true);
      }
    });
  }

  private setState(state: ServerState): void {
    if (this.currentState !== state) {
      this.currentState = state;
      this.stateChanged.fire(state);
    }
  }
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    case State.StartFailed:
    case State.Stopped:
      return 'stopped';
  }
}
