import type { Comparison, Difference } from '../conformance/comparison.js';
import { ANY_PARTICIPANT, type Slot } from '../conformance/obligations.js';
import { otherAlternatives } from '../conformance/other-alternatives.js';
import { otherValue } from '../conformance/values.js';
import type { Exploration } from '../exploration/explore.js';
import { type EvaluationContext, judgeCondition } from '../exploration/three-valued.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { brief, briefList } from '../findings/brief.js';
import type { RelatedPlace } from '../findings/finding.js';
import { loweredSeverity, rules } from '../findings/rules.js';
import type { FlowPhase, Step } from '../model/flow.js';
import { rowGroundText } from '../model/ground.js';
import { type Condition, type Item, isArrowInferred, isInferred, type ModelPhase, type Row } from '../model/model.js';
import type { Place } from '../model/place.js';
import { plainPlace } from '../model/place.js';
import { durationText, inferenceNote, listed, type MessageText, quoted, unquoted, valuesText } from './message-text.js';
import type { Occurrence, Occurrences } from './occurrences.js';

/** What comparing the visited phases with their model phases shows. */
export function addContentFindings(
  exploration: Exploration,
  comparisons: readonly (Comparison | null)[],
  occurrences: Occurrences,
  words: MessageText,
  transitions: PhaseTransitions,
): void {
  for (const visit of exploration.visits) {
    const phase = words.flow.phases[visit.phase];
    const { realized } = visit.entered;
    if (phase === undefined || realized === null) continue;
    const comparison = comparisons[visit.index];
    for (const difference of comparison?.differences ?? []) {
      const key = differenceKey(difference, phase);
      occurrences.add(key, visit.index, () => {
        const { configuration, players } = visit.entered;
        const context = transitions.context(configuration.states, players);
        const others = otherAlternativesOf(difference, realized, context, comparison).filter(
          (other) => words.steps(other).join() !== words.steps(difference.slots).join(),
        );
        const origin = { visit: visit.index, difference, key };
        const occurrence = describe(difference, phase, realized, words, context, others);
        return { ...withInference(occurrence, difference), origin };
      });
    }
  }
}

/** The same for differences that are one finding, in whatever configurations they show. */
export function differenceKey({ code, step, at, slots }: Difference, phase: FlowPhase): string {
  return `${code}/${phase.index}/${step}/${at}/${slots[0]?.row.index ?? -1}`;
}

