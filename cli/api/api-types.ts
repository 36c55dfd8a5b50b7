import type { CoverageCount } from '../../timeline/types/coverage-count.js';
import type { Range, Severity } from '../../timeline/types/timeline.js';

/** The input: files, folders and globs, or a text. */
export type Source =
  | { readonly files: readonly string[] }
  | {
      readonly text: string;
      /** The path that the text is read as: imports are relative to it. */
      readonly path?: string;
    };

/** One finding. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
}

/** The result of `check`. */
export interface CheckResult {
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[];
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number };
}

/** Which path of which flow is drawn; without anything, the first scenario of the first flow. */
export interface TimelineOptions {
  readonly flow?: string;
  readonly scenario?: string;
  /** Phases in order, instead of a scenario. */
  readonly phases?: readonly string[];
  /** All paths in one picture. */
  readonly allPaths?: boolean;
}

/** How a timeline looks. */
export interface RenderOptions {
  readonly theme?: 'light' | 'dark';
  /** Distances in a picture are proportional to times. */
  readonly toScale?: boolean;
}

/** Coverage of every model that flows follow; the whole shape is that of `confer coverage --format json`. */
export interface CoverageResult {
  readonly models: readonly { readonly model: string; readonly counts: Readonly<Record<string, CoverageCount>> }[];
  readonly summary: Readonly<Record<string, CoverageCount>>;
}
