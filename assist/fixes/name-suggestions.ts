import { AstUtils } from 'langium';
import { editDistance } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { comparisonsOf } from '../edits/finding-origin.js';
import { MAX_CANDIDATES } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/** A name that may replace an unknown one. */
export interface NameSuggestion {
  readonly name: string;
  /** Whether it is like enough, or the only one that fits. */
  readonly preferable: boolean;
}

/** Names near the unknown one; if none is, those that fit the place. */
export function nameSuggestions(context: FixContext): readonly NameSuggestion[] {
  const near = (context.finding.data.candidates ?? []).slice(0, MAX_CANDIDATES);
  const written = context.source.text.slice(context.start, context.end);
  const fittingNames = askedFor(context).slice(0, MAX_CANDIDATES);
  const like = near.map((name) => ({ name, preferable: isLike(written, name) }));
  if (like.some(({ preferable }) => preferable)) return like;
  const fitting = fittingNames.map((name) => ({ name, preferable: fittingNames.length === 1 }));
  return [...fitting, ...like.filter(({ name }) => !fittingNames.includes(name))].slice(0, MAX_CANDIDATES);
}

/** Whether one of two names may be the other misspelled: most of the longer one is in both, or all letters are. */
function isLike(one: string, other: string): boolean {
  const letters = (name: string) => [...name.toLowerCase()].sort().join('');
  if (letters(one) === letters(other)) return true;
  return editDistance(one, other) * 2 < Math.max(one.length, other.length);
}

function askedFor(context: FixContext): string[] {
  switch (context.finding.code) {
    case 'unknown-message':
      return [...new Set(missedHere(context))];
    case 'unknown-participant':
      return [...new Set(metHere(context))];
    case 'unknown-role':
      return unplayed(context);
    case 'unknown-value':
      return valuesOf(context);
    default:
      return [];
  }
}

/** Messages that the phase misses with the step's own arrow. */
function missedHere({ flow, phase, step }: FixContext): string[] {
  const arrow = step?.step.arrow;
  if (flow === undefined || phase === undefined || !arrow) return [];
  const receivers = arrow.receivers.flatMap((end) => (end.kind === 'participant' ? [end.participant] : []));
  return [...comparisonsOf(flow, phase.phase)].flatMap(({ comparison }) =>
    comparison.differences.flatMap(({ code, slots }) =>
      code === 'missing-message'
        ? slots
            .filter((slot) => slot.sender === arrow.sender && receivers.includes(slot.receiver))
            .map((slot) => slot.messageName)
        : [],
    ),
  );
}

/** Participants at whose place in a row the unknown one was taken. */
function metHere({ flow, phase, step, start, source }: FixContext): string[] {
  if (flow === undefined || phase === undefined || step === undefined || !ast.isArrowStep(step.node)) return [];
  const sends = step.node.sender?.$refNode?.offset === start;
  const position = step.node.receivers.findIndex((end) => end.$cstNode?.offset === start);
  const { participants } = flow.analysis.flow;
  return [...comparisonsOf(flow, phase.phase)].flatMap(({ comparison }) =>
    comparison.copies.flatMap((copy) => {
      if (copy.step !== step.step.index || copy.slot === null || copy.slot.source !== 'row') return [];
      if (!sends && copy.receiverIndex !== position) return [];
      const name = participants[sends ? copy.slot.sender : copy.slot.receiver]?.name;
      return name === undefined || name === source.text.slice(start) ? [] : [name];
    }),
  );
}

/** Roles of the participant's kind without a player. */
function unplayed({ flow, node }: FixContext): string[] {
  const participant = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isParticipant);
  const binding = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isBinding);
  const kind = participant?.kind ?? binding?.participant?.ref?.kind;
  if (flow === undefined || kind === undefined) return [];
  const { roles } = flow.analysis.model;
  const { defaultPlayers } = flow.analysis.simulation;
  return roles
    .filter((role, index) => role.kind === kind && (defaultPlayers[index] ?? []).length === 0)
    .map((r) => r.name);
}

function valuesOf({ node }: FixContext): string[] {
  const statement = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isFactStatement);
  return (statement?.fact?.ref?.values ?? []).map(({ name }) => name);
}