function describe(
  difference: Difference,
  phase: FlowPhase,
  realized: ModelPhase,
  words: MessageText,
  context: EvaluationContext,
  others: readonly (readonly Slot[])[],
): Occurrence {
  const { code, slots, copy } = difference;
  const [slot] = slots;
  const step = phase.steps[difference.step];
  const place = placeOf(difference, phase, step);
  const message = quoted(copy?.messageName ?? slot?.messageName ?? '');
  const where = words.modelPhase(realized);
  const expected = words.steps(slots);
  const subject = slot?.row.text;
  const base = {
    code,
    place,
    related: related(slots, realized),
    data: { expected },
    ...(subject === undefined ? {} : { subject }),
  };
  const write = (verb: string) => (expected.length === 0 ? `${verb} it.` : `${verb} \`${expected.join('`, `')}\`.`);
  switch (code) {
    case 'missing-message':
      if (others.length > 0) return oneOf([slots, ...others], where, words, base);
      return {
        ...base,
        fact: `Missing message: ${missingText(slots, message, words)}`,
        brief: brief`${slot?.messageName ?? ''}${briefArrow(slots, words)} is missing`,
        remedy: `Required by ${where}.`,
      };
    case 'unexpected-message':
      return {
        ...base,
        fact: unexpectedFact(difference, message, where, words),
        brief: unexpectedBrief(difference, realized, words),
        remedy: 'Remove the step, or move it to the phase that sends it.',
      };
    case 'wrong-protocol':
      return {
        ...base,
        brief: brief`Sent on ${copy?.protocol?.name ?? '?'}, must be on ${slot?.protocol?.name ?? '?'}`,
        fact: `Wrong protocol: ${message} must be sent on ${quoted(slot?.protocol?.name ?? '?')} here, not ${quoted(copy?.protocol?.name ?? '?')}`,
        remedy: `Required by ${where}. Write \`on ${slot?.protocol?.name ?? '?'}\`, or leave the protocol out when the channels of the model determine it.`,
        data: { expected, candidates: slot?.protocol === null || slot === undefined ? [] : [slot.protocol.name] },
      };
    case 'wrong-value': {
      const required = slot === undefined || copy === null ? undefined : otherValue(copy, slot);
      const given = step?.values.find(({ attribute }) => attribute === required?.attribute);
      return {
        ...base,
        brief: brief`${required?.attribute ?? slot?.messageName ?? '?'} must be ${required?.text ?? 'another value'}`,
        fact:
          required === undefined
            ? `Wrong value: ${message} is sent twice with the same values, but ${where} also requires it${valuesText(slot?.values ?? [])}`
            : `Wrong value: ${quoted(required.attribute)} of ${message} must be ${required.text}, not ${given?.text ?? '?'}`,
        remedy: `Required by ${where}. ${required === undefined ? write('Write') : `Write \`${required.attribute}: ${required.text}\`.`}`,
        data: { expected, candidates: required === undefined ? [] : [required.text] },
      };
    }
    case 'too-late': {
      const limit = durationText(slot?.row.withinMs ?? 0);
      return {
        ...base,
        brief: brief`More than ${limit} after the phase began`,
        fact: `Too late: ${message} must be sent within ${limit} after ${quoted(phase.name)} begins`,
        remedy: `Required by ${where}. Shorten the times up to this step.`,
      };
    }
    case 'wrong-direction':
      return {
        ...base,
        brief: brief`Must go${briefArrow(slots, words)}`,
        fact: `Wrong direction: ${message} must go${words.arrow(slots)}, not${copyArrow(difference, words)}`,
        remedy: `Required by ${where}. ${write('Write')}${inference(slot?.row, realized)}`,
      };
    case 'incomplete-broadcast':
      return {
        ...base,
        ...incompleteText(slots, message, where, words, write('Add')),
      };
    case 'condition-not-met':
      return {
        ...base,
        ...unmetText(unmetCondition(realized, slot, context), message, where, words, context),
        remedy: 'Remove the step, or move it to a phase in which the condition holds.',
      };
    case 'duplicate-message':
      return {
        ...base,
        fact: `Duplicate message: ${message} is sent more often than ${where} allows`,
        remedy: 'Remove the step, or correct its receiver.',
      };
    case 'order-violation': {
      const later = phase.steps[difference.otherStep];
      const [first, second] = namesInOrder(difference, later, message, words);
      return {
        ...base,
        brief: brief`Must come after ${later?.messageName ?? '?'}`,
        fact: `Wrong order: ${first} must come after ${second}`,
        remedy: `Required by ${where}. Move the step after ${second}.`,
        related: [
          ...(later === undefined ? [] : [{ ...plainPlace(later.place), message: 'this step must come first' }]),
          ...related(slots, realized),
        ],
      };
    }
  }
}

/** The missing steps as an author writes them, with their protocol; what is known of them when their ends are not. */
function missingText(slots: readonly Slot[], message: string, words: MessageText): string {
  const [slot] = slots;
  const steps = words.steps(slots);
  if (slot === undefined) return message;
  if (steps.length === 0) return words.letter(slot) + words.arrow(slots);
  const protocol =
    slot.protocol === null || steps.some((step) => step.includes(' on ')) ? '' : ` (${slot.protocol.name})`;
  return steps.join(', ') + protocol;
}

/** The two steps of an order: by their messages, and where these are the same by protocol, values and arrow too. */
function namesInOrder(
  { slots }: Difference,
  later: Step | undefined,
  message: string,
  words: MessageText,
): readonly [string, string] {
  const other = quoted(later?.messageName ?? '?');
  const [first, second] = slots;
  if (message !== other || first === undefined || second === undefined) return [message, other];
  const sameProtocol = first.protocol === second.protocol;
  const letter = (slot: Slot) => (sameProtocol ? `${message}${valuesText(slot.values)}` : words.letter(slot));
  const described = (slot: Slot) => `${letter(slot)}${words.arrow([slot])}`;
  return [described(first), described(second)];
}

function otherAlternativesOf(
  { code, slots: [slot] }: Difference,
  realized: ModelPhase,
  context: EvaluationContext,
  comparison: Comparison | null | undefined,
): readonly (readonly Slot[])[] {
  if (code !== 'missing-message' || slot === undefined || !comparison) return [];
  return otherAlternatives(slot, realized, context, comparison);
}

/** Nothing of a `one of` is sent: only the author knows which of its members was forgotten. */
function oneOf(
  members: readonly (readonly Slot[])[],
  where: string,
  words: MessageText,
  base: Pick<Occurrence, 'code' | 'place' | 'related' | 'data'>,
): Occurrence {
  const letters = members.map((slots) => {
    const rows = [...new Set(slots.map((slot) => slot.row))].map((row) => slots.filter((slot) => slot.row === row));
    return listed(rows.flatMap((own) => (own[0] === undefined ? [] : words.letter(own[0]) + words.arrow(own))));
  });
  const steps = members.map((slots) => words.steps(slots));
  return {
    ...base,
    data: { ...base.data, alternatives: steps },
    brief: brief`Neither ${briefList(members.map((slots) => slots[0]?.messageName ?? '?'))} is sent`,
    fact: `Missing message: one of ${letters.join(' or ')}`,
    remedy: `Required by ${where}. Add ${steps.map((own) => `\`${own.join('`, `')}\``).join(' or ')}.`,
  };
}

/** Where a difference is marked (docs/language.md). */
function placeOf(difference: Difference, phase: FlowPhase, step: Step | undefined): Place {
  if (step === undefined) return phase.namePlace;
  switch (difference.at) {
    case 'phase':
      return phase.namePlace;
    case 'step':
      return step.place;
    case 'message':
      return step.messagePlace;
    case 'protocol':
      return step.protocolPlace;
    case 'delay':
      return step.delayPlace;
    case 'value':
      return valuePlace(difference, step);
    case 'sender':
      return step.arrow?.senderPlace ?? step.messagePlace;
    case 'receiver':
      return step.arrow?.receivers[difference.receiverIndex]?.place ?? step.receiversPlace;
    case 'receivers':
      return step.receiversPlace;
  }
}

/** The value that differs; of two steps with the same values the first one. */
function valuePlace({ copy, slots: [slot] }: Difference, step: Step): Place {
  const required = copy === null || slot === undefined ? undefined : otherValue(copy, slot);
  const given = step.values.find(({ attribute }) => attribute === required?.attribute) ?? step.values[0];
  return given?.place ?? step.messagePlace;
}

/** One severity lower, with the reason, where all that asks for it is inferred. */
function withInference(occurrence: Occurrence, { code, lenient, slots }: Difference): Occurrence {
  if (!lenient) return occurrence;
  const severity = loweredSeverity(code);
  const grounds = slots.map(({ row }) => row.ground).filter((ground) => isInferred(ground));
  if (grounds.length === 0) return { ...occurrence, severity, isLowered: true };
  return { ...occurrence, severity, isLowered: true, remedy: occurrence.remedy + inferenceNote(grounds) };
}

/** `requires no party in "joined" for it, but "Alice" is`. */
function unmetText(
  unmet: Condition | undefined,
  message: string,
  where: string,
  words: MessageText,
  context: EvaluationContext,
): Pick<Occurrence, 'brief' | 'fact'> {
  const fact = `${message} must not be sent here: ${where} requires`;
  if (unmet === undefined) {
    return { brief: rules['condition-not-met'].brief, fact: `${fact} a condition for it that does not hold` };
  }
  const [condition, actual] = [words.condition(unmet), words.actually(unmet, context)];
  return {
    brief: brief`Requires ${unquoted(condition)}, but ${unquoted(actual)}`,
    fact: `${fact} ${condition} for it, but ${actual}`,
  };
}

function unmetCondition(
  realized: ModelPhase,
  slot: Slot | undefined,
  context: EvaluationContext,
): Condition | undefined {
  const conditions = slot === undefined ? [] : (conditionsOf(realized.items, slot.row) ?? []);
  return conditions.find((condition) => judgeCondition(condition, context) === 'no');
}

/** The conditions that a row stands under, outer ones first; undefined if the row is not among the items. */
function conditionsOf(items: readonly Item[], row: Row): readonly Condition[] | undefined {
  for (const item of items) {
    if (item.kind === 'row') {
      if (item.row === row) return [];
      continue;
    }
    const inner = conditionsOf(item.items, row);
    if (inner !== undefined) return item.kind === 'when' ? [...item.conditions, ...inner] : inner;
  }
  return undefined;
}

function unexpectedFact(difference: Difference, message: string, where: string, words: MessageText): string {
  const { slots, copy } = difference;
  // The arrow is right: the row belongs to a member of a `one of` that was not chosen.
  if (slots.some((slot) => slot.sender === copy?.sender && slot.receiver === copy.receiver)) {
    return `Unexpected message: ${message} is one of several alternatives in ${where}, and another one is sent here`;
  }
  if (slots.length > 0) return `Unexpected message: ${where} has ${message}, but not${copyArrow(difference, words)}`;
  const protocol = copy?.protocol ? ` on ${quoted(copy.protocol.name)}` : '';
  return `Unexpected message: ${where} has no ${message}${protocol}`;
}

function unexpectedBrief({ slots, copy }: Difference, realized: ModelPhase, words: MessageText): string {
  if (slots.some((slot) => slot.sender === copy?.sender && slot.receiver === copy.receiver)) {
    return 'Another alternative is sent here already';
  }
  if (slots.length === 0) return brief`${realized.name} has no such message`;
  return brief`Expected${briefArrow(slots, words)}`;
}

/** ` from A to B`, as a brief has room for it; unknown ends are omitted. */
function briefArrow(slots: readonly Slot[], words: MessageText): string {
  const names = (indices: readonly number[]) =>
    briefList([...new Set(indices)].filter((index) => index !== ANY_PARTICIPANT).map((index) => words.name(index)));
  const from = names(slots.map((slot) => slot.sender));
  const to = names(slots.map((slot) => slot.receiver));
  return `${from === '' ? '' : ` from ${from}`}${to === '' ? '' : ` to ${to}`}`;
}

function copyArrow(difference: Difference, words: MessageText): string {
  const { copy } = difference;
  if (copy === null) return '';
  const from = copy.sender === ANY_PARTICIPANT ? '' : ` from ${words.participant(copy.sender)}`;
  const to = copy.receiver === ANY_PARTICIPANT ? '' : ` to ${words.participant(copy.receiver)}`;
  return from + to;
}

function incompleteText(
  slots: readonly Slot[],
  message: string,
  where: string,
  words: MessageText,
  add: string,
): Pick<Occurrence, 'fact' | 'brief' | 'remedy'> {
  const row = `\`${slots[0]?.row.text ?? ''}\``;
  if (slots[0]?.row.arrows[slots[0].arrow]?.receiver.kind === 'all') {
    const missed = words.participants([...new Set(slots.map((slot) => slot.receiver))]);
    const names = [...new Set(slots.map((slot) => slot.receiver))].map((index) => words.name(index));
    return {
      brief: brief`Does not reach ${briefList(names)}`,
      fact: `${message} does not reach ${missed}, but ${where} sends it to all (${row})`,
      remedy: 'Add the missing receivers, or write `all` with the state.',
    };
  }
  const silent = words.participants([...new Set(slots.map((slot) => slot.sender))]);
  return {
    brief: brief`Not sent by ${briefList([...new Set(slots.map((slot) => slot.sender))].map((i) => words.name(i)))}`,
    fact: `${message} is not sent by ${silent}, but in ${where} all send it (${row})`,
    remedy: add,
  };
}

function inference(row: Row | undefined, realized: ModelPhase): string {
  if (row !== undefined && row.ground === null && isArrowInferred(row, realized.model))
    return ' (The arrow is inferred, not given by the source.)';
  return '';
}

function related(slots: readonly Slot[], realized: ModelPhase): RelatedPlace[] {
  const rows = [...new Set(slots.map((slot) => slot.row))];
  if (rows.length === 0) return [{ ...plainPlace(realized.place), message: `model phase ${quoted(realized.name)}` }];
  return rows.slice(0, 5).map((row) => {
    const ground = rowGroundText(row, realized, realized.model);
    const rests = ground === '' ? '' : ` (${ground})`;
    const asks = row.optional ? 'allowed by the model' : 'required by the model';
    return { ...plainPlace(row.place), message: `${asks}: ${row.text}${rests}` };
  });
}
