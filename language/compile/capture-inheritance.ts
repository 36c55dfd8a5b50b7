import * as ast from '../generated/ast.js';
import type { CaptureScope } from './capture-fields.js';

/** The captures that one inherits from, nearest first. */
export interface CaptureInheritance {
  readonly bases: readonly ast.Capture[];
  /** `unknown`: the last one inherits from a capture that cannot be found; `ring`: from one before it. */
  readonly end: 'complete' | 'unknown' | 'ring';
}

/** Follows the `is` of a capture. */
export function inheritanceOf(node: ast.Capture, scope: CaptureScope): CaptureInheritance {
  const bases: ast.Capture[] = [];
  for (let at = node; at.base !== undefined; ) {
    const base = scope.base(at.base, at);
    if (base === undefined) return { bases, end: 'unknown' };
    if (base === node || bases.includes(base)) return { bases, end: 'ring' };
    bases.push(base);
    at = base;
  }
  return { bases, end: 'complete' };
}

/** The members of a capture, and from its bases those of kinds that it does not give itself. */
export function withInherited(node: ast.Capture, { bases }: CaptureInheritance): ast.CaptureMember[] {
  const members = [...node.members];
  for (const base of bases) {
    const ownKinds = new Set(members.map(kindOf));
    members.unshift(...base.members.filter((member) => !ownKinds.has(kindOf(member))));
  }
  return members;
}

/** Identifies a kind of member: a capture that gives one inherits none of the kind. */
export function kindOf(member: ast.CaptureMember): string {
  if (ast.isCaptureLine(member) || ast.isCaptureEnd(member) || ast.isCaptureLimit(member)) {
    return `${member.$type} ${member.kind}`;
  }
  return member.$type;
}
