import type { ParserState } from '../parser-state.js';
import type { Edit } from './token-edit.js';

/** Limit on the cost of a repair, in tenths of a missing sign. */
const MAX_COST = 60;

/** Where reading stands, and in which state. */
export interface SearchPosition {
  readonly at: number;
  readonly state: ParserState;
  /** Whether parsing has continued since the last edit. */
  readonly read: boolean;
}

/** A step of the search: the edits so far, and what they cost. */
export interface SearchNode extends SearchPosition {
  readonly cost: number;
  readonly from: number;
  /** The last edit and the ones before it; null at a start. */
  readonly edit: Edit | null;
  readonly previous: SearchNode | null;
  /** How many tokens were made up one after the other. */
  readonly missing: number;
  /** Where reading was taken up after the last edit; null before it was. */
  readonly run: Pick<SearchPosition, 'at' | 'state'> | null;
}

/** The edits that lead to a node, in order. */
export function editsOf(last: SearchNode): Edit[] {
  const edits: Edit[] = [];
  for (let node: SearchNode | null = last; node !== null; node = node.previous) {
    // If reading continued after an edit, the edit comes twice.
    if (node.edit !== null && node.edit !== edits.at(-1)) edits.push(node.edit);
  }
  return edits.reverse();
}

/** The places that a search has looked at. */
export class SeenPlaces {
  private readonly places = new Map<ParserState, Set<number>>();

  has(state: ParserState, at: number, read: boolean): boolean {
    return this.places.get(state)?.has(at * 2 + (read ? 1 : 0)) === true;
  }

  /** Whether a place is looked at for the first time. */
  add({ state, at, read }: SearchPosition): boolean {
    let places = this.places.get(state);
    if (places === undefined) {
      places = new Set();
      this.places.set(state, places);
    }
    return places.size < places.add(at * 2 + (read ? 1 : 0)).size;
  }
}

/** Nodes by cost, up to a limit; of equal ones the first comes first. */
export class CostQueue {
  limit = MAX_COST;
  private readonly byCost: { readonly nodes: SearchNode[]; taken: number }[] = [];
  private lowest = 0;

  add(node: SearchNode): void {
    if (node.cost >= this.limit) return;
    for (let cost = this.byCost.length; cost <= node.cost; cost++) this.byCost.push({ nodes: [], taken: 0 });
    this.byCost[node.cost]?.nodes.push(node);
    if (node.cost < this.lowest) this.lowest = node.cost;
  }

  next(): SearchNode | null {
    for (; this.lowest < this.byCost.length && this.lowest < this.limit; this.lowest++) {
      const level = this.byCost[this.lowest];
      const node = level?.nodes[level.taken];
      if (level === undefined || node === undefined) continue;
      level.taken++;
      return node;
    }
    return null;
  }
}
