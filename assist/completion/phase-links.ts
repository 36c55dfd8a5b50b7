import type { TextDocument } from 'langium';
import type { Flow, FlowPhase, Target } from '../../check/index.js';
import type { Position } from '../../timeline/types/timeline.js';
import type { SideEdit } from './candidate.js';

/** The domain's usual time until an invitation is given up. */
export const USUAL_DELAY = '30s';

/** A file as written, and a map from places of its analysis to it. */
export interface WrittenText {
  readonly textDocument: TextDocument;
  readonly caret: Position;
  /** Where a place of the analysis is in the text. */
  readonly written: (position: Position) => Position;
}

/** A target as it is written. */
export function targetText(name: string, timeout: boolean): string {
  return timeout ? `${name} after ${USUAL_DELAY}` : name;
}

/**
 * The edits that make phases lead to another one.
 * @param from the phases; null means the flow's start
 * @param target as it is written after `next`
 * @param ends whether the flow may have to end after a phase all the same
 */
export function linkEdits(
  from: readonly (FlowPhase | null)[],
  target: string,
  flow: Flow,
  text: WrittenText,
  ends: (phase: FlowPhase) => boolean,
): SideEdit[] {
  return from.flatMap((phase) => {
    if (phase === null) return startEdit(target, flow, text);
    return nextEdit(phase, phase.next === null && ends(phase) ? `${target} | end` : target, text);
  });
}

function nextEdit(phase: FlowPhase, target: string, text: WrittenText): SideEdit[] {
  if (phase.next !== null) {
    return [insertion(text.written(endOf(phase.next, phase.nextPlace.range.end)), separated(phase.next, target))];
  }
  const end = text.written(phase.place.range.end);
  if (!phase.braces) return [insertion(end, ` next ${target}`)];
  const brace = { line: end.line, character: Math.max(0, end.character - 1) };
  const line = text.textDocument.getText({ start: { line: brace.line, character: 0 }, end: brace });
  // A brace alone on its line gets a line above it, one after a step the words in front of it.
  if (line.trim() !== '') return [insertion(brace, `${/\s$/.test(line) ? '' : ' '}next ${target} `)];
  const unit = line.includes('\t') ? '\t' : '  ';
  return [insertion({ line: brace.line, character: 0 }, `${line}${unit}next ${target}\n`)];
}

/** A flow without `start` begins at its first phase, and continues doing so. */
function startEdit(target: string, flow: Flow, text: WrittenText): SideEdit[] {
  if (flow.startPlace !== null) {
    return [insertion(text.written(endOf(flow.start, flow.startPlace.range.end)), separated(flow.start, target))];
  }
  const [first] = flow.phases;
  if (first === undefined) return [];
  const start = text.written(first.place.range.start);
  const lineOf = (line: number) =>
    text.textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const margin = lineOf(start.line).slice(0, start.character);
  if (margin.trim() !== '') return [insertion(start, `start ${first.name} | ${target} `)];
  let line = start.line;
  while (line > 0 && /^\s*(?:\/\/|\/\*|\*)/.test(lineOf(line - 1))) line--;
  return [insertion({ line, character: 0 }, `${margin}start ${first.name} | ${target}\n\n`)];
}

function endOf(targets: readonly Target[], otherwise: Position): Position {
  return targets.at(-1)?.place.range.end ?? otherwise;
}

function separated(targets: readonly Target[], target: string): string {
  return targets.length === 0 ? ` ${target}` : ` | ${target}`;
}

function insertion(at: Position, text: string): SideEdit {
  return { range: { start: at, end: at }, text };
}
