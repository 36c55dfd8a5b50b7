import type { Cancellation, FileSystemNode, FileSystemProvider, LangiumDocument } from 'langium';
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  inject,
  isOperationCancelled,
  URI,
  UriUtils,
} from 'langium';
import { VirtualFileSystemProvider } from 'langium/test';
import { type AssistServices, assistModule } from '../../assist/assist-module.js';
import type { Finding } from '../../check/findings/finding.js';
import { conferModule, conferSharedModule } from '../../language/confer-module.js';
import type { ConferSharedCoreServices } from '../../language/confer-services.js';
import { ConferGeneratedModule, ConferGeneratedSharedModule } from '../../language/generated/module.js';
import { sharedParserModule } from '../../language/shared-parser.js';
import { sharedModels } from './fixtures.js';
import { sharedLibraryModule } from './shared-library.js';

const root = URI.parse('file:///workspace');

/** Files in memory with the language's services over them, the built-in library loaded. */
export class TestWorkspace {
  readonly shared: ConferSharedCoreServices;
  readonly services: AssistServices;
  private readonly files = new VirtualFileSystemProvider();

  private constructor(ownParser: boolean) {
    const context = { fileSystemProvider: () => tolerant(this.files) };
    this.shared = inject(
      createDefaultSharedCoreModule(context),
      ConferGeneratedSharedModule,
      conferSharedModule,
      ownParser ? {} : sharedLibraryModule,
    );
    // As `createAssistServices` has them, but for the parser and the library.
    this.services = inject(
      createDefaultCoreModule({ shared: this.shared }),
      ConferGeneratedModule,
      conferModule,
      assistModule,
      ownParser ? {} : sharedParserModule,
    );
    this.shared.ServiceRegistry.register(this.services);
  }

  /**
   * @param files text by path, relative to the workspace's root
   * @param options `open: false` leaves the files on the disk until something imports them; `ownParser` is for who asks
   * whether a parser or the library remembers what it should not
   */
  static async create(
    files: Record<string, string> = {},
    options: { open?: boolean; ownParser?: boolean } = {},
  ): Promise<TestWorkspace> {
    const workspace = new TestWorkspace(options.ownParser === true);
    for (const [path, text] of Object.entries(files)) workspace.files.insert(workspace.uri(path), text);
    // Where a fixture's `import "../models/shared/…"` leads to from the workspace's root.
    for (const [path, text] of sharedModels()) workspace.files.insert(URI.parse(`file:///${path}`), text);
    await workspace.shared.workspace.WorkspaceManager.initializeWorkspace([]);
    if (options.open !== false) await workspace.load(...Object.keys(files));
    return workspace;
  }

  /** Address of a file of the workspace. */
  uri(path: string): URI {
    return UriUtils.joinPath(root, path);
  }

  /** Path of a file of the workspace, the reverse of `uri`. */
  path(uri: URI | string): string {
    return uri.toString().replace(`${root.toString()}/`, '');
  }

  /** Loads, links and checks files that are on the disk. */
  async load(...paths: string[]): Promise<void> {
    const documents = this.shared.workspace.LangiumDocuments;
    const loaded = await Promise.all(
      paths.filter((path) => path.endsWith('.confer')).map((path) => documents.getOrCreateDocument(this.uri(path))),
    );
    await this.shared.workspace.DocumentBuilder.build(loaded, { validation: true });
  }

  /** Writes files and notifies the language, as an editor does on saving. A build that is canceled simply ends. */
  async write(files: Record<string, string>, token?: Cancellation.CancellationToken): Promise<void> {
    const uris = Object.keys(files).map((path) => this.uri(path));
    for (const [path, text] of Object.entries(files)) this.files.insert(this.uri(path), text);
    try {
      await this.shared.workspace.DocumentBuilder.update(uris, [], token);
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
    }
  }

  /** Deletes files and notifies the language. */
  async remove(...paths: string[]): Promise<void> {
    for (const path of paths) this.files.delete(this.uri(path));
    await this.shared.workspace.DocumentBuilder.update(
      [],
      paths.map((path) => this.uri(path)),
    );
  }

  /** Writes a file, and returns its errors and warnings. */
  async problems(path: string, text: string): Promise<Finding[]> {
    await this.write({ [path]: text });
    const { findings } = await this.services.analysis.AnalysisProvider.analyze(this.document(path));
    return findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  }

  /** A loaded document. */
  document(path: string): LangiumDocument {
    const document = this.shared.workspace.LangiumDocuments.getDocument(this.uri(path));
    if (document === undefined) throw new Error(`${path} is not loaded`);
    return document;
  }
}

/** The virtual file system answers a look at a missing file with an exception where a promise is due. */
function tolerant(files: VirtualFileSystemProvider): FileSystemProvider {
  const provider = Object.create(files) as FileSystemProvider;
  provider.stat = async (uri: URI): Promise<FileSystemNode> => files.statSync(uri);
  provider.readFile = async (uri: URI): Promise<string> => files.readFileSync(uri);
  return provider;
}
