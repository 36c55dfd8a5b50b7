import type { Range } from '../../timeline/types/timeline.js';

/** The kind of a candidate, for its icon. */
export type CandidateKind =
  | 'attribute'
  | 'fact'
  | 'file'
  | 'flow-phase'
  | 'keyword'
  | 'message'
  | 'model'
  | 'model-phase'
  | 'participant'
  | 'protocol'
  | 'role'
  | 'rule'
  | 'snippet'
  | 'state'
  | 'step'
  | 'value';

/** An edit that is made together with the completion. */
export interface SideEdit {
  readonly range: Range;
  readonly text: string;
}

/** A completion candidate at the caret. */
export interface Candidate {
  readonly label: string;
  readonly kind: CandidateKind;
  /** Next to the label, in few words. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** The inserted text, with `${1:place}` and `$0` for the caret; by default, the label. */
  readonly snippet?: string;
  /** Text that the word at the caret is compared with instead of the label. */
  readonly filterText?: string;
  /** Lower ranks come first; 0 is what is required here. */
  readonly rank: number;
  readonly sideEdits?: readonly SideEdit[];
  /** Whether something is to be chosen right after it, so that the next list may come by itself. */
  readonly more?: boolean;
}

/** The ranks of candidates, for all kinds of completion sites. */
export const ranks = {
  /** The check requires it here. */
  required: 0,
  /** It is right here. */
  possible: 2,
  /** It may be written here, and nothing speaks for it. */
  unlikely: 4,
  /** A word of the language. */
  word: 5,
  /** A name of another file, which has to be imported first. */
  elsewhere: 6,
  /** It would be reported. */
  illegal: 8,
} as const;

/** Text as a snippet: characters with a meaning in snippets are escaped. */
export function verbatim(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
