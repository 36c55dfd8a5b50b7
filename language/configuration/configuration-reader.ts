import { isConfigurable, isRuleCode, nearestNames, quoted, type RuleCode, ruleCodes } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import { defaultConfiguration, type LibraryFolder, type Override, type ProjectConfiguration } from './configuration.js';
import { pathMatcher } from './glob.js';
import { type JsonMember, type JsonNode, readJson } from './json-reader.js';
import { type PresetName, presets, type RuleLevel, type RuleLevels, ruleLevels } from './severities.js';

/** Something in a `confer.json` that cannot be followed. */
export interface ConfigurationProblem {
  /** `error`: the file is not used; `warning`: the entry is left out, and the rest is used. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly range: Range;
  /** Problems that an editor's own JSON support reports: text that is not JSON, and repeated keys. */
  readonly code?: 'no-json' | 'duplicate-key';
}

/** Problems beyond these are only counted: a file that has more is hardly a configuration. */
const MAX_PROBLEMS = 100;

const keys = ['$schema', 'preset', 'rules', 'overrides', 'library', 'ignore'] as const;
const overrideKeys = ['files', 'rules'] as const;
const presetNames = Object.keys(presets) as PresetName[];

/**
 * Reads the text of a `confer.json`.
 * @returns what it says, undefined if an error keeps it from being used, and what is wrong with it
 */
export function readConfiguration(text: string): {
  readonly configuration: ProjectConfiguration | undefined;
  readonly problems: readonly ConfigurationProblem[];
} {
  const json = readJson(text);
  if ('mistake' in json)
    return { configuration: undefined, problems: [{ severity: 'error', code: 'no-json', ...json.mistake }] };
  const reader = new ConfigurationReader();
  const configuration = reader.read(json.root);
  const broken = reader.problems.some(({ severity }) => severity === 'error');
  return { configuration: broken ? undefined : configuration, problems: bounded(reader.problems) };
}

function bounded(problems: readonly ConfigurationProblem[]): readonly ConfigurationProblem[] {
  const further = problems[MAX_PROBLEMS];
  if (further === undefined) return problems;
  const message = `${problems.length - MAX_PROBLEMS} more problems are not listed. Fix those above first.`;
  return [...problems.slice(0, MAX_PROBLEMS), { severity: 'warning', message, range: further.range }];
}

class ConfigurationReader {
  readonly problems: ConfigurationProblem[] = [];

  read(root: JsonNode): ProjectConfiguration {
    const members = this.members(root, 'The file', keys);
    return {
      levels: this.levels(members.get('preset'), members.get('rules')),
      overrides: this.overrides(members.get('overrides')),
      library: this.folders(members.get('library')),
      ignore: this.texts(members.get('ignore'), '"ignore"', 'patterns').map(({ value }) => value),
    };
  }

  private levels(preset: JsonNode | undefined, own: JsonNode | undefined): RuleLevels {
    const name = preset === undefined ? 'recommended' : this.word(preset, '"preset"', presetNames);
    const start = name === undefined ? defaultConfiguration.levels : presets[name];
    return { ...start, ...Object.fromEntries(this.rules(own)) };
  }

  private rules(node: JsonNode | undefined): Map<RuleCode, RuleLevel> {
    const found = new Map<RuleCode, RuleLevel>();
    for (const member of node === undefined ? [] : this.object(node, '"rules"')) {
      const code = this.rule(member);
      const level = this.word(member.value, `"${member.key}"`, ruleLevels);
      if (code !== undefined && level !== undefined) found.set(code, level);
    }
    return found;
  }

  private rule({ key, keyRange }: JsonMember): RuleCode | undefined {
    if (!isRuleCode(key)) {
      const candidates = nearestNames(key.toLowerCase().replaceAll(/[_ ]/g, '-'), ruleCodes);
      const remedy = candidates.length === 0 ? ' Remove this line, or write the code of a rule of Confer.' : '';
      this.reportIgnored(keyRange, `Unknown rule "${key}".${remedy}`, candidates);
      return undefined;
    }
    if (isConfigurable(key)) return key;
    this.reportIgnored(keyRange, `"${key}" is always an error and cannot be configured. Remove this line.`, []);
    return undefined;
  }

