import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentState, type LangiumDocument, URI } from 'langium';
import type { DocumentAnalysis, RuleCode } from '../check/index.js';
import {
  ast,
  type ConferCoreServices,
  type ConferSharedCoreServices,
  createConferServices,
  DeclarationLookup,
  type FolderContents,
  ModelLookup,
  type ProjectConfigurations,
  type RuleLevel,
  sharedParserModule,
  syntaxFindings,
  type VisibleDeclarations,
} from '../language/index.js';
import { nodeFileSystem, readText, TooLargeError } from '../server/node/node-file-system.js';
import { MAX_FILE_SIZE } from '../server/protocol/text-encoding.js';
import { containsPosition } from '../timeline/types/ranges.js';
import { displayPath } from './display-path.js';
import { UsageError } from './exit-codes.js';

/** A file to read. */
export interface InputFile {
  /** As it was named or found, absolute. */
  readonly path: string;
  /** Without links: two ways to one file are one file. */
  readonly realPath: string;
  /** Texts that are checked in place of files on the disk. */
  readonly text?: string;
}

/** A file with what the check found in it. */
export interface CheckedFile {
  /** As it was named or found, absolute. */
  readonly path: string;
  readonly realPath: string;
  readonly document: LangiumDocument;
  readonly analysis: DocumentAnalysis;
}

/** Files on the disk, read and checked with the services that the editor uses. */
export class Project {
  /** Files and links that could not be read, a line each, besides problems of configurations. */
  readonly warnings: string[] = [];
  /**
   * Syntax errors of the files of `declarations`, and other errors in their captures: with them, a recording is
   * read or followed in another way.
   */
  readonly sourceErrors: { readonly severity: 'error'; readonly text: string }[] = [];

  private constructor(
    private readonly shared: ConferSharedCoreServices,
    readonly services: ConferCoreServices,
  ) {}

  /**
   * @param options `maxConfigurations` bounds the explored pairs of phase and configuration per flow; `levels` of rules
   * win over those of every configuration
   */
  static async create(
    options: {
      readonly maxConfigurations?: number | undefined;
      readonly levels?: ReadonlyMap<RuleCode, RuleLevel>;
    } = {},
  ): Promise<Project> {
    const { shared, Confer } = createConferServices({ fileSystemProvider: nodeFileSystem }, sharedParserModule);
    if (options.maxConfigurations !== undefined) shared.settings.maxConfigurations = options.maxConfigurations;
    if (options.levels !== undefined) shared.workspace.ProjectConfigurations.gradeAll(options.levels);
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return new Project(shared, Confer);
  }

  /** The configurations that the checked files go by. */
  get configurations(): ProjectConfigurations {
    return this.shared.workspace.ProjectConfigurations;
  }

  /** The Confer files of a folder, as the editor finds them. */
  search(folder: string): Promise<FolderContents> {
    return this.shared.workspace.FolderSearch.search(addressOf(folder));
  }

  /**
   * Reads and checks files; what they import is read too.
   * @throws UsageError if a file cannot be read
   */
  async check(
    files: readonly InputFile[],
    progress: (checkedCount: number) => void = () => {},
  ): Promise<CheckedFile[]> {
    const documents: LangiumDocument[] = [];
    for (const file of files) documents.push(await this.load(file));
    await this.shared.workspace.DocumentBuilder.build(documents);
    const checked: CheckedFile[] = [];
    for (const [index, { path, realPath }] of files.entries()) {
      const document = documents[index];
      if (document === undefined) continue;
      checked.push({ path, realPath, document, analysis: await this.analyze(document) });
      progress(checked.length);
    }
    return checked;
  }

  /**
   * The declarations that files can see, for recordings.
   * @param paths absolute paths; none: what is visible everywhere
   * @throws UsageError if a file cannot be read
   */
  async declarations(paths: readonly string[]): Promise<VisibleDeclarations[]> {
    // A file that is named twice declares everything once.
    const documents = new Set<LangiumDocument>();
    for (const file of paths) documents.add(await this.load({ path: file, realPath: await realPathOf(file) }));
    if (documents.size === 0) {
      const nowhere = addressOf(path.resolve('nothing.confer'));
      documents.add(this.shared.workspace.LangiumDocuments.createDocument(nowhere, ''));
    }
    await this.shared.workspace.DocumentBuilder.build([...documents]);
    for (const document of documents) this.sourceErrors.push(...this.errorsIn(document));
    const lookup = new DeclarationLookup(this.services);
    return [...documents].map((document) => lookup.visibleIn(document));
  }

