import { isConfigurable, isFixable, isRuleCode, type RuleCode, ruleCodes, safeOnSave } from '../../check/index.js';
import { type RuleLevel, ruleLevels } from '../../language/index.js';
import { type Arguments, givenMaxConfigurations, wholeNumber } from '../arguments.js';
import { UsageError } from '../exit-codes.js';

/** One format and where it is written; standard output without a file. */
export interface FormatTarget {
  readonly format: string;
  readonly file: string | undefined;
}

/** The options of `confer check`. */
export interface CheckOptions {
  readonly formats: readonly FormatTarget[];
  readonly maxWarnings: number;
  readonly maxConfigurations: number | undefined;
  readonly levels: ReadonlyMap<RuleCode, RuleLevel>;
  /** Rules whose preferred fixes are applied; empty if nothing is to be fixed. */
  readonly fixes: ReadonlySet<RuleCode>;
  readonly dryRun: boolean;
  readonly listFixes: boolean;
  readonly quiet: boolean;
  readonly stats: boolean;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  /** Path that standard input is read as. */
  readonly stdin: string | undefined;
}

/** @throws UsageError for options that do not go together, or values that mean nothing */
export function checkOptions(args: Arguments): CheckOptions {
  const options: CheckOptions = {
    formats: formatTargets(args.texts('format')),
    maxWarnings: wholeNumber('max-warnings', args.text('max-warnings'), 0, 0),
    maxConfigurations: givenMaxConfigurations(args),
    levels: ruleLevelsOf(args.texts('rule')),
    fixes: fixedRules(args),
    dryRun: args.flag('fix-dry-run'),
    listFixes: args.flag('fixes'),
    quiet: args.flag('quiet'),
    stats: args.flag('stats'),
    baseline: args.text('baseline'),
    updateBaseline: args.flag('update-baseline'),
    stdin: args.text('stdin-filepath'),
  };
  if (options.updateBaseline && options.baseline === undefined) {
    throw new UsageError('--update-baseline requires --baseline FILE.');
  }
  if (options.stdin !== undefined && args.files.length > 0) {
    throw new UsageError('--stdin-filepath checks standard input only: name no other files.');
  }
  if (args.flag('watch') && (options.stdin !== undefined || options.dryRun || options.updateBaseline)) {
    throw new UsageError('--watch cannot be used with --stdin-filepath, --fix-dry-run, or --update-baseline.');
  }
  return options;
}

function formatTargets(values: readonly string[]): FormatTarget[] {
  const targets = (values.length === 0 ? ['human'] : values).map((value): FormatTarget => {
    const at = value.indexOf('=');
    if (at === value.length - 1) throw new UsageError(`--format ${value} requires a file name after "=".`);
    return at < 0 ? { format: value, file: undefined } : { format: value.slice(0, at), file: value.slice(at + 1) };
  });
  const printed = targets.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    const [, second] = printed;
    throw new UsageError(
      `Only one format can go to standard output: write the other to a file, --format ${second?.format}=FILE.`,
    );
  }
  return targets;
}

function ruleLevelsOf(values: readonly string[]): Map<RuleCode, RuleLevel> {
  return new Map(
    values.map((value) => {
      const [name = '', word = ''] = value.split('=', 2);
      const code = ruleCode(name);
      const level = ruleLevels.find((candidate) => candidate === word);
      if (level === undefined) {
        throw new UsageError(`--rule ${name}=${word}: the level must be one of ${ruleLevels.join(', ')}.`, {
          word,
          among: ruleLevels,
        });
      }
      if (!isConfigurable(code)) throw new UsageError(`The level of "${code}" cannot be changed.`);
      return [code, level] as const;
    }),
  );
}

function fixedRules(args: Arguments): ReadonlySet<RuleCode> {
  const named = args.texts('fix').flatMap((value) => value.split(','));
  for (const name of named) {
    if (!isFixable(ruleCode(name))) throw new UsageError(`"${name}" has no automatic fix.`);
  }
  if (named.length > 0) return new Set(named.map(ruleCode));
  return args.flag('fix') || args.flag('fix-dry-run') ? safeOnSave : new Set();
}

function ruleCode(name: string): RuleCode {
  if (isRuleCode(name)) return name;
  throw new UsageError(`There is no rule "${name}".`, { word: name, among: ruleCodes, lists: true });
}
