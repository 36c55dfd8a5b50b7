import { type FileSystemProvider, URI, UriUtils } from 'langium';
import type { RuleCode } from '../../check/index.js';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { configurationFileName, levelsFor, type ProjectConfiguration } from '../configuration/configuration.js';
import { type ConfigurationProblem, readConfiguration } from '../configuration/configuration-reader.js';
import { presets, type RuleLevel, type RuleLevels } from '../configuration/severities.js';
import { isLibraryUri } from '../library/library.js';
import type { FolderContents, FolderSearch } from './folder-search.js';
import { withoutLinks } from './links.js';

/** A project's `confer.json` as it was read. */
export interface ConfigurationFile {
  readonly uri: URI;
  /** Null if the file is there and cannot be read. */
  readonly text: string | null;
  /** The configuration in force: for a broken file, its last valid one; undefined if it never had any. */
  readonly configuration: ProjectConfiguration | undefined;
  readonly problems: readonly ConfigurationProblem[];
  /** The Confer files in the project's library folders. */
  readonly library: readonly URI[];
}

/**
 * The projects' configurations. A file belongs to the nearest `confer.json` above it, or to one that was named for all.
 *
 * Lookups while files are linked and checked are synchronous: `prepare` has read the files before.
 */
export class ProjectConfigurations {
  private readonly files: FileSystemProvider;
  private readonly folderSearch: () => FolderSearch;
  /** Pending reads of the configuration for a folder's files. */
  private readonly reading = new Map<string, Promise<ConfigurationFile | undefined>>();
  /** The configuration for a folder's files, by the folder's URI. */
  private readonly governing = new Map<string, ConfigurationFile | undefined>();
  private readonly levels = new Map<string, RuleLevels>();
  /** Configurations by their own address. */
  private readonly byAddress = new Map<string, ConfigurationFile>();
  /** The last valid content of each configuration file. */
  private readonly lastGood = new Map<string, ProjectConfiguration>();
  private readonly listeners: (() => void)[] = [];
  private named: URI | undefined;
  private graded: ReadonlyMap<RuleCode, RuleLevel> = new Map();

  constructor(services: ConferSharedCoreServices) {
    this.files = services.workspace.FileSystemProvider;
    this.folderSearch = () => services.workspace.FolderSearch;
  }

  /** Takes one configuration for all files, wherever they are. */
  useForAll(uri: URI): void {
    this.named = uri;
  }

  /** Uses these levels for all files, in place of those of configurations. */
  gradeAll(levels: ReadonlyMap<RuleCode, RuleLevel>): void {
    this.graded = levels;
    this.levels.clear();
  }

  /** The configurations read so far, the broken ones among them. */
  all(): readonly ConfigurationFile[] {
    return [...this.byAddress.values()];
  }

  /** The folders that were looked into for a configuration: those of files, and those above them. */
  searched(): readonly URI[] {
    return this.named === undefined ? [...this.reading.keys()].map((folder) => URI.parse(folder)) : [];
  }

