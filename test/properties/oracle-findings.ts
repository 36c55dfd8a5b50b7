import { type Choice, choicesOf, keyOf, keysOf, lettersOf, rowsOf, type Sent, sentBy } from './oracle-content.js';
import {
  broadcasts,
  type Content,
  type ContentFinding,
  disorder,
  type IsGiven,
  isOfRow,
  late,
  leftOver,
  missing,
  notAllowed,
  ofPair,
  ofShortForm,
  selfMessages,
  slotOf,
} from './oracle-content-finding.js';
import type { Entry, OracleContext } from './oracle-entering.js';
import { Unspecified } from './oracle-entering.js';
import {
  meetings,
  meets,
  type OracleMatching,
  paired,
  rowOf,
  type Slot,
  slotsOf,
  withLaterDuplicates,
  withSurplus,
} from './oracle-matching.js';
import type { Placed } from './oracle-places.js';
import { type ShortFault, shortFormOf } from './oracle-short-forms.js';
import type { ArrowSpec, End, FlowSpec, Item, ModelSpec, RowSpec } from './specification.js';

const MAX_COMBINATIONS = 500;

/** The possible findings on a phase in one configuration: several if the language leaves a choice. */
export type Outcomes = readonly (readonly ContentFinding[])[];

/** All possible findings on a flow phase that is entered so; none if it realizes no model phase. */
export function contentOutcomes(
  flow: FlowSpec,
  model: ModelSpec,
  phase: number,
  entry: Entry,
  isGiven: IsGiven,
): Outcomes {
  const { realizes, steps } = flow.phases[phase] ?? { realizes: null, steps: null };
  const modelPhase = realizes === null ? undefined : model.phases[realizes];
  if (steps === null) return [[]];
  if (modelPhase === undefined) return [selfMessages(steps, [])];
  const situation: OracleContext = { flow, states: entry.configuration.states, players: entry.players };
  const isCertain = (end: End, isSender: boolean) => {
    if (end.kind === 'all') return true;
    const isSingle = isSender || model.roles[end.role]?.kind === 'party';
    const { length } = entry.players[end.role] ?? [];
    return length === 1 || (length > 1 && !isSingle);
  };
  if (
    !model.anytime.every(
      ({ sender, receivers }) => isCertain(sender, true) && receivers.every((end) => isCertain(end, false)),
    )
  ) {
    throw new Unspecified('whether anybody may send at any time what a role without a player, or of several, may');
  }
  const content: Content = {
    steps,
    model,
    phase: modelPhase,
    situation,
    isGiven,
    ...sentBy(steps, model, situation),
    triggers: modelPhase.triggers.flatMap((trigger) => ('timer' in trigger ? [] : [trigger])),
    anytime: new Set(keysOf(model.anytime, situation)),
    delays: steps.map(({ delay }) => delay),
    ordersPairs: false,
    timesPairs: false,
  };
  const options = optionsOf(content);
  const either = (has: boolean) => (has && options.some(hasPairs) ? [true, false] : [false]);
  const orders = either(hasOrder(modelPhase.items));
  const times = either(rowsOf(modelPhase.items).some(({ within }) => within !== null));
  return distinct(
    orders.flatMap((ordersPairs) =>
      times.flatMap((timesPairs) => ofBestChoice({ ...content, ordersPairs, timesPairs }, options)),
    ),
  );
}

function hasOrder(items: readonly Item[]): boolean {
  return items.some((item) => item.kind === 'in order' || (item.kind !== 'row' && hasOrder(item.items)));
}

/** A choice of members, and by each reading of its triggers the ways to give steps to its rows. */
interface Option {
  readonly choice: Choice;
  readonly readings: readonly (readonly OracleMatching[])[];
  /** What is wrong with short forms that stand for no copies. */
  readonly problems: readonly ShortFault[];
}

/** Whether a step may be assigned to a row that it does not meet. */
function hasPairs({ readings, problems }: Option): boolean {
  return (
    problems.length > 0 || readings.some((ways) => ways.some(({ pairs, surplus }) => pairs.length + surplus.length > 0))
  );
}

function optionsOf(content: Content): Option[] {
  const { phase, situation, disallowed, triggers, anytime } = content;
  return choicesOf(phase.items, situation).flatMap((choice) => {
    const { sent, problems } = withShortForms(choice, content);
    if (!choice.stands.every((rows) => sent.some((one) => isOfRow(one, rows)))) return [];
    const isStoodFor = ({ copy }: Slot) =>
      problems.some(({ rows, isTrigger }) => (copy === null ? isTrigger : rows.includes(copy.row)));
    const readings = slotsOf(choice.rows, triggers, situation).map((slots) =>
      meetings(sent, slots, anytime)
        .map((way) => ({ ...way, free: way.free.filter((slot) => !isStoodFor(slot)) }))
        .flatMap((way) => paired(way, disallowed, phase.partial)),
    );
    return [{ choice, readings, problems }];
  });
}

