import { foreignLine } from '../messages/foreign-lines.js';
import type { ExpectedToken, ParserState } from '../parser-state.js';
import type { TokenStream } from '../token-stream.js';
import { cutLine } from './cut-lines.js';
import type { MemberLines } from './member-lines.js';
import type { MisplacedClauses } from './misplaced-clauses.js';
import { modelPhaseLine } from './model-phase-lines.js';
import type { RepairCosts } from './repair-costs.js';
import { CostQueue, editsOf, type SearchNode, SeenPlaces } from './search-nodes.js';
import type { Edit, PassedLine } from './token-edit.js';
import { writtenTwice } from './written-twice.js';

/** Edits that let parsing continue after a mistake. */
export interface FoundRepair {
  /** The token that reading is taken up again at, from where the edits follow in order. */
  readonly from: number;
  readonly edits: readonly Edit[];
}

/** A place before the mistake, or at it. */
export interface Start {
  readonly at: number;
  readonly state: ParserState;
  /** How unlikely what was read up to there is. */
  readonly penalty: number;
}

interface Run {
  readonly at: number;
  readonly state: ParserState;
  readonly ends: boolean;
  /** How unlikely what was read is, edits apart. */
  readonly penalty: number;
  /** Whether the rest of the mistake's line was read, and the next line begins in the same block. */
  readonly endsLine: boolean;
}

/** Search nodes per mistake. When spent, the mistake is given up: lines of something else than Confer. */
const MAX_NODES = 2_000;
/**
 * Search nodes that a run of mistakes may take. When spent, later mistakes are skipped line by line, so that typing stays
 * fast in files that are not Confer.
 */
const MAX_NODES_IN_ALL = 4_000;
/** Search nodes that each token gives back which is read without an edit: a mistake after it is one of its own. */
const NODES_PER_TOKEN = 10;
/** A bracket, also in a part of a line that is one token. */
const BRACKET = /[{}[\]]/;
/** Tokens that have to be readable after an edit; more make it no better. */
const FAR_ENOUGH = 40;
/** Cost if the text is wrong again soon after the edit, in tenths of a missing sign. */
const SOON_WRONG_COST = 25;
/** The same if the mistake's line is right, as far as its brackets show: what is wrong after it is another mistake. */
const NEXT_LINE_WRONG_COST = 8;
/** Cost if the edit is not where reading stopped. */
const EARLIER_COST = 5;
/** Cost of a part of a line that belongs before another part of it, and of one that belongs in another line. */
const CLAUSE_COST = 5;
const FOREIGN_CLAUSE_COST = 13;
/** Cost of a line that is not written to its end, more than of one missing word; less where another such line follows. */
const CUT_LINE_COST = 10;
const CUT_LINE_BEFORE_SAME_COST = 4;
/** Cost of a block after a member that has none. */
const BLOCK_COST = 30;
/** How many words before the place where reading stopped a part of a line may begin. */
const CLAUSE_BACK = 4;
/** Cost of a model's phase in a flow: less than that of each of its members. */
const MODEL_PHASE_COST = 6;
const MAX_MISSING = 5;
/** Tokens around a mistake in which unlikely readings cost extra. */
const AROUND = 6;

/**
 * Finds the cheapest edits with which reading continues: of all at the place where reading stopped and before it, those
 * that cost least and carry furthest (least-cost error repair).
 */
export class RepairSearch {
  private left = MAX_NODES_IN_ALL;
  private block = '';

  constructor(
    private readonly stream: TokenStream,
    private readonly costs: RepairCosts,
    private readonly members: MemberLines,
    private readonly clauses: MisplacedClauses,
  ) {}

