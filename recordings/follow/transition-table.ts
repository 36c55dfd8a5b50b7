import type { MessageTransition } from './explanation-set.js';

/** Transitions by number. No number is given twice, so that paths of numbers stay distinct. */
export class TransitionTable {
  private readonly transitions: (MessageTransition | undefined)[] = [];
  private retired: (readonly number[])[] = [];

  /** The number of the transition that is added next. */
  get nextId(): number {
    return this.transitions.length;
  }

  add(transition: MessageTransition): void {
    this.transitions.push(transition);
  }

  /** Null if it was forgotten. */
  at(id: number): MessageTransition | null {
    return this.transitions[id] ?? null;
  }

  /** Marks transitions that no automaton knows any more: interactions may still have their numbers. */
  retire(ids: readonly number[]): void {
    this.retired.push(ids);
  }

  /** Forgets what is retired. */
  forgetRetired(): void {
    for (const ids of this.retired) for (const id of ids) this.transitions[id] = undefined;
    this.retired = [];
  }
}