/** The copies of all steps, and what is wrong with short forms under a choice of members. */
function withShortForms(choice: Choice, content: Content): { sent: readonly Sent[]; problems: readonly ShortFault[] } {
  const { steps, model, phase, triggers, situation } = content;
  const unchosen = rowsOf(phase.items).filter(
    (row) => !choice.active.includes(row) && choice.idle.every((copy) => copy.row !== row),
  );
  const asked = { model, choice, unchosen, triggers, situation, isPartial: phase.partial };
  const forms = steps.flatMap((step, index) => (step.arrow === null ? [shortFormOf(step, index, asked)] : []));
  const problems = forms.flatMap(({ fault }) => fault ?? []);
  for (const { message, step, rows, isTrigger } of problems) {
    if (steps.some((other, index) => other.message === message && index !== step)) {
      throw new Unspecified('which rows a short form at fault stands for beside other steps');
    }
    const reachesNobody = (trigger: ArrowSpec) => lettersOf(trigger, situation).length === 0;
    const hasCopies = (row: RowSpec) => choice.rows.some((copy) => copy.row === row);
    const isTriggerToNobody =
      isTrigger && triggers.filter((trigger) => trigger.message === message).every(reachesNobody);
    if (isTriggerToNobody || !rows.every(hasCopies))
      throw new Unspecified('what is wrong with a short form that reaches nobody');
  }
  return { sent: [...content.sent, ...forms.flatMap(({ sent }) => sent)], problems };
}

/** Whether nothing is reported on a flow phase that is entered so. */
export function contentConforms(flow: FlowSpec, model: ModelSpec, phase: number, entry: Entry): boolean {
  return contentOutcomes(flow, model, phase, entry, () => false).some(({ length }) => length === 0);
}

/**
 * The member of each `one of` with the fewest findings; in a tie the one whose step was matched first. If steps can be
 * explained in several ways, a member with the fewest findings in one of them may be chosen.
 */
function ofBestChoice(content: Content, options: readonly Option[]): Outcomes {
  const judged = options.map((option) => option.readings.flatMap((ways) => judge(ways, content, option)));
  const isBest = (one: Explanation, own: readonly Explanation[]) =>
    one.stands && judged.every((others) => others === own || others.some((other) => !isBetter(other, one)));
  return distinct(judged.flatMap((own) => own.flatMap((one) => (isBest(one, own) ? [one.complete] : []))));
}

function isBetter(a: Explanation, b: Explanation): boolean {
  const fewer = b.findings.length - a.findings.length;
  return a.stands && (fewer > 0 || (fewer === 0 && a.firstMet < b.firstMet));
}

/** One way to explain the steps of a phase under one choice of members. */
interface Explanation {
  readonly findings: readonly ContentFinding[];
  /** These, and the messages to oneself of which nothing else is said. */
  readonly complete: readonly ContentFinding[];
  /** The first step without a finding that meets a row of a chosen member. */
  readonly firstMet: number;
  /** Whether a step is a row of each chosen member whose condition does not hold. */
  readonly stands: boolean;
}

function judge(ways: readonly OracleMatching[], content: Content, option: Option): Explanation[] {
  const all = ways.flatMap((way) => explained(way, content, option));
  const kept = new Set(inBestOrder(all.map(({ findings }) => findings)).map(nameOf));
  return all.filter(({ findings }) => kept.has(nameOf(findings)));
}

/** Copies of one letter count for whichever row of it keeps the order, and one that counts for none is the duplicate. */
function inBestOrder(outcomes: Outcomes): Outcomes {
  const rest = (outcome: readonly ContentFinding[]) =>
    nameOf(
      outcome.flatMap((finding) => {
        if (finding.code === 'order-violation') return [];
        return finding.code === 'duplicate-message' ? [{ ...finding, step: null }] : [finding];
      }),
    );
  const all = distinct(outcomes).map((outcome) => ({ outcome, rest: rest(outcome) }));
  return all
    .filter(({ outcome, rest: own }) =>
      all.every((other) => other.rest !== own || other.outcome.length >= outcome.length),
    )
    .map(({ outcome }) => outcome);
}

function distinct(outcomes: Outcomes): Outcomes {
  return [...new Map(outcomes.map((outcome) => [nameOf(outcome), outcome])).values()];
}