  /**
   * @param starts positions that an edit may have, the likeliest first
   * @param error index of the token that is not allowed at its place; the number of tokens if the text ends too early
   * @param block the grammar rule of the block that the token is in
   * @param read how many tokens were read without an edit since the mistake before
   * @returns null if there is no way that is likely at all
   */
  find(starts: Iterable<Start>, error: number, block: string, read: number): FoundRepair | null {
    this.block = block;
    this.left = Math.min(MAX_NODES_IN_ALL, Math.max(0, this.left) + read * NODES_PER_TOKEN);
    const queue = new CostQueue();
    const states = new Map<number, ParserState>();
    for (const { at, state, penalty } of starts) {
      states.set(at, state);
      const cost = penalty + (at === error ? 0 : EARLIER_COST);
      queue.add({ at, state, cost, from: at, edit: null, previous: null, missing: 0, read: true, run: null });
    }
    const expandedPlaces = new SeenPlaces();
    let best: SearchNode | null = null;
    let isSure = true;
    let nodes = 0;
    for (let node = queue.next(); node !== null; node = queue.next()) {
      if (!expandedPlaces.add(node)) continue;
      if (++nodes > MAX_NODES || --this.left < 0) break;
      if (!node.read) {
        const run = this.run(node, error);
        const carries = run.ends || (run.at > error && run.at > node.at);
        const total = node.cost + run.penalty + (run.ends ? 0 : tooShort(run, Math.max(error, node.at)));
        if (carries && total < queue.limit) {
          best = node;
          isSure = run.ends || run.endsLine;
          queue.limit = total;
        }
        if (!run.ends && run.at >= error && run.at > node.at) {
          const { at, state } = run;
          queue.add({ ...node, at, state, cost: node.cost + run.penalty, missing: 0, read: true, run: node });
        }
      }
      this.expand(node, queue, expandedPlaces);
      if (node.edit === null) {
        this.passLine(node, error, queue);
        this.passCutLine(node, error, queue);
        if (node.at >= error - CLAUSE_BACK) this.passClause(node, error, (at) => states.get(at), queue);
      } else if (node.read) {
        // The next mistake, soon after the edits so far.
        this.passLine(node, node.at, queue);
        this.passClauses(node, queue);
      }
    }
    // Of a search that was cut short, an edit that does not lead beyond the line may be any.
    return best === null || (this.left < 0 && !isSure) ? null : { from: best.from, edits: editsOf(best) };
  }

  /** Reads on as far as it goes, but not further than matters. */
  private run(node: SearchNode, error: number): Run {
    const { at: start, state: first, edit } = node;
    let at = start;
    let state = first;
    let penalty = 0;
    let endsLine = false;
    // The word that begins a member is missing, or the comma before a line of one name: the line begins with it.
    const isItem = edit?.wanted?.text === ',' && this.stream.startsLine(start + 1);
    const isInserted = edit?.kind === 'insert' && (edit.wanted?.begins === true || edit.wanted?.text === '{');
    const begun = isInserted || (edit?.kind === 'insert' && isItem);
    const end = Math.min(this.stream.length, start + FAR_ENOUGH * 2);
    while (at < end) {
      const next = this.stream.read(state, at);
      endsLine ||= at > error && this.stream.startsLine(at) && state.block === this.block;
      if (next === null) return { at, state, ends: false, penalty, endsLine: endsLine && this.keepsBlocks(node, at) };
      if (isAround(at, error))
        penalty += this.stream.penalty(state, at, (begun && at === start) || this.stream.imageAt(at - 1) === ',');
      state = next;
      at++;
    }
    return { at, state, ends: at === this.stream.length && state.mayEnd, penalty, endsLine };
  }

  /** Whether edits leave out as many opening as closing brackets, and the token where reading stops is none. */
  private keepsBlocks(last: SearchNode, to: number): boolean {
    if (BRACKET.test(this.stream.imageAt(to))) return false;
    let depth = 0;
    for (const { kind, index, wanted, line } of editsOf(last)) {
      if (kind !== 'delete' && wanted !== null) depth += depthOf(wanted.text);
      const end = line?.end ?? (kind === 'insert' ? index : index + 1);
      for (let at = index; at < end; at++) depth -= depthOf(this.stream.imageAt(at));
    }
    return depth === 0;
  }

  /** Queues the state after skipping the line of the mistake. */
  private passLine(node: SearchNode, error: number, queue: CostQueue): void {
    const { at, state } = node;
    if (at >= this.stream.length || !this.stream.startsLine(at)) return;
    // A head that is written twice may be read as a block within the block.
    const again = writtenTwice(this.stream, at);
    if (again === null && this.stream.lineEnd(at) < error) return;
    const block = state.block === 'Flow' ? this.modelPhaseAt(at, error) : null;
    for (const line of block !== null ? [block] : again !== null ? [again] : this.linesAt(at, state, error)) {
      // The mistake is in the line, wherever in it parsing stopped.
      const ofLine = line === block ? MODEL_PHASE_COST : this.costs.line(line, error > at + 1);
      // If a line is written twice, its block is open, but no `}` is missing.
      const cost = line === again ? node.cost : node.cost - (at === error ? 0 : EARLIER_COST) + ofLine;
      if (cost >= queue.limit) continue;
      const edit: Edit = { kind: 'line', index: at, wanted: null, line };
      queue.add({
        at: line.end,
        state,
        cost,
        from: node.from,
        edit,
        previous: node,
        missing: 0,
        read: false,
        run: null,
      });
    }
  }

