import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LangiumDocument, URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { type AssistServices, createAssistServices, type OfferedFix } from '../assist/index.js';
import type { DocumentAnalysis, Finding } from '../check/index.js';
import {
  type ConferSharedCoreServices,
  DeclarationLookup,
  ModelLookup,
  type ProjectConfigurations,
  type VisibleDeclarations,
} from '../language/index.js';
import { UsageError } from './exit-codes.js';

/**
 * So many characters of a file are read again to try its fixes, some seconds' worth: a generated file with thousands of
 * mistakes must not keep a build waiting for minutes.
 */
const mostTried = 1_000_000;

/** A file with what the check found in it. */
export interface CheckedFile {
  /** As on the disk, absolute. */
  readonly path: string;
  readonly document: LangiumDocument;
  readonly analysis: DocumentAnalysis;
}

/** Files on the disk, read and checked with the services that the editor uses. */
export class Project {
  private constructor(
    private readonly shared: ConferSharedCoreServices,
    private readonly services: AssistServices,
  ) {}

  /** @param maxConfigurations bound on explored pairs of phase and configuration, per flow; the default where left out */
  static async create(maxConfigurations?: number): Promise<Project> {
    const { shared, Confer } = createAssistServices({ fileSystemProvider: NodeFileSystem.fileSystemProvider });
    if (maxConfigurations !== undefined) shared.settings.maxConfigurations = maxConfigurations;
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return new Project(shared, Confer);
  }

  /** The configurations that the checked files go by. */
  get configurations(): ProjectConfigurations {
    return this.shared.workspace.ProjectConfigurations;
  }

  /**
   * Reads and checks files; what they import is read too.
   * @param paths absolute paths
   * @throws UsageError where a file cannot be read
   */
  async check(paths: readonly string[]): Promise<CheckedFile[]> {
    const documents: { path: string; document: LangiumDocument }[] = [];
    for (const file of paths) documents.push({ path: file, document: await this.load(file) });
    await this.shared.workspace.DocumentBuilder.build(documents.map(({ document }) => document));
    const checked: CheckedFile[] = [];
    for (const { path: file, document } of documents) {
      checked.push({ path: file, document, analysis: await this.services.analysis.AnalysisProvider.analyze(document) });
    }
    return checked;
  }

  /**
   * What files can see, for recordings.
   * @param paths absolute paths; none: what is visible everywhere
   * @throws UsageError where a file cannot be read
   */
  async declarations(paths: readonly string[]): Promise<VisibleDeclarations[]> {
    const documents: LangiumDocument[] = [];
    for (const file of paths) documents.push(await this.load(file));
    if (documents.length === 0) {
      const nowhere = URI.parse(pathToFileURL(path.resolve('nothing.confer')).href);
      documents.push(this.shared.workspace.LangiumDocuments.createDocument(nowhere, ''));
    }
    await this.shared.workspace.DocumentBuilder.build(documents);
    const lookup = new DeclarationLookup(this.services);
    return documents.map((document) => lookup.visibleIn(document));
  }

  /** The models of the library and of what was checked, one by one. */
  get models(): ModelLookup {
    return new ModelLookup(this.services);
  }

  /** What would mend the findings of a checked file: what the editor offers, tried in the same way. */
  fixes({ document }: CheckedFile): Promise<ReadonlyMap<Finding, readonly OfferedFix[]>> {
    return this.services.fixes.FixProvider.titles(document, mostTried);
  }

  private async load(file: string): Promise<LangiumDocument> {
    const uri = URI.parse(pathToFileURL(file).href);
    const documents = this.shared.workspace.LangiumDocuments;
    const known = documents.getDocument(uri);
    if (known !== undefined) return known;
    if (!this.shared.ServiceRegistry.hasServices(uri)) {
      throw new UsageError(`${displayPath(file)} is no Confer file: the name must end in .confer.`);
    }
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      const reason =
        error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'may not be read' : 'cannot be read';
      throw new UsageError(`${displayPath(file)} ${reason}.`);
    }
    return documents.createDocument(uri, text);
  }
}

/** A path as it is shown: relative to the working directory, with `/`. */
export function displayPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return (relative === '' ? '.' : relative).replaceAll('\\', '/');
}

/** The address of a related place as a path that can be shown; another scheme stays as it is. */
export function displayUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? displayPath(parsed.fsPath) : uri;
}
