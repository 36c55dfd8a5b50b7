import { InteractionAutomaton } from './automaton.js';
import type { Bounds } from './candidates.js';
import { ExplanationStates } from './explanation-states.js';
import type { Letters } from './letter.js';
import type { MessageInterpreter } from './message-interpreter.js';
import type { TransitionTable } from './transition-table.js';

/** Automata that share their states, and a limit on what they remember together. */
export class AutomatonGroup {
  /** One for each of the bounds. */
  readonly automata: readonly InteractionAutomaton[];
  private readonly states: ExplanationStates;

  /**
   * @param bounds all of them follow the same messages and meanings
   * @param transitions of all groups
   * @param maxExplanationSets limit on sets of explanations, and on half of the states; exceeded, all is forgotten
   * @param onForget is called after what was known was forgotten
   */
  constructor(
    interpreter: MessageInterpreter,
    letters: Letters,
    bounds: readonly Bounds[],
    transitions: TransitionTable,
    private readonly maxExplanationSets: number,
    private readonly onForget: (group: AutomatonGroup) => void,
  ) {
    this.states = new ExplanationStates(interpreter, {
      conformingOnly: bounds.every(({ conformingOnly }) => conformingOnly),
      astray: bounds.some(({ astray }) => astray),
    });
    this.automata = bounds.map((own) => {
      return new InteractionAutomaton(interpreter, this.states, letters, own, transitions, () => this.makeRoom());
    });
  }

  /** Sets of explanations found so far. */
  get size(): number {
    return this.automata.reduce((sum, { size }) => sum + size, 0);
  }

  private makeRoom(): void {
    if (this.size <= this.maxExplanationSets && this.states.size <= 2 * this.maxExplanationSets) return;
    for (const automaton of this.automata) automaton.clear();
    this.states.clear();
    this.onForget(this);
  }
}