  /** Queues the state after skipping a line that ends before its member does. */
  private passCutLine(node: SearchNode, error: number, queue: CostQueue): void {
    const { stream } = this;
    const line = cutLine(stream, node.at, node.state, error);
    if (line === null) return;
    const word = stream.imageAt(node.at);
    // A name alone completes some declarations: one without a name may be any that is used.
    const isSame = word === stream.imageAt(line.end) && !/^(?:party|protocol|system)$/.test(word);
    const cost = node.cost - EARLIER_COST + (isSame ? CUT_LINE_BEFORE_SAME_COST : CUT_LINE_COST);
    if (cost >= queue.limit) return;
    const edit: Edit = { kind: 'line', index: node.at, wanted: null, line };
    queue.add({ ...node, at: line.end, cost, edit, previous: node, missing: 0, read: false, run: null });
  }

  /** Queues the states after skipping a part of the line that is in the wrong place. */
  private passClause(
    node: SearchNode,
    error: number,
    stateBefore: (at: number) => ParserState | undefined,
    queue: CostQueue,
  ) {
    const swapped = node.edit === null ? this.clauses.swapped(node.at, node.state) : null;
    const lineEnd = this.stream.lineEnd(node.at);
    // A line that can be read to its end has a word and a name that are the same: `from from`.
    const isReadable = lineEnd <= error && stateBefore(lineEnd)?.mayBegin === true;
    const again = this.stream.startsLine(node.at) || isReadable ? null : writtenTwice(this.stream, node.at);
    const earlier =
      again ??
      this.clauses.earlier(node.at, stateBefore) ??
      swapped ??
      this.clauses.stateMark(node.at) ??
      this.clauses.prefix(node.at, node.state);
    const line = earlier ?? this.clauses.foreign(node.at, node.state);
    // Words that are written twice may be read as a name and as another member.
    if (line === null || (line.end < error && line !== again)) return;
    const isEarlier = earlier !== null && node.at !== error;
    const ofLines = lineEnd < line.end ? BLOCK_COST : FOREIGN_CLAUSE_COST;
    const ofClause = earlier === null ? ofLines : CLAUSE_COST;
    const cost = node.cost - (isEarlier ? EARLIER_COST : 0) + ofClause;
    if (cost >= queue.limit) return;
    const edit: Edit = { kind: 'line', index: node.at, wanted: null, line };
    queue.add({ ...node, at: line.end, cost, edit, previous: node, missing: 0, read: false, run: null });
  }

  /** Queues the states after skipping a part of a line where parsing stopped after an edit, or before one. */
  private passClauses(node: SearchNode, queue: CostQueue): void {
    const { stream } = this;
    const lineStart = (at: number) => at === 0 || stream.startsLine(at);
    const states = new Map<number, ParserState>();
    let state: ParserState | null = node.run?.state ?? null;
    for (let at = node.run?.at ?? node.at; at < node.at && state !== null; at++) {
      states.set(at, state);
      state = stream.read(state, at);
    }
    states.set(node.at, node.state);
    for (let at = node.at; at >= node.at - CLAUSE_BACK; at--) {
      const before = states.get(at);
      if (before === undefined) return;
      const cost = node.cost + (at === node.at ? 0 : EARLIER_COST);
      this.passClause({ ...node, at, state: before, cost }, node.at, (index) => states.get(index), queue);
      if (lineStart(at)) return;
    }
  }

  /** A phase of a model that is read as a flow's, up to its first member that is no step. */
  private modelPhaseAt(at: number, error: number): PassedLine | null {
    const { stream, members } = this;
    if (stream.imageAt(at) !== 'phase' || stream.imageAt(error - 1) !== '{' || error === at) return null;
    const block = members.at(at);
    if (block === null || !block.blocks.includes('Model')) return null;
    let others = 0;
    for (let line = error; line < block.end; line = stream.lineEnd(line)) {
      if (members.at(line)?.blocks.every((rule) => rule === 'ModelPhase' || rule === 'Model') === true) others++;
    }
    // A single line may be in the wrong block.
    return others < 2 ? null : { end: block.end, blocks: ['Model'], message: null };
  }

