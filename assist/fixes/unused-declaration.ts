import { AstUtils, GrammarUtils } from 'langium';
import { isBlocked, needsDelay, quoted } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { MAX_CANDIDATES, type OffsetEdit, type Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { removeMember } from '../edits/member-edits.js';
import type { SourceText } from '../edits/source-text.js';
import { written } from '../edits/step-edits.js';
import { addNext, targetOf } from '../edits/target-edits.js';
import { offerNextToReplaced } from './wrong-target.js';

/** `unused-participant`: takes the declaration out. */
export function unusedParticipant(context: FixContext): Proposal[] {
  const { node } = context;
  const participant = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isParticipant);
  if (participant === undefined) return [];
  return [
    {
      title: `Remove ${quoted(participant.name)}`,
      alternatives: [removeMember(context.source, participant)],
      preferable: true,
    },
  ];
}

/** `unreachable-phase`: lets a phase lead there after which it can happen; or takes it out. */
export function unreachablePhase(context: FixContext): Proposal[] {
  const { flow, phase } = context;
  if (flow === undefined || phase === undefined) return [];
  const { exploration, simulation } = flow.analysis;
  const target = targetOf(written(phase.phase.name), needsDelay(phase.phase.realizes?.phase));
  const before = context
    .phases()
    .filter((other) => other.phase.index !== phase.phase.index)
    .filter(({ phase: { index } }) =>
      (exploration.byPhase[index] ?? []).some((number) => {
        const from = exploration.visits[number]?.entered.configuration;
        return from !== undefined && !isBlocked(simulation.enter(phase.phase, from));
      }),
    )
    // The nearest above it first, then the first below.
    .sort((a, b) => distance(a.phase.index, phase.phase.index) - distance(b.phase.index, phase.phase.index));
  const links = before.slice(0, MAX_CANDIDATES).map(
    (other): Proposal => ({
      title: `Offer it after ${quoted(other.phase.name)}`,
      alternatives: [
        addNext(context.source, other.node, [target]),
        // If the flow could end before, it still can.
        ...(other.phase.next === null ? [addNext(context.source, other.node, [target, { text: 'end' }])] : []),
      ],
      preferable: true,
    }),
  );
  const edits = offerNextToReplaced(context, flow, phase.phase.name);
  const instead: Proposal[] =
    edits.length === 0
      ? []
      : [{ title: 'Offer it as an alternative to the phase it replaces', alternatives: [edits], preferable: true }];
  const removal = removeMember(context.source, phase.node);
  return [
    ...instead,
    ...links,
    { title: `Remove phase ${quoted(phase.phase.name)}`, alternatives: [removal], preferable: false },
  ];
}

/** `empty-phase`: takes out a phase that nothing names, or its braces. */
export function emptyPhase(context: FixContext): Proposal[] {
  const { phase } = context;
  if (phase === undefined) return [];
  return [
    {
      title: `Remove phase ${quoted(phase.phase.name)}`,
      alternatives: [removeMember(context.source, phase.node)],
      preferable: true,
    },
    { title: 'Remove the braces', alternatives: [withoutBraces(context.source, phase.node)], preferable: true },
  ];
}

/** A phase that has no content yet, like one that is only named. */
function withoutBraces(source: SourceText, phase: ast.FlowPhase): OffsetEdit[] {
  const open = GrammarUtils.findNodeForKeyword(phase.$cstNode, '{');
  const close = GrammarUtils.findNodeForKeyword(phase.$cstNode, '}');
  if (open === undefined || close === undefined) return [];
  const inside = source.text.slice(open.end, close.offset).trim();
  const next = phase.next?.$cstNode === undefined ? '' : source.of(phase.next.$cstNode);
  // A comment would be lost.
  if (inside !== next) return [];
  const start = next === '' ? source.text.slice(0, open.offset).trimEnd().length : open.offset;
  return [{ start, end: close.end, text: next }];
}

function distance(other: number, own: number): number {
  return other < own ? own - other : other * 1000;
}
