import type { RuleCode } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { PathMatcher } from './glob.js';
import { presets, type RuleLevel, type RuleLevels } from './severities.js';

/** Name of a project's file. */
export const configurationFileName = 'confer.json';

/** Rules graded otherwise in some of a project's files. */
export interface Override {
  readonly files: readonly PathMatcher[];
  readonly rules: ReadonlyMap<RuleCode, RuleLevel>;
}

/** A folder whose files are visible in all files of the project. */
export interface LibraryFolder {
  /** Relative to the folder of the configuration, which contains it. */
  readonly path: string;
  readonly range: Range;
}

/** The content of a project's `confer.json`. */
export interface ProjectConfiguration {
  readonly levels: RuleLevels;
  readonly overrides: readonly Override[];
  readonly library: readonly LibraryFolder[];
  /** Patterns of files that are skipped when a folder is checked, in the notation of `.gitignore`. */
  readonly ignore: readonly string[];
}

/** The configuration without a `confer.json`. */
export const defaultConfiguration: ProjectConfiguration = {
  levels: presets.recommended,
  overrides: [],
  library: [],
  ignore: [],
};

/**
 * The levels of a file's rules.
 * @param path of the file, relative to the folder of the configuration, with `/`
 */
export function levelsFor({ levels, overrides }: ProjectConfiguration, path: string): RuleLevels {
  const applying = overrides.filter(({ files }) => files.some((matches) => matches(path)));
  return { ...levels, ...Object.fromEntries(applying.flatMap(({ rules }) => [...rules])) };
}