  /** The lines to pass over, each with those after it that are of its kind and cannot be read either. */
  private linesAt(start: number, state: ParserState, error: number): PassedLine[] {
    const { stream, members } = this;
    const lines: PassedLine[] = [];
    const isRead = (at: number) => {
      const next = stream.read(state, at);
      return next !== null && (stream.startsLine(at + 1) || stream.read(next, at + 1) !== null);
    };
    const lineEnd = stream.lineEnd(start);
    const foreign = modelPhaseLine(stream, this.block, start, lineEnd) ?? foreignLine(stream.lineAt(start));
    // A line that is parsed from its start, but not to its end, has a mistake of its own.
    const isCut = error === lineEnd && !this.readsAsMember(start, lineEnd, state);
    if (foreign !== null && (error < lineEnd || isCut || lineEnd === start + 1)) {
      let end = stream.lineEnd(start);
      while (end < stream.length && !isRead(end) && foreignLine(stream.lineAt(end)) !== null) end = stream.lineEnd(end);
      lines.push({ end, blocks: [], message: foreign });
    }
    const first = error < stream.lineEnd(start) ? members.at(start) : null;
    // A mistake in a member of the block itself does not mean that the block is wrong.
    const isElsewhere = state.block !== null && state.after(stream.typeAt(start), true) === null;
    // Nor is a line of the block after one that is not written to its end.
    const isHere = state.block === null && first?.blocks.includes(this.block) === true;
    if (first !== null && !isHere && (first.whole || isElsewhere)) {
      let { blocks, end } = first;
      for (let next = members.at(end); next !== null && !isRead(end); next = members.at(end)) {
        const { blocks: also } = next;
        const shared = blocks.filter((block) => also.includes(block));
        if (shared.length === 0) break;
        blocks = shared;
        end = next.end;
      }
      lines.push({ end, blocks, message: null });
    }
    return lines;
  }

  /** Whether tokens can be read, and a member may begin after them. */
  private readsAsMember(from: number, to: number, first: ParserState): boolean {
    let state: ParserState | null = first;
    for (let at = from; at < to && state !== null; at++) state = this.stream.read(state, at);
    return state?.mayBegin === true;
  }

  /** Queues the states after one more edit. */
  private expand(node: SearchNode, queue: CostQueue, expandedPlaces: SeenPlaces): void {
    const { at, state, missing, from } = node;
    const inText = at < this.stream.length;
    const add = (kind: Edit['kind'], wanted: ExpectedToken | null, next: ParserState, to: number, ofEdit: number) => {
      const cost = node.cost + ofEdit;
      if (cost >= queue.limit || expandedPlaces.has(next, to, false)) return;
      const made = kind === 'insert' ? missing + 1 : 0;
      const edit: Edit = { kind, index: at, wanted };
      queue.add({ at: to, state: next, cost, from, edit, previous: node, missing: made, read: false, run: null });
    };
    for (const { wanted, next } of state.successors) {
      if (missing < MAX_MISSING) add('insert', wanted, next, at, this.costs.insert(wanted, at, missing > 0));
      if (inText && missing === 0) add('replace', wanted, next, at + 1, this.costs.replace(at, wanted));
    }
    if (inText && missing === 0) {
      const again = !node.read && node.edit?.kind === 'delete';
      add('delete', null, state, at + 1, this.costs.delete(at, again));
    }
  }
}

/** Whether it matters for a mistake at a token how likely it is that another one means what it is read as. */
export function isAround(at: number, error: number): boolean {
  return Math.abs(at - error) <= AROUND;
}

/** How many blocks a token opens more than it closes; it may be a part of a line. */
function depthOf(image: string): number {
  if (!BRACKET.test(image) || image.startsWith('"')) return 0;
  return [...image].reduce((depth, sign) => depth + (/[{[]/.test(sign) ? 1 : /[}\]]/.test(sign) ? -1 : 0), 0);
}

function tooShort({ at, endsLine }: Run, from: number): number {
  const distance = at - from;
  if (distance >= FAR_ENOUGH) return 0;
  const cost = 3 + SOON_WRONG_COST * (1 - distance / FAR_ENOUGH);
  return endsLine ? Math.min(cost, NEXT_LINE_WRONG_COST) : cost;
}