  /** Calls back whenever a configuration has been read, or is found to be gone. */
  onDidRead(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Reads what governs a file, unless it is known. Nothing that a configuration says makes this fail. */
  async prepare(uri: URI): Promise<void> {
    const folder = folderOf(uri);
    if (folder === undefined || this.governing.has(folder.toString())) return;
    this.governing.set(folder.toString(), await this.governs(folder));
  }

  /** The configuration that governs the files of a folder, read if need be. */
  async governingFolder(folder: URI): Promise<ConfigurationFile | undefined> {
    return folder.path.startsWith('/') && !isLibraryUri(folder) ? this.governs(folder) : undefined;
  }

  /** The levels of the rules in a file. */
  levelsOf(uri: URI): RuleLevels {
    const file = this.governingFile(uri);
    if (file?.configuration === undefined && this.graded.size === 0) return presets.recommended;
    const key = uri.toString();
    let levels = this.levels.get(key);
    if (levels === undefined) {
      const own =
        file?.configuration === undefined
          ? presets.recommended
          : levelsFor(file.configuration, UriUtils.relative(UriUtils.dirname(file.uri), uri));
      levels = { ...own, ...Object.fromEntries(this.graded) };
      this.levels.set(key, levels);
    }
    return levels;
  }

  /** The files whose declarations a file sees without an import: those in its project's library folders. */
  libraryOf(uri: URI): readonly URI[] {
    return this.governingFile(uri)?.library ?? [];
  }

  /**
   * Reads all configurations and library folders again.
   * @returns whether anything is different from before
   */
  async refresh(): Promise<boolean> {
    const before = new Map([...this.governing].map(([folder, file]) => [folder, stateOf(file)]));
    this.reading.clear();
    this.byAddress.clear();
    const found = new Map<string, ConfigurationFile | undefined>();
    for (const folder of before.keys()) found.set(folder, await this.governs(URI.parse(folder)));
    let changed = false;
    for (const [folder, file] of found) {
      changed ||= stateOf(file) !== before.get(folder);
      this.governing.set(folder, file);
    }
    if (changed) this.levels.clear();
    this.tell();
    return changed;
  }

  private governingFile(uri: URI): ConfigurationFile | undefined {
    const folder = folderOf(uri);
    return folder === undefined ? undefined : this.governing.get(folder.toString());
  }

  private governs(folder: URI): Promise<ConfigurationFile | undefined> {
    const key = this.named?.toString() ?? folder.toString();
    let found = this.reading.get(key);
    if (found === undefined) {
      found = this.named === undefined ? this.find(folder) : this.read(this.named);
      this.reading.set(key, found);
    }
    return found;
  }

  private async find(folder: URI): Promise<ConfigurationFile | undefined> {
    const here = await this.read(UriUtils.joinPath(folder, configurationFileName));
    if (here !== undefined) return here;
    const parent = UriUtils.dirname(folder);
    return parent.path === folder.path ? undefined : this.governs(parent);
  }

  private async read(uri: URI): Promise<ConfigurationFile | undefined> {
    const key = uri.toString();
    const text = await this.textOf(uri);
    if (text === undefined) {
      this.lastGood.delete(key);
      return undefined;
    }
    const { configuration, problems } = text === null ? unreadable : readConfiguration(text);
    if (configuration !== undefined) this.lastGood.set(key, configuration);
    const inForce = configuration ?? this.lastGood.get(key);
    const library = await this.libraryFiles(UriUtils.dirname(uri), inForce);
    const file: ConfigurationFile = {
      uri,
      text,
      configuration: inForce,
      // Results of an older text about folders do not apply to this one.
      problems: configuration === undefined ? problems : [...problems, ...library.problems],
      library: library.files,
    };
    this.byAddress.set(key, file);
    this.tell();
    return file;
  }

  /** Undefined if there is no such file, null if it may not be read. */
  private async textOf(uri: URI): Promise<string | null | undefined> {
    try {
      return await this.files.readFile(uri);
    } catch {
      try {
        return (await this.files.stat(uri)).isFile ? null : undefined;
      } catch {
        return undefined;
      }
    }
  }

  private async libraryFiles(
    base: URI,
    configuration: ProjectConfiguration | undefined,
  ): Promise<{ files: readonly URI[]; problems: readonly ConfigurationProblem[] }> {
    const files = new Map<string, URI>();
    const problems: ConfigurationProblem[] = [];
    for (const { path, range } of configuration?.library ?? []) {
      const folder = await withoutLinks(this.files, base, UriUtils.joinPath(base, path));
      const warn = (message: string) => problems.push({ severity: 'warning', message, range });
      if (!UriUtils.contains(base, folder)) {
        warn(`"${path}" is skipped: it is a link to a folder outside the folder of this file.`);
        continue;
      }
      const found = await this.confersIn(folder);
      for (const file of found.files) files.set(file.toString(), file);
      if (found.files.length === 0) warn(`There is no folder "${path}" with Confer files here.`);
      if (found.incomplete !== undefined) warn(`"${path}" is only partly read: it contains ${found.incomplete}.`);
    }
    return { files: [...files.keys()].sort().flatMap((key) => files.get(key) ?? []), problems };
  }

  private async confersIn(folder: URI): Promise<FolderContents> {
    try {
      // Not by this configuration's own `ignore`, which is only being read.
      if ((await this.files.stat(folder)).isDirectory) return this.folderSearch().search(folder, { project: false });
    } catch {
      // No such folder.
    }
    return { files: [] };
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const start = { line: 0, character: 0 };

const unreadable: ReturnType<typeof readConfiguration> = {
  configuration: undefined,
  problems: [{ severity: 'error', message: 'This file cannot be read.', range: { start, end: start } }],
};

/** The folder of a file; undefined for one without a folder, such as a file that was never saved. */
function folderOf(uri: URI): URI | undefined {
  return uri.path.startsWith('/') && !isLibraryUri(uri) ? UriUtils.dirname(uri) : undefined;
}

function stateOf(file: ConfigurationFile | undefined): string {
  return file === undefined ? '' : JSON.stringify([file.uri.toString(), file.text, file.library.map(String)]);
}
