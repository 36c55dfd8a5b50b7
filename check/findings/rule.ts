import type { Severity } from '../../timeline/types/timeline.js';

/** The headings that rules are listed under, in the order of the documents. */
export const ruleGroups = {
  content: 'What a phase sends',
  sequence: 'How phases follow each other',
  times: 'Times',
  participants: 'Who takes part',
  names: 'Names',
  text: 'Text, values, and facts',
  models: 'Models',
  recordings: 'Recordings',
  check: 'The check itself',
} as const;

/** A heading that rules are listed under. */
export type RuleGroup = keyof typeof ruleGroups;

/** The static facts about a rule. */
export interface Rule {
  /** Severity unless a project's configuration says another. */
  readonly severity: Severity;
  /** When a finding has another severity; in brackets after the severity in the documents. */
  readonly severityNote?: string;
  /** What it finds, in one sentence of Markdown: the first of its page. */
  readonly finds: string;
  /** The same in at most 60 characters, for findings that have no closer words of their own. */
  readonly brief: string;
  /** False: no edit can fix a finding; a comment that suppresses it is no fix. */
  readonly fixable?: false;
  /** Its fixes cannot change what the author meant (protocols, order, unused names) and may be applied on save. */
  readonly safeOnSave?: true;
  /** False: no comment can silence it. */
  readonly ignorable?: false;
  /** False: no project can choose its level. */
  readonly configurable?: false;
  /** Found by comparing a phase with its model phase, so that it may hold in some configurations only. */
  readonly comparesContent?: true;
  /**
   * Cannot be judged while the names, roles and states that it rests on are faulty; a fix of those may bring it to
   * light.
   */
  readonly maskable?: true;
}
