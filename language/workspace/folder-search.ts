import { type FileSystemNode, type FileSystemProvider, type ServiceRegistry, type URI, UriUtils } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { configurationFileName } from '../configuration/configuration.js';
import { IgnoreRules, ignoreLines } from '../configuration/ignore-rules.js';
import type { ProjectConfigurations } from './project-configurations.js';

/** Limits on the search of a folder; a link to the whole disk, or a deep nest, must not block the product. */
const MAX_FILES = 20_000;
const MAX_FOLDERS = 50_000;
const MAX_DEPTH = 64;
/** Folders read at once. */
const READ_AT_ONCE = 32;

const IGNORE_FILE = '.gitignore';

/** The Confer files of a folder. */
export interface FolderContents {
  readonly files: readonly URI[];
  /** Why the folder was not searched to its end; undefined if it was. */
  readonly incomplete?: string;
}

/** Ignore patterns and the folder that they are relative to. */
interface Ignoring {
  readonly base: URI;
  readonly rules: IgnoreRules;
}

/** A folder that is still to be read. */
interface Pending {
  readonly folder: URI;
  readonly depth: number;
  /** Patterns of the `.gitignore` files in the folders above, outermost first. */
  readonly ignoring: readonly Ignoring[];
  /** Patterns of the nearest `confer.json`. */
  readonly project: Ignoring | undefined;
}

/**
 * Finds the Confer files of a folder: the one answer to which files belong to it, for the editor and the command.
 *
 * Left out are `node_modules`, names that begin with a dot, links, and what a `.gitignore` or the `ignore` of a
 * `confer.json` names. A linked file is found at its target.
 */
export class FolderSearch {
  private readonly files: FileSystemProvider;
  private readonly registry: () => ServiceRegistry;
  private readonly configurations: () => ProjectConfigurations;

  constructor(services: ConferSharedCoreServices) {
    this.files = services.workspace.FileSystemProvider;
    this.registry = () => services.ServiceRegistry;
    this.configurations = () => services.workspace.ProjectConfigurations;
  }

  /**
   * The Confer files in a folder and below it, in the order of their addresses.
   * @param options `project: false` leaves `confer.json` unread, for folders that one itself names
   */
  async search(root: URI, options: { readonly project?: boolean } = {}): Promise<FolderContents> {
    const byProject = options.project !== false;
    const start: Pending = {
      folder: root,
      depth: 0,
      ignoring: await this.ignoringAbove(root),
      project: byProject ? await this.projectOf(root) : undefined,
    };
    const files: URI[] = [];
    let incomplete: string | undefined;
    let folders = 0;
    const pending = [start];
    while (pending.length > 0 && incomplete === undefined) {
      const batch = pending.splice(0, READ_AT_ONCE);
      folders += batch.length;
      for (const found of await Promise.all(batch.map((folder) => this.read(folder, byProject)))) {
        files.push(...found.files);
        for (const folder of found.folders) {
          if (folder.depth <= MAX_DEPTH) pending.push(folder);
          else incomplete = `folders deeper than ${MAX_DEPTH}`;
        }
      }
      if (files.length > MAX_FILES) incomplete = `more than ${MAX_FILES} Confer files`;
      if (folders > MAX_FOLDERS) incomplete = `more than ${MAX_FOLDERS} folders`;
    }
    const sorted = files.slice(0, MAX_FILES).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    return { files: sorted, ...(incomplete === undefined ? {} : { incomplete }) };
  }

  /** Whether a search of the folder would find the file; the file need not be there. */
  async finds(root: URI, file: URI): Promise<boolean> {
    if (!UriUtils.contains(root, file) || !this.registry().hasServices(file)) return false;
    let ignoring = await this.ignoringAbove(root);
    let project = await this.projectOf(root);
    let folder = root;
    const names = UriUtils.relative(root, file).split('/');
    for (const [index, name] of names.entries()) {
      const isFolder = index < names.length - 1;
      ignoring = await this.withOwn(folder, ignoring);
      project = (await this.projectOf(folder)) ?? project;
      const uri = UriUtils.joinPath(folder, name);
      if (isHidden(name, isFolder) || isIgnored(uri, isFolder, ignoring, project)) return false;
      folder = uri;
    }
    return true;
  }

  private async read(
    { folder, depth, ignoring: above, project: outer }: Pending,
    byProject: boolean,
  ): Promise<{ files: URI[]; folders: Pending[] }> {
    const entries = await this.entries(folder);
    const named = (name: string) => entries.some(({ uri, isFile }) => isFile && UriUtils.basename(uri) === name);
    const ignoring = named(IGNORE_FILE) ? await this.withOwn(folder, above) : above;
    const hasProject = byProject && depth > 0 && named(configurationFileName);
    const project = hasProject ? await this.projectOf(folder) : outer;
    const files: URI[] = [];
    const folders: Pending[] = [];
    for (const { uri, isFile, isDirectory } of entries) {
      if (isHidden(UriUtils.basename(uri), isDirectory) || isIgnored(uri, isDirectory, ignoring, project)) continue;
      if (isDirectory) folders.push({ folder: uri, depth: depth + 1, ignoring, project });
      else if (isFile && this.registry().hasServices(uri)) files.push(uri);
    }
    return { files, folders };
  }

  /** Nothing if a folder cannot be read: the others are searched all the same. */
  private async entries(folder: URI): Promise<readonly FileSystemNode[]> {
    try {
      return await this.files.readDirectory(folder);
    } catch {
      return [];
    }
  }

  private async projectOf(folder: URI): Promise<Ignoring | undefined> {
    const file = await this.configurations().governingFolder(folder);
    const lines = file?.configuration?.ignore ?? [];
    if (file === undefined || lines.length === 0) return undefined;
    return { base: UriUtils.dirname(file.uri), rules: new IgnoreRules(lines) };
  }

  /** The rules of the `.gitignore` files above a folder, up to the root of its repository. */
  private async ignoringAbove(root: URI): Promise<readonly Ignoring[]> {
    const found: Ignoring[] = [];
    let folder = root;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      // The folder that holds `.git` is the last whose patterns count.
      if (await this.files.exists(UriUtils.joinPath(folder, '.git'))) return found;
      const parent = UriUtils.dirname(folder);
      if (parent.path === folder.path) break;
      folder = parent;
      found.unshift(...(await this.own(folder)));
    }
    // No repository: patterns far above do not concern this folder.
    return [];
  }

  private async withOwn(folder: URI, above: readonly Ignoring[]): Promise<readonly Ignoring[]> {
    return [...above, ...(await this.own(folder))];
  }

  private async own(folder: URI): Promise<Ignoring[]> {
    try {
      const text = await this.files.readFile(UriUtils.joinPath(folder, IGNORE_FILE));
      return [{ base: folder, rules: new IgnoreRules(ignoreLines(text)) }];
    } catch {
      return [];
    }
  }
}

function isHidden(name: string, isFolder: boolean): boolean {
  return name.startsWith('.') || (isFolder && name === 'node_modules');
}

function isIgnored(uri: URI, isFolder: boolean, ignoring: readonly Ignoring[], project: Ignoring | undefined): boolean {
  const verdict = ({ base, rules }: Ignoring) => rules.verdict(UriUtils.relative(base, uri), isFolder);
  if (project !== undefined && verdict(project) === true) return true;
  for (const rules of [...ignoring].reverse()) {
    const ignored = verdict(rules);
    if (ignored !== undefined) return ignored;
  }
  return false;
}