  /** The models of the library and of what was checked, one by one. */
  get models(): ModelLookup {
    return new ModelLookup(this.services);
  }

  /**
   * Reads and links files without checking them.
   * @throws UsageError if a file cannot be read
   */
  async read(files: readonly InputFile[]): Promise<Omit<CheckedFile, 'analysis'>[]> {
    const read: Omit<CheckedFile, 'analysis'>[] = [];
    for (const file of files) {
      read.push({ path: file.path, realPath: file.realPath, document: await this.load(file) });
    }
    await this.shared.workspace.DocumentBuilder.build(read.map(({ document }) => document));
    return read;
  }

  /** Checks files again after some of them have got another text. */
  async recheck(files: readonly CheckedFile[], texts: ReadonlyMap<CheckedFile, string>): Promise<CheckedFile[]> {
    const { DocumentBuilder, LangiumDocuments } = this.shared.workspace;
    for (const [{ document }, text] of texts) {
      LangiumDocuments.deleteDocument(document.uri);
      LangiumDocuments.createDocument(document.uri, text);
    }
    // The links of other files may lead to another declaration now.
    const replaced = new Set([...texts.keys()].map(({ document }) => document.uri.toString()));
    for (const document of LangiumDocuments.all) {
      if (!replaced.has(document.uri.toString())) DocumentBuilder.resetToState(document, DocumentState.ComputedScopes);
    }
    await DocumentBuilder.build(LangiumDocuments.all.toArray());
    const checked: CheckedFile[] = [];
    for (const { path: file, realPath, document: before } of files) {
      const document = LangiumDocuments.getDocument(before.uri) ?? before;
      checked.push({ path: file, realPath, document, analysis: await this.analyze(document) });
    }
    return checked;
  }

  private errorsIn(document: LangiumDocument): Project['sourceErrors'] {
    const { declarations } = document.parseResult.value as ast.ConferFile;
    const captures = declarations.flatMap((node) => (ast.isCapture(node) ? (node.$cstNode?.range ?? []) : []));
    const inCaptures = this.services.analysis.Compiler.file(document).findings.filter(({ severity, range }) => {
      return severity === 'error' && captures.some((capture) => containsPosition(capture, range.start));
    });
    const syntax = syntaxFindings(document);
    const lines = new Set(syntax.map(({ range }) => range.start.line));
    return [...syntax, ...inCaptures.filter(({ range }) => !lines.has(range.start.line))]
      .sort((a, b) => a.range.start.line - b.range.start.line)
      .map(({ range: { start }, message }) => {
        const place = `${displayPath(document.uri.fsPath)}:${start.line + 1}:${start.character + 1}`;
        return { severity: 'error', text: `${place}: ${message}` };
      });
  }

  private analyze(document: LangiumDocument): Promise<DocumentAnalysis> {
    return this.services.analysis.AnalysisProvider.analyze(document);
  }

  private async load({ path, realPath, text }: InputFile): Promise<LangiumDocument> {
    const uri = addressOf(realPath);
    const documents = this.shared.workspace.LangiumDocuments;
    const loaded = documents.getDocument(uri);
    if (loaded !== undefined) return loaded;
    if (!this.shared.ServiceRegistry.hasServices(uri)) {
      throw new UsageError(`${displayPath(path)} is not a Confer file: its name must end in .confer.`);
    }
    return documents.createDocument(uri, text ?? (await readInput(path)));
  }
}

async function realPathOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    throw new UsageError(`${displayPath(file)} ${unreadable(error)}.`);
  }
}

async function readInput(file: string): Promise<string> {
  try {
    return await readText(file);
  } catch (error) {
    throw new UsageError(`${displayPath(file)} ${unreadable(error)}.`);
  }
}

/** Why a file is not read, after its name. */
function unreadable(error: unknown): string {
  if (error instanceof TooLargeError) return `is larger than ${MAX_FILE_SIZE} bytes, the limit for Confer files`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'does not exist';
  return code === 'EACCES' ? 'cannot be read: permission denied' : 'cannot be read';
}

/** The address of a file or folder of the disk. */
export function addressOf(file: string): URI {
  return URI.parse(pathToFileURL(file).href);
}
