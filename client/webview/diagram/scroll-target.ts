/** The element to scroll into view; a new object for each request. */
export interface ScrollTarget {
  readonly kind: 'event' | 'band' | 'remark';
  /** An event's id, a band's key, or the key of a finding of the flow. */
  readonly id: string;
  /** Whether the keyboard goes there, wherever it is. */
  readonly keyboard?: boolean;
}
