import type { CstNode } from 'langium';
import type { ast } from '../../language/index.js';

interface CacheEntry<Part> {
  /** Zero-based line of the phase's first word when the part was made. */
  readonly line: number;
  readonly part: Part;
}

/**
 * The parts of an answer, one for each phase of a flow. A part is computed again if its phase was parsed again;
 * otherwise it is the one from before, moved to where the phase is now. For what follows from the syntax of the phase
 * alone.
 */
export class PhaseParts<Part> {
  private readonly partsByNode = new WeakMap<CstNode, CacheEntry<Part>>();

  /**
   * @param make computes the part of an answer for a phase
   * @param move the same part, a number of lines further down
   */
  constructor(
    private readonly make: (phase: ast.FlowPhase) => Part,
    private readonly move: (part: Part, lines: number) => Part,
  ) {}

  of(phase: ast.FlowPhase): Part {
    const node = phase.$cstNode;
    if (node === undefined) return this.make(phase);
    const { line } = node.range.start;
    const before = this.partsByNode.get(node);
    if (before?.line === line) return before.part;
    const part = before === undefined ? this.make(phase) : this.move(before.part, line - before.line);
    this.partsByNode.set(node, { line, part });
    return part;
  }
}
