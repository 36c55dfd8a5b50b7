import type { Severity } from '../../timeline/types/timeline.js';
import type { Rule } from './rule.js';
import { ruleTable } from './rule-table.js';

type Table = typeof ruleTable;

/** The code of a rule, as diagnostics carry it. */
export type RuleCode = { [Group in keyof Table]: keyof Table[Group] }[keyof Table];

/** Codes of the rules that a table row says something of. */
type RulesWith<Facts> = {
  [Group in keyof Table]: {
    [Code in keyof Table[Group]]: Table[Group][Code] extends Facts ? Code : never;
  }[keyof Table[Group]];
}[keyof Table];

/** Codes of the rules with a fix. */
export type FixableRule = Exclude<RuleCode, RulesWith<{ readonly fixable: false }>>;

/** Codes that comparing a phase with its model phase can give. */
export type ContentRule = RulesWith<{ readonly comparesContent: true }>;

/** Every rule by its code, in the order of the documents. */
export const rules = Object.assign({}, ...Object.values(ruleTable)) as Readonly<Record<RuleCode, Rule>>;

/** The severity of a finding that rests on inference alone: one lower than its rule's. */
export function loweredSeverity(code: RuleCode): Severity {
  return rules[code].severity === 'error' ? 'warning' : 'information';
}

/** Whether a word is the code of a rule. */
export function isRuleCode(word: string): word is RuleCode {
  return Object.hasOwn(rules, word);
}

/** The codes of all rules, in the order of the documents. */
export const ruleCodes: readonly RuleCode[] = Object.keys(rules).filter(isRuleCode);

/** Whether a rule has an edit to offer, other than a comment that suppresses it. */
export function isFixable(code: RuleCode): code is FixableRule {
  return rules[code].fixable !== false;
}

/** Whether a rule compares a phase with its model phase; its findings then hold in some configurations only. */
export function isContentRule(code: RuleCode): code is ContentRule {
  return rules[code].comparesContent === true;
}

/** Whether a comment can silence a rule. */
export function isIgnorable(code: RuleCode): boolean {
  return rules[code].ignorable !== false;
}

/** Whether a project can choose a rule's level. */
export function isConfigurable(code: RuleCode): boolean {
  return rules[code].configurable !== false;
}

/** Whether a rule cannot be judged while the names, roles and states that it rests on are faulty. */
export function isMaskable(code: RuleCode): boolean {
  return rules[code].maskable === true;
}

/** Rules whose fixes can be applied without asking: they cannot change what the author meant. */
export const safeOnSave: ReadonlySet<RuleCode> = new Set(ruleCodes.filter((code) => rules[code].safeOnSave === true));

/** Codes that only recordings show: no Confer file has a finding of theirs. */
export const recordingRules: ReadonlySet<RuleCode> = new Set(['off-flow', 'unknown-address']);
