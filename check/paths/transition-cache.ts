import type { Configuration } from '../exploration/configuration.js';
import type { BlockedEntry, EnteredPhase } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';

/** What following one flow's paths has come to, for as long as its analysis lives. */
class Followed {
  readonly initial: Configuration;
  private readonly known = new WeakMap<Configuration, Map<number, EnteredPhase | BlockedEntry>>();

  constructor(private readonly analysis: FlowAnalysis) {
    this.initial = analysis.entering.initial();
  }

  enter(phase: FlowPhase, from: Configuration): EnteredPhase | BlockedEntry {
    let entered = this.known.get(from);
    if (entered === undefined) {
      entered = new Map();
      this.known.set(from, entered);
    }
    let result = entered.get(phase.index);
    if (result === undefined) {
      result = this.analysis.entering.enter(phase, from);
      entered.set(phase.index, result);
    }
    return result;
  }
}

const followed = new WeakMap<FlowAnalysis, Followed>();

function of(analysis: FlowAnalysis): Followed {
  let known = followed.get(analysis);
  if (known === undefined) {
    known = new Followed(analysis);
    followed.set(analysis, known);
  }
  return known;
}

/** Where every path begins: the same object each time, so that what follows is known the second time. */
export function initialConfiguration(analysis: FlowAnalysis): Configuration {
  return of(analysis).initial;
}

/** Enters a phase as the check does; a path is found, gone through and asked for its ways on, and entered once. */
export function enterOnce(analysis: FlowAnalysis, phase: FlowPhase, from: Configuration): EnteredPhase | BlockedEntry {
  return of(analysis).enter(phase, from);
}
