/** A diagram has labels on its arrows; a list has them in a column right of the lanes. */
export type FormKind = 'diagram' | 'list';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text at its baseline, with its width as measured. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly width: number;
}

/** The head of a time column: `planned`, `recorded`. */
export type TimeHead = TextLine;

/** A lane as far as it runs through a band. */
export interface LaneLine {
  readonly x: number;
  readonly kind: 'party' | 'system';
}
