import path from 'node:path';
import { Served, servers } from '../support/served.js';

/** What a process has used so far. */
export interface Usage {
  /** Milliseconds of CPU of all its threads, since it began. */
  readonly cpuMs: number;
  /** Bytes that objects take, after a collection if one was asked for. */
  readonly heapBytes: number;
  /** Most bytes of memory that it had from the system at a time. */
  readonly peakBytes: number;
}

/** Answers each message on the fourth channel. The bundle of a bench is in `.tmp/bench/`. */
const meter = path.resolve(import.meta.dirname, '../../test/bench/meter.cjs');

/** The bundled server in a process of its own, and what it uses. The bundles are those of `npm run build`. */
export class MeasuredServer {
  private constructor(readonly served: Served) {}

  /**
   * Starts a server for an editor that can do what VS Code can.
   * @param folder the workspace, if any
   * @param bundle the server's file and its arguments
   */
  static async start(
    folder?: string,
    bundle: readonly string[] = servers['the server’s bundle'],
  ): Promise<MeasuredServer> {
    const args = ['--expose-gc', '--require', meter, ...bundle];
    const { served } = await Served.start(args, {
      ...(folder === undefined ? {} : { folder }),
      initializationOptions: { commands: true, diagnosticPatches: true },
      capabilities: {
        workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: {
          codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
          publishDiagnostics: { relatedInformation: true, dataSupport: true },
        },
      },
    });
    return new MeasuredServer(served);
  }

  /** @param collect whether to collect garbage before */
  usage(collect = false): Promise<Usage> {
    const { process } = this.served;
    return new Promise((resolve, reject) => {
      process.once('message', (usage) => resolve(usage as Usage));
      process.send({ collect }, (error) => error && reject(error));
    });
  }

  async stop(): Promise<void> {
    await this.served.stop();
  }
}
