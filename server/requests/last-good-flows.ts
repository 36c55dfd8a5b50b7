import type { DocumentAnalysis, Finding, FlowAnalysis } from '../../check/index.js';
import { startsIn } from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';

/** A flow, and what it is drawn from. */
export interface DrawnFlow {
  /** The analysis that is drawn: of an older text while the present one cannot be read. */
  readonly document: DocumentAnalysis;
  /** The text of that analysis. */
  readonly text: string;
  readonly analysis: FlowAnalysis;
  /** Its present range; null while a syntax error before it hides it. */
  readonly range: Range | null;
  readonly stale: boolean;
  /** Why the flow's own text cannot be read now; null if it can. */
  readonly unreadable: Finding | null;
}

/** The flows of a document as it is now. */
export function flowsNow(document: DocumentAnalysis, text: string): DrawnFlow[] {
  const errors = document.findings.filter(({ code }) => code === 'syntax-error');
  return document.flows.map((analysis) => {
    const unreadable = errors.find(({ range }) => startsIn(range, analysis.flow.place.range)) ?? null;
    return { document, text, analysis, range: analysis.flow.place.range, stale: false, unreadable };
  });
}

/** The flows of one file as they could be read last: a syntax error in one freezes no other. */
export class LastGoodFlows {
  private readonly last = new Map<string, DrawnFlow>();

  /** Remembers what of a text can be read. */
  note(document: DocumentAnalysis, text: string): void {
    const now = flowsNow(document, text);
    const names = new Set(now.map(nameOf));
    for (const name of this.last.keys())
      if (!names.has(name) && !isWritten(document, text, name)) this.last.delete(name);
    for (const flow of now) if (flow.unreadable === null) this.last.set(nameOf(flow), flow);
  }

  /** The flows to draw for a text: the last good version of one that cannot be read, or that an earlier error hides. */
  drawn(document: DocumentAnalysis, text: string): DrawnFlow[] {
    const now = flowsNow(document, text);
    const names = new Set(now.map(nameOf));
    const hiding = document.findings.find(({ code }) => code === 'syntax-error') ?? null;
    const hidden = [...this.last.values()].filter(
      (flow) => !names.has(nameOf(flow)) && isWritten(document, text, nameOf(flow)),
    );
    const drawn = now.map((flow) => {
      if (flow.unreadable === null) return flow;
      // An unknown flow in a text that lacks one: its first line cannot be read.
      const before = this.last.get(nameOf(flow)) ?? hidden.shift();
      return before === undefined ? flow : { ...before, range: flow.range, stale: true, unreadable: flow.unreadable };
    });
    return [...drawn, ...hidden.map((flow) => ({ ...flow, range: null, stale: true, unreadable: hiding }))];
  }
}

function nameOf({ analysis }: DrawnFlow): string {
  return analysis.flow.name;
}

/**
 * Whether the text has the name of a flow that was not read: an error in its first line, or a brace before it, hides it.
 */
function isWritten({ findings }: DocumentAnalysis, text: string, flow: string): boolean {
  if (!findings.some(({ code }) => code === 'syntax-error')) return false;
  return new RegExp(`(?<![\\w\\u00aa-\\uffdc])${flow}(?![\\w\\u00aa-\\uffdc])`).test(text);
}
