import { automatonOf, type GrammarState, type Terminal, type TokenTypes } from '../../language/recovery/automaton.js';
import type { TestWorkspace } from './workspace.js';

/** A terminal of the grammar, and the ones that may follow it inside the same member. */
export interface TerminalPlace {
  readonly terminal: Terminal;
  readonly next: readonly Terminal[];
}

/** Every terminal of the grammar at each of its places. */
export function terminalPlaces({ Grammar, parser }: TestWorkspace['services']): TerminalPlace[] {
  const { definition } = parser.Lexer as unknown as { readonly definition: TokenTypes };
  const states = new Set<GrammarState>();
  /** By the end of a rule: where its callers continue. */
  const continuations = new Map<GrammarState, GrammarState[]>();
  const queue = [automatonOf(Grammar, definition).entry.start];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    queue.push(...state.takes.map(({ to }) => to), ...state.skips);
    for (const { rule, to } of state.calls) {
      queue.push(rule.start, to);
      continuations.set(rule.end, [...(continuations.get(rule.end) ?? []), to]);
    }
  }
  const firstIn = (from: GrammarState) => {
    const reached = new Set([from]);
    // A set grows while it is iterated. Where an element of a block may begin, the member is over.
    for (const state of reached) {
      if (state.element !== 'none') continue;
      const ends = continuations.get(state) ?? [];
      for (const next of [...state.skips, ...state.calls.map(({ rule }) => rule.start), ...ends]) reached.add(next);
    }
    return [...reached].flatMap(({ element, takes }) => (element === 'none' ? takes.map(({ wanted }) => wanted) : []));
  };
  return [...states].flatMap(({ takes }) => takes.map(({ wanted, to }) => ({ terminal: wanted, next: firstIn(to) })));
}