const numbers = new WeakMap<object, number>();
let drawn = 0;

/** Equal for findings that are one: of the same code, at the same place, about the same row. */
export function identityOf({ code, step, place, severity, about }: ContentFinding): string {
  if (about !== null && !numbers.has(about)) numbers.set(about, drawn++);
  return `${severity} ${code} ${step} ${place} ${about === null ? '' : numbers.get(about)}`;
}

function nameOf(outcome: readonly ContentFinding[]): string {
  return outcome.map(identityOf).sort().join('\n');
}

/** Rules 5 to 8, the order and the times. */
function explained(way: OracleMatching, content: Content, { choice, problems }: Option): Explanation[] {
  const { incomplete, rest } = broadcasts(way);
  const isIdle = (sent: Sent) => choice.idle.find((copy) => meets(sent, slotOf(copy)));
  const isOpen = (sent: Sent) => isIdle(sent) === undefined;
  const [unmet, surplus] = [rest.unmet.filter(isOpen), rest.surplus.filter(isOpen)];
  const conditions = [...rest.unmet, ...rest.surplus].flatMap((sent): ContentFinding[] => {
    const copy = isIdle(sent);
    return copy === undefined
      ? []
      : [{ code: 'condition-not-met', step: sent.step, place: null, severity: 'error', about: copy.row }];
  });
  return withSurplus({ ...rest, unmet, surplus })
    .flatMap(withLaterDuplicates)
    .flatMap((last) => {
      const fixed = [...notAllowed(content), ...incomplete, ...conditions, ...missing(last)];
      const open = [
        ...last.pairs.map((pair) => ofPair(pair, content)),
        ...leftOver(last, content),
        ...problems.map((fault) => ofShortForm(fault, content)),
      ];
      const { anytime } = content;
      const allowed = [
        ...last.met.map(({ sent }) => sent),
        ...content.sent.filter(({ letter }) => anytime.has(keyOf(letter))),
      ];
      const ofFaults = problems.flatMap(({ step, rows }) => placedAt(step, rows, choice));
      const withPairs = (has: boolean) => (has ? [...last.met, ...last.pairs, ...ofFaults] : last.met);
      const ofPlaces = [...disorder(withPairs(content.ordersPairs)), ...late(withPairs(content.timesPairs), content)];
      return combinations(open).flatMap((own) =>
        merged([...fixed, ...own, ...ofPlaces]).map((findings) => {
          const isOfMember = ({ sent, slot }: Placed) =>
            choice.members.has(rowOf(slot)) && findings.every(({ step }) => step !== sent.step);
          const firstMet = Math.min(...last.met.filter(isOfMember).map(({ sent }) => sent.step));
          const complete = [...findings, ...selfMessages(content.steps, findings, allowed)];
          return { findings, complete, firstMet, stands: standsFor(choice, findings) };
        }),
      );
    });
}

/** A short form at the places of the rows that it stands for all the same. */
function placedAt(step: number, rows: readonly RowSpec[], { rows: copies }: Choice): Placed[] {
  return copies.flatMap((copy) => {
    const sent = { letter: copy.letter, step, receiver: 0, value: copy.row.value, isShort: true };
    return rows.includes(copy.row) ? [{ sent, slot: slotOf(copy) }] : [];
  });
}

/** Whether a step is a row of each chosen member whose condition does not hold, and has the finding that says so. */
function standsFor({ stands }: Choice, findings: readonly ContentFinding[]): boolean {
  return stands.every((rows) =>
    findings.some(({ code, about }) => code === 'condition-not-met' && rows.some(({ row }) => row === about)),
  );
}

function combinations<T>(alternatives: readonly (readonly T[])[]): T[][] {
  const found = alternatives.reduce<T[][]>(
    (before, own) => before.flatMap((chosen) => own.map((one) => [...chosen, one])),
    [[]],
  );
  if (found.length > MAX_COMBINATIONS) throw new Unspecified('too many things that may be reported');
  return found;
}

/** Mistakes of one kind at one place of a step are one finding, about any of the rows. */
function merged(findings: readonly ContentFinding[]): ContentFinding[][] {
  const groups = new Map<string, ContentFinding[]>();
  for (const finding of once(findings)) {
    const { code, step, place } = finding;
    const key = step === null ? identityOf(finding) : `${code} ${step} ${place}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return combinations([...groups.values()]);
}

/** One finding if several copies of a step show the same. */
export function once(findings: readonly ContentFinding[]): ContentFinding[] {
  return [...new Map(findings.map((finding) => [identityOf(finding), finding])).values()];
}