  private overrides(node: JsonNode | undefined): Override[] {
    if (node === undefined) return [];
    if (node.kind !== 'array') {
      this.wrong(node, '"overrides" must be a list of objects: [{ "files": ["drafts/**"], "rules": { … } }].');
      return [];
    }
    return node.items.map((item) => {
      const members = this.members(item, 'An override', overrideKeys);
      const files = members.get('files');
      if (files === undefined && item.kind === 'object') {
        this.wrong(item, 'Missing "files": an override needs a list of patterns, such as ["drafts/**"].');
      }
      return {
        files: this.texts(files, '"files"', 'patterns').map(({ value }) => pathMatcher(value)),
        rules: this.rules(members.get('rules')),
      };
    });
  }

  /** A folder outside could be as large as the disk. */
  private folders(node: JsonNode | undefined): LibraryFolder[] {
    return this.texts(node, '"library"', 'folders').flatMap((item) => {
      const path = item.value.replace(/^\.\//, '').replace(/\/+$/, '');
      if (!/^[/\\]|^[a-z][a-z0-9+.-]*:|\\/i.test(path) && !path.split('/').includes('..')) {
        return [{ path, range: item.range }];
      }
      this.wrong(
        item,
        `"${item.value}" is not inside the folder of this file. Write a relative path with "/", such as "library/models".`,
      );
      return [];
    });
  }

  /** The members of an object that may have these; others are reported. */
  private members(node: JsonNode, what: string, allowed: readonly string[]): ReadonlyMap<string, JsonNode> {
    const found = new Map<string, JsonNode>();
    for (const { key, keyRange, value } of this.object(node, what)) {
      if (allowed.includes(key)) found.set(key, value);
      else
        this.reportIgnored(
          keyRange,
          `Unknown entry "${key}". Expected one of ${allowed.map(quoted).join(', ')}.`,
          nearestNames(KEYS.get(key.toLowerCase()) ?? key, allowed),
        );
    }
    return found;
  }

  private object(node: JsonNode, what: string): readonly JsonMember[] {
    if (node.kind !== 'object') {
      this.wrong(node, `${what} must be an object: { … }.`);
      return [];
    }
    const keysSoFar = new Set<string>();
    for (const { key, keyRange } of node.members) {
      if (keysSoFar.has(key)) {
        const message = `Duplicate "${key}": the last one is used.`;
        this.problems.push({ severity: 'warning', code: 'duplicate-key', message, range: keyRange });
      }
      keysSoFar.add(key);
    }
    return node.members;
  }

  private texts(node: JsonNode | undefined, what: string, things: string): JsonText[] {
    if (node === undefined) return [];
    if (node.kind !== 'array') {
      this.wrong(node, `${what} must be a list of ${things}: ["…"].`);
      return [];
    }
    return node.items.flatMap((item) => {
      if (item.kind === 'string' && item.value !== '') return [item];
      this.wrong(item, `${what} may only contain ${things} in double quotes.`);
      return [];
    });
  }

  private word<Word extends string>(node: JsonNode, what: string, words: readonly Word[]): Word | undefined {
    const word = node.kind === 'string' ? words.find((candidate) => candidate === node.value) : undefined;
    if (word === undefined) {
      const [meant] = intended(node, words);
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      this.wrong(node, `${what} must be one of ${words.map(quoted).join(', ')}.${hint}`);
    }
    return word;
  }

  private wrong({ range }: JsonNode, message: string): void {
    this.problems.push({ severity: 'error', message, range });
  }

  private reportIgnored(range: Range, message: string, candidates: readonly string[]): void {
    const hint = candidates[0] === undefined ? '' : ` Did you mean "${candidates[0]}"?`;
    this.problems.push({ severity: 'warning', message: message + hint, range });
  }
}

/** Keys and levels of other tools, with Confer's for the same. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['exclude', 'ignore'],
  ['excludes', 'ignore'],
  ['extends', 'preset'],
  ['libraries', 'library'],
  ['severity', 'rules'],
]);
const LEVELS: ReadonlyMap<string, RuleLevel> = new Map([
  ['disable', 'off'],
  ['disabled', 'off'],
  ['fatal', 'error'],
  ['ignore', 'off'],
  ['info', 'information'],
  ['none', 'off'],
  ['note', 'information'],
  ['warn', 'warning'],
]);

/** The words that may be meant by a value. */
function intended(node: JsonNode, words: readonly string[]): string[] {
  if (node.kind !== 'string') return node.kind === 'null' && words.includes('off') ? ['off'] : [];
  const text = node.value.toLowerCase();
  const level = LEVELS.get(text);
  return level !== undefined && words.includes(level) ? [level] : nearestNames(text, words);
}

type JsonText = Extract<JsonNode, { kind: 'string' }>;
