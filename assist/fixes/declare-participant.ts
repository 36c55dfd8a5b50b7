import type { Fault } from '../edits/fault.js';
import type { Proposal } from '../edits/fix.js';
import { addDeclaration } from '../edits/member-edits.js';
import { meantRole } from './meant-role.js';

/**
 * `unknown-participant`: declares it, in the role that its steps speak for.
 * @param likely whether no name that is there was meant
 */
export function declareParticipant(fault: Fault, likely: boolean): Proposal[] {
  const { flow } = fault;
  if (flow === undefined || fault.finding.code !== 'unknown-participant') return [];
  const name = fault.source.text.slice(fault.start, fault.end);
  const meant = meantRole(flow, fault.phases(), name.replace(/^\^/, ''));
  return (meant === undefined ? (['party', 'system'] as const) : [meant.kind]).map((kind) => {
    const role = meant?.role ?? null;
    const line = `${kind} ${name}${role === null ? '' : ` as ${role}`}`;
    return {
      title: `Declare "${line}"`,
      ways: [addDeclaration(fault.source, flow.node, line)],
      // Who plays a role that nobody does is not a slip of the pen.
      likely: meant !== undefined && (likely || role !== null),
    };
  });
}
