import type { DocumentAnalysis } from '../../check/index.js';
import type { OffsetEdit } from '../edits/fix.js';
import { introduces, total } from '../trials/trial-documents.js';

/** A change of a text that its author chooses, with nothing wrong with it; not tried yet. */
export interface Refactoring {
  readonly title: string;
  /** `extract` makes something new of what is there, `rewrite` says the same in another way. */
  readonly kind: 'extract' | 'rewrite';
  /** Edits that do what the title says; the first that holds is taken. What is selected in them is a new name. */
  readonly alternatives: readonly (readonly OffsetEdit[])[];
  /** Other parts of the text refer to the new name, so that it is to be renamed. */
  readonly renames?: boolean;
  /** The condition on the findings afterwards; by default, that there are no new ones. */
  readonly asks?: keyof typeof holds;
}

type Holds = (before: DocumentAnalysis, after: DocumentAnalysis) => boolean;

/** Whether a refactoring holds, by what is found before and after it. */
export const holds = {
  /** The same by code and subject, wherever it is marked. */
  'same-findings': (before, after) => summary(before) === summary(after),
  /** No error and no warning that was not there before, counted by code. */
  'nothing-new': (before, after) => !introduces(before, after, 'error') && !introduces(before, after, 'warning'),
  /** As before; where errors go, a warning may come. */
  'no-worse': (before, after) =>
    !introduces(before, after, 'error') &&
    (!introduces(before, after, 'warning') || total(after, 'error') < total(before, 'error')),
  /** Nothing new, and less than before. */
  less: (before, after) =>
    !introduces(before, after, 'error') &&
    !introduces(before, after, 'warning') &&
    total(after, 'error') + total(after, 'warning') < total(before, 'error') + total(before, 'warning'),
} satisfies Record<string, Holds>;

function summary({ findings }: DocumentAnalysis): string {
  return findings
    .map(({ code, subject = '' }) => `${code} ${subject}`)
    .sort()
    .join('\n');
}
