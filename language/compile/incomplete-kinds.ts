import type { ModelNameKind } from '../../check/index.js';
import { lacksName } from '../ast/name-node.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { isMisplaced } from '../recovery/confer-parser.js';
import { typeOfFact } from '../recovery/messages/typed-facts.js';

/** The kinds of names of which some may be in skipped text. */
export function incompleteKinds(node: ast.Model, members: readonly ast.ModelMember[]): ReadonlySet<ModelNameKind> {
  const skipped = SkippedText.of(node);
  if (skipped.between(node, members) || members.some((member) => skipped.lacksKeyword(member)))
    return new Set(['fact', 'phase', 'role', 'state', 'value']);
  const kinds = new Set<ModelNameKind>();
  // The members of a block that was moved here may name what another model has.
  if (members.some(isMisplaced)) for (const kind of ['fact', 'role', 'state', 'value'] as const) kinds.add(kind);
  if (skipped.lacks('phase', 'Model') || skipped.lacksHead('ModelPhase')) kinds.add('phase');
  if (['party', 'system'].some((word) => skipped.lacks(word, 'Model'))) kinds.add('role');
  if (skipped.lacks('states', 'Model')) kinds.add('state');
  if (skipped.lacks('fact', 'Model')) kinds.add('fact').add('value');
  for (const member of members) {
    const isSkipped = skipped.in(member);
    if (ast.isStateList(member) && (isSkipped || member.states.some(lacksName))) kinds.add('state');
    else if (ast.isRole(member) && (isSkipped || lacksName(member))) kinds.add('role');
    else if (ast.isFact(member) && (isSkipped || [member, ...member.values].some(lacksName))) {
      kinds.add('fact').add('value');
    } else if (ast.isFact(member) && (typeOfFact(member) !== undefined || isCutShort(member, skipped))) {
      kinds.add('value');
    } else if (ast.isModelPhase(member) && lacksName(member)) kinds.add('phase');
  }
  return kinds;
}

/** Whether a fact has a single value, on a line that is not read as it is written. */
function isCutShort(fact: ast.Fact, skipped: SkippedText): boolean {
  return fact.values.length < 2 && skipped.repairedOnLinesOf(fact);
}
