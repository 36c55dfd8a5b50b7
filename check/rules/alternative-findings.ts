import { otherValue } from '../conformance/values.js';
import type { FindingDraft } from '../findings/finding.js';
import { type GuardedRow, guardedRows, nestedItems } from '../model/items.js';
import type { End, Item, Model } from '../model/model.js';
import { UNKNOWN } from '../model/model.js';
import { contradict } from './condition-findings.js';
import { quoted } from './message-text.js';
import { modelFinding } from './model-finding.js';

/**
 * Two members of a `one of` that one step could meet, so that it is unclear which was sent
 * (`ambiguous-alternative`).
 */
export function alternativeFindings(model: Model): FindingDraft[] {
  const findings: FindingDraft[] = [];
  for (const phase of model.phases) {
    for (const { item } of nestedItems(phase.items)) {
      if (item.kind === 'choice') compareMembers(item.items, model, findings);
    }
  }
  return findings;
}

function compareMembers(members: readonly Item[], model: Model, findings: FindingDraft[]): void {
  const before: GuardedRow[] = [];
  for (const member of members) {
    const rows = guardedRows([member]);
    for (const entry of rows) {
      const other = before.find((earlier) => couldBeOne(earlier, entry, model));
      if (other === undefined) continue;
      findings.push(
        modelFinding(
          'ambiguous-alternative',
          entry.row.place,
          `A step that sends ${quoted(entry.row.messageName)} would match this alternative and another one of the same \`one of\`. Give the alternatives different messages, protocols, arrows, or values, or make them one row.`,
          [{ place: other.row.place, message: 'the other alternative' }],
        ),
      );
    }
    before.push(...rows);
  }
}

function couldBeOne(a: GuardedRow, b: GuardedRow, model: Model): boolean {
  if (a.row.message === null || a.row.message !== b.row.message || !mayMeet(a.row.sender, b.row.sender, model)) {
    return false;
  }
  if (otherValue(a.row, b.row) !== undefined) return false;
  if (a.conditions.some((first) => b.conditions.some((second) => contradict(first, second, model)))) return false;
  return a.row.arrows.some((first) =>
    b.row.arrows.some(
      (second) =>
        (first.protocol === null || second.protocol === null || first.protocol === second.protocol) &&
        mayMeet(first.receiver, second.receiver, model),
    ),
  );
}

/** Whether one participant could be both ends; different roles are taken for different participants. */
function mayMeet(a: End, b: End, model: Model): boolean {
  if (a.kind === 'role' && b.kind === 'role') return a.role === b.role && a.role !== UNKNOWN;
  if (a.kind === 'all' && b.kind === 'all') return a.state === b.state;
  const role = a.kind === 'role' ? a.role : b.kind === 'role' ? b.role : UNKNOWN;
  const except = a.kind === 'all' ? a.except : b.kind === 'all' ? b.except : [];
  return model.roles[role]?.kind === 'party' && !except.includes(role) && !except.includes(UNKNOWN);
}
