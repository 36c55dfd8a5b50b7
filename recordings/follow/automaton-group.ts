import { InteractionAutomaton } from './automaton.js';
import type { Bounds } from './candidates.js';
import { ExplanationStates } from './explanation-states.js';
import type { Letters } from './letter.js';
import type { Transitions } from './transitions.js';

/** Automata that share their states, and a limit on what they remember together. */
export class AutomatonGroup {
  /** One for each of the bounds. */
  readonly automata: readonly InteractionAutomaton[];
  private readonly states: ExplanationStates;

  /**
   * @param bounds all of them follow what deviates, or none does
   * @param count the number of the next transition
   * @param maxSituations limit on situations, and on half of the states; exceeded, all is forgotten
   * @param onForget is called after what was known was forgotten
   */
  constructor(
    transitions: Transitions,
    letters: Letters,
    bounds: readonly Bounds[],
    count: { next: number },
    private readonly maxSituations: number,
    private readonly onForget: (group: AutomatonGroup) => void,
  ) {
    this.states = new ExplanationStates(
      transitions,
      bounds.every(({ conformingOnly }) => conformingOnly),
    );
    this.automata = bounds.map((own) => {
      return new InteractionAutomaton(transitions, this.states, letters, own, count, () => this.makeRoom());
    });
  }

  /** Situations found so far. */
  get size(): number {
    return this.automata.reduce((sum, { size }) => sum + size, 0);
  }

  private makeRoom(): void {
    if (this.size <= this.maxSituations && this.states.size <= 2 * this.maxSituations) return;
    for (const automaton of this.automata) automaton.clear();
    this.states.clear();
    this.onForget(this);
  }
}
