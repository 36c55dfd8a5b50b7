import type { AstNode, CstNode } from 'langium';
import { type Flow, haveSameFrame, isMovable, type Message, type Movable, type Protocol } from '../../check/index.js';
import type * as ast from '../generated/ast.js';
import { isFlowPhase } from '../generated/ast.js';

/** A part of a file as it was compiled, and its text: a phase's AST node can have another text by now. */
interface CompiledPart<T> {
  readonly text: CstNode | undefined;
  readonly value: T;
}

/** A flow as it was compiled, and the text of each phase. */
export interface CompiledFlow {
  readonly flow: Flow;
  readonly texts: readonly (CstNode | undefined)[];
}

/**
 * Keeps the objects that the parts of a file were compiled to while the whole file is read again, as after a key press
 * outside the phases: a part that says the same as before stays the same object, whose places move, so that what was
 * concluded from it still holds.
 */
export class KeptParts {
  /** Identity is the object: these are alike only if they are the same. */
  private readonly declared = new WeakSet<Protocol | Message>();

  /** The object for a protocol or message. @param before that of the same name in the text before */
  declaration<T extends Protocol | Message>(node: AstNode, value: T, before: CompiledPart<T> | undefined): T {
    const kept = this.part({ text: node.$cstNode, value }, before);
    this.declared.add(kept);
    return kept;
  }

  /** The object for a part: that of the text before if both say the same, and are laid out in the same way. */
  part<T extends object>(now: CompiledPart<T>, before: CompiledPart<T> | undefined): T {
    if (before === undefined || !isLaidOutAlike(before.text, now.text)) return now.value;
    const comparison = new PartComparison(this.declared);
    if (!comparison.haveSameContents(before.value, now.value)) return now.value;
    comparison.move();
    return before.value;
  }

  /** A flow with the objects for its phases. What holds of a phase depends on the participants, too. */
  flow({ flow, texts }: CompiledFlow, before: CompiledFlow | undefined): Flow {
    if (before === undefined || !haveSameFrame(flow, before.flow)) return flow;
    const phases = flow.phases.map((value, index) => {
      const former = before.flow.phases[index];
      return this.part({ text: texts[index], value }, former && { text: before.texts[index], value: former });
    });
    return { ...flow, phases };
  }
}

/** The texts of a flow's phases. */
export function textsOfPhases({ members }: ast.Flow): (CstNode | undefined)[] {
  return members.filter(isFlowPhase).map(({ $cstNode }) => $cstNode);
}

/** Whether two nodes have the same text, which begins at the same column: all places in it move by whole lines. */
function isLaidOutAlike(before: CstNode | undefined, now: CstNode | undefined): boolean {
  if (before === undefined || now === undefined || before.length !== now.length) return false;
  // The text of a node that has been replaced in its tree is not known.
  if (before.astNode.$cstNode !== before) return false;
  return before.range.start.character === now.range.start.character && before.text === now.text;
}

/** Compares two pieces of compiled data, in which an object can occur several times. Places need not be the same. */
class PartComparison {
  private readonly partners = new Map<object, object>();
  private readonly moved: (readonly [before: Movable, now: Movable])[] = [];

  constructor(private readonly declared: { has(value: object): boolean }) {}

  /** Moves what looks itself up in the tree before to the present one. */
  move(): void {
    for (const [before, now] of this.moved) before.moveTo(now);
  }

  areAlike(before: unknown, now: unknown): boolean {
    if (before === now) return true;
    if (!isObject(before) || !isObject(now)) return false;
    const partner = this.partners.get(before);
    if (partner !== undefined) return partner === now;
    if (this.declared.has(before) || this.declared.has(now)) return false;
    return this.haveSameContents(before, now);
  }

  haveSameContents(before: object, now: object): boolean {
    this.partners.set(before, now);
    if (Object.getPrototypeOf(before) !== Object.getPrototypeOf(now)) return false;
    if (isMovable(before) && isMovable(now)) this.moved.push([before, now]);
    const [list, other] = [listOf(before), listOf(now)];
    if (list !== undefined && other !== undefined) {
      return list.length === other.length && list.every((item, index) => this.areAlike(item, other[index]));
    }
    // What else has a class of its own is not known to be data.
    if (Object.getPrototypeOf(before) !== Object.prototype) return false;
    const [entries, others] = [Object.entries(before), new Map(Object.entries(now))];
    return (
      entries.length === others.size &&
      entries.every(([key, value]) => others.has(key) && this.areAlike(value, others.get(key)))
    );
  }
}

/** The contents of an array, a set, a map or what can move, in their order. */
function listOf(value: object): readonly unknown[] | undefined {
  if (isMovable(value)) return value.contents;
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat();
  return value instanceof Set ? [...value] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
