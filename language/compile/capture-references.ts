import { type Capture, deviationCodes, nearestNames } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import type * as ast from '../generated/ast.js';
import { type CaptureFieldCompiler, type CaptureScope, isWrittenIn } from './capture-fields.js';
import type { FindingsCollector } from './findings-collector.js';
import { reportUnknownValue } from './unknown-value.js';

/** Compiles the members of a capture that name participants, messages and phases of flows and models, and reports unknown names. */
export class CaptureReferences {
  constructor(
    private readonly node: ast.Capture,
    private readonly fields: CaptureFieldCompiler,
    private readonly scope: CaptureScope,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {}

  /** The participants that a capture names, with their addresses. */
  participants(members: readonly ast.CaptureAddress[]): Capture['participants'] {
    const participantNames = members.length === 0 ? null : this.scope.participants();
    return members.flatMap((member) => {
      const name = member.role;
      if (name === undefined) return [];
      if (participantNames !== null && !participantNames.has(name) && isWrittenIn(this.node, member)) {
        const candidates = nearestNames(name, participantNames);
        const place = this.places.property(member, 'role');
        this.collector.addUnknown('participant', name, place, candidates, 'in a flow or model that this file can see');
      }
      return [{ name, tests: member.values.map((value) => this.fields.test(value)) }];
    });
  }

  /** A deviation that a capture allows. */
  allowed(member: ast.CaptureAllow): Capture['allowed'][number] {
    if (
      member.code !== undefined &&
      !deviationCodes.some((code) => code === member.code) &&
      isWrittenIn(this.node, member)
    ) {
      reportUnknownValue(
        member.code,
        'deviation',
        deviationCodes,
        this.places.property(member, 'code'),
        this.collector,
      );
    }
    const { message } = member;
    if (
      message !== undefined &&
      this.scope.declared('message', message) === undefined &&
      isWrittenIn(this.node, member)
    ) {
      const candidates = nearestNames(message, this.scope.names('message'));
      const place = this.places.property(member, 'message');
      this.collector.addUnknown('message', message, place, candidates, 'in this file, its imports, or the library');
    }
    const { phase } = member;
    const phases = phase === undefined || !isWrittenIn(this.node, member) ? null : this.scope.phases();
    if (phase !== undefined && phases !== null && !phases.has(phase)) {
      const candidates = nearestNames(phase, phases);
      const place = this.places.property(member, 'phase');
      const remedy = 'Correct the name, or import the file that declares it.';
      this.collector.addUnknown('phase', phase, place, candidates, 'in a flow or model that this file can see', remedy);
    }
    return {
      code: member.code ?? '',
      message: message ?? null,
      phase: member.phase ?? null,
      reason: member.reason ?? '',
    };
  }
}
