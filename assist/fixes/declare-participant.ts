import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { addDeclaration } from '../edits/member-edits.js';
import { inferRole } from './infer-role.js';

/**
 * `unknown-participant`: declares it, in the role that its steps speak for.
 * @param likely whether no name that is there was meant
 */
export function declareParticipant(context: FixContext, preferable: boolean): Proposal[] {
  const { flow } = context;
  if (flow === undefined || context.finding.code !== 'unknown-participant') return [];
  const name = context.source.text.slice(context.start, context.end);
  const meant = inferRole(flow, context.phases(), name.replace(/^\^/, ''));
  return (meant === undefined ? (['party', 'system'] as const) : [meant.kind]).map((kind) => {
    const role = meant?.role ?? null;
    const line = `${kind} ${name}${role === null ? '' : ` as ${role}`}`;
    return {
      title: `Declare "${line}"`,
      alternatives: [addDeclaration(context.source, flow.node, line)],
      // A binding of an unplayed role is not a typing slip.
      preferable: meant !== undefined && (preferable || role !== null),
    };
  });
}
