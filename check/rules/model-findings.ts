import type { FindingDraft } from '../findings/finding.js';
import { type Model, messageTriggers, UNKNOWN } from '../model/model.js';
import { alternativeFindings } from './alternative-findings.js';
import { conditionFindings } from './condition-findings.js';
import { quoted } from './message-text.js';
import { modelFinding } from './model-finding.js';
import { outcomesNotObserved } from './realizability-findings.js';

/** Findings about a single model as declared: what contradicts itself in it. */
export function modelFindings(model: Model): FindingDraft[] {
  return [
    ...stateFindings(model),
    ...conditionFindings(model),
    ...alternativeFindings(model),
    ...outcomesNotObserved(model),
    ...unansweredRequests(model),
  ];
}

/** Requests that start a phase and that nothing answers, in a model that says what answers what: each once. */
function unansweredRequests(model: Model): FindingDraft[] {
  // A row that cannot be read may be the answer.
  if (model.rowsIncomplete) return [];
  const rows = [...model.anytime, ...model.phases.flatMap((phase) => phase.rows)];
  const answered = new Set(rows.map(({ answers }) => answers).filter((name) => name !== null));
  if (answered.size === 0) return [];
  const reported = new Set(answered);
  return model.phases.flatMap(messageTriggers).flatMap(({ row }) => {
    if (row.message?.kind !== 'request' || reported.has(row.messageName)) return [];
    reported.add(row.messageName);
    return modelFinding(
      'unanswered-request',
      row.messagePlace,
      `Unanswered request: ${quoted(row.messageName)} starts a phase, but no row of the model answers it. Add \`answers ${row.messageName}\` to the row that does, or declare it as an event.`,
    );
  });
}

/** States that no phase reaches, and pending ones that no phase leaves. */
function stateFindings(model: Model): FindingDraft[] {
  // Without phases, nothing shows yet what a state is for.
  if (model.incompleteKinds.has('state') || model.phases.length === 0) return [];
  const entered = new Set<number>(model.states.length > 0 ? [0] : []);
  const left = new Set<number>();
  for (const role of model.roles) if (role.kind === 'party') entered.add(role.initial);
  for (const move of model.phases.flatMap((phase) => phase.moves)) {
    entered.add(move.target);
    for (const source of move.kind === 'all' ? [move.source] : move.sources) {
      if (source !== move.target) left.add(source);
    }
  }
  // A phase that cannot be read may enter and leave any.
  const phasesIncomplete = model.incompleteKinds.has('phase');
  const findings: FindingDraft[] = [];
  for (const [index, state] of phasesIncomplete ? [] : model.states.entries()) {
    if (model.unassignedStates.has(index)) continue;
    // A name that does not resolve might mean this state.
    if (!entered.has(index) && !entered.has(UNKNOWN)) {
      findings.push(
        modelFinding(
          'unreachable-state',
          state.place,
          `No party is ever in state ${quoted(state.name)}: none starts in it, and no phase moves one there. Add a move to it, or remove the state.`,
        ),
      );
    }
    // That no phase leaves a state says nothing new if none enters it.
    else if (state.pending && !left.has(index) && !left.has(UNKNOWN)) {
      findings.push(
        modelFinding(
          'pending-without-exit',
          state.place,
          `State ${quoted(state.name)} is pending, and no phase moves a party out of it: a flow that enters it can never end. Add the phases that resolve it, or remove \`pending\`.`,
        ),
      );
    }
  }
  return findings;
}
