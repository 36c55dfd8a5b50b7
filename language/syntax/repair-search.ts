import type { Edit, RepairCosts } from './repair-costs.js';
import type { Situation } from './situation.js';
import type { TokenStream } from './token-stream.js';

/** Edits that let reading go on behind a mistake. */
export interface FoundRepair {
  /** The token that reading is taken up again at, from where the edits follow in order. */
  readonly from: number;
  readonly edits: readonly Edit[];
  /** The next token to be read, and the situation before it. */
  readonly at: number;
  readonly situation: Situation;
}

/** A place before the mistake, or at it. */
export interface Start {
  readonly at: number;
  readonly situation: Situation;
  /** How unlikely what was read up to there is. */
  readonly oddity: number;
}

interface Node {
  readonly at: number;
  readonly situation: Situation;
  readonly cost: number;
  readonly from: number;
  readonly edits: readonly Edit[];
  /** Whether reading went on since the last edit. */
  readonly read: boolean;
}

interface Run {
  readonly at: number;
  readonly situation: Situation;
  readonly ends: boolean;
  /** How unlikely what was read is, edits apart. */
  readonly oddity: number;
}

/** Beyond these, a place is given up: lines of something else than Confer. */
const mostNodes = 3_000;
const mostCost = 60;
/** How far a text must read well for it not to matter any more how far. */
const farEnough = 40;
/** What it costs that the text is wrong again soon. */
const soonWrong = 15;
/** What it costs that the mistake does not stand where reading stopped. */
const earlier = 5;
const mostMissing = 5;
/** How far around a mistake it matters whether what is read is likely. */
const around = 6;

/**
 * Finds the least unlikely way to go on reading: of all edits at the place where reading stopped and before it, the one
 * that costs least and carries furthest.
 */
export class RepairSearch {
  constructor(
    private readonly stream: TokenStream,
    private readonly costs: RepairCosts,
  ) {}

  /**
   * @param starts places that an edit may stand at, the likeliest first
   * @param error the token that cannot stand where it stands; the text's length where it ends too early
   */
  find(starts: Iterable<Start>, error: number): FoundRepair | null {
    const queue = new CostQueue();
    for (const start of starts) queue.add(this.startNode(start, error));
    const seen = new Map<Situation, Set<number>>();
    let best: Node | null = null;
    let least = mostCost;
    let nodes = 0;
    for (let node = queue.next(); node !== null && node.cost < least; node = queue.next()) {
      if (isSeen(seen, node)) continue;
      if (++nodes > mostNodes) break;
      if (node.edits.length > 0 && !node.read) {
        const run = this.run(node, error);
        const carries = run.ends || (run.at > error && run.at > node.at);
        const total = node.cost + run.oddity + (run.ends ? 0 : tooShort(run.at - Math.max(error, node.at)));
        if (carries && total < least) {
          best = node;
          least = total;
        }
        if (!run.ends && run.at >= error && run.at > node.at) {
          queue.add({ ...node, at: run.at, situation: run.situation, cost: node.cost + run.oddity, read: true });
        }
      }
      this.expand(node, queue);
    }
    return best === null ? null : { from: best.from, edits: best.edits, at: best.at, situation: best.situation };
  }

  /** Reads on as far as it goes, but not further than matters. */
  private run({ at: start, situation: first, edits }: Node, error: number): Run {
    let at = start;
    let situation = first;
    let oddity = 0;
    // The word that begins a member is missing: the line begins with it.
    const begun = edits.at(-1)?.kind === 'insert' && edits.at(-1)?.wanted?.begins === true;
    const end = Math.min(this.stream.length, start + farEnough * 2);
    while (at < end) {
      const next = this.stream.read(situation, at);
      if (next === null) return { at, situation, ends: false, oddity };
      if (isNear(at, error)) oddity += this.stream.oddity(situation, at, begun && at === start);
      situation = next;
      at++;
    }
    return { at, situation, ends: at === this.stream.length && situation.mayEnd, oddity };
  }

  private startNode({ at, situation, oddity }: Start, error: number): Node {
    return { at, situation, cost: oddity + (at === error ? 0 : earlier), from: at, edits: [], read: true };
  }

  private expand(node: Node, queue: CostQueue): void {
    const { at, situation } = node;
    const last = node.read ? undefined : node.edits.at(-1);
    const inserts = last?.kind === 'insert';
    const missing = inserts ? node.edits.filter(({ kind, index }) => kind === 'insert' && index === at).length : 0;
    const add = (edit: Edit, next: Situation | null, to: number, cost: number) => {
      if (next !== null)
        queue.add({
          ...node,
          at: to,
          situation: next,
          cost: node.cost + cost,
          edits: [...node.edits, edit],
          read: false,
        });
    };
    const inText = at < this.stream.length;
    for (const wanted of situation.expected) {
      const next = situation.after(wanted.token, wanted.kind !== 'name');
      if (missing < mostMissing) {
        add({ kind: 'insert', index: at, wanted }, next, at, this.costs.insert(wanted, at, inserts));
      }
      if (inText && !inserts) add({ kind: 'replace', index: at, wanted }, next, at + 1, this.costs.replace(at, wanted));
    }
    if (inText && !inserts) {
      const cost = this.costs.delete(at, last?.kind === 'delete');
      add({ kind: 'delete', index: at, wanted: null }, situation, at + 1, cost);
    }
  }
}

/** Whether it matters for a mistake at a token how likely it is that another one means what it is read as. */
export function isNear(at: number, error: number): boolean {
  return Math.abs(at - error) <= around;
}

function isSeen(seen: Map<Situation, Set<number>>, { situation, at, read }: Node): boolean {
  const places = seen.get(situation) ?? new Set();
  const key = at * 2 + (read ? 1 : 0);
  if (places.has(key)) return true;
  places.add(key);
  seen.set(situation, places);
  return false;
}

function tooShort(distance: number): number {
  return distance >= farEnough ? 0 : 3 + soonWrong * (1 - distance / farEnough);
}

/** Nodes by cost; of equal ones the first comes first. */
class CostQueue {
  private readonly byCost: { readonly nodes: Node[]; taken: number }[] = [];
  private lowest = 0;

  add(node: Node): void {
    if (node.cost >= mostCost) return;
    for (let cost = this.byCost.length; cost <= node.cost; cost++) this.byCost.push({ nodes: [], taken: 0 });
    this.byCost[node.cost]?.nodes.push(node);
    if (node.cost < this.lowest) this.lowest = node.cost;
  }

  next(): Node | null {
    for (; this.lowest < this.byCost.length; this.lowest++) {
      const level = this.byCost[this.lowest];
      const node = level?.nodes[level.taken++];
      if (node !== undefined) return node;
    }
    return null;
  }
}
