import { Cancellation, URI } from 'langium';
import {
  ANY_PARTICIPANT,
  capitalized,
  type End,
  type Flow,
  type FlowPhase,
  isPhaseNameShared,
  MessageText,
  type Model,
  type ModelPhase,
  messageTriggers,
  needsDelay,
  type Row,
  type Target,
  UNKNOWN,
} from '../../check/index.js';
import { freeName } from '../edits/free-name.js';
import { libraryImports } from '../edits/library-imports.js';
import { written } from '../edits/step-edits.js';
import { targetOf } from '../edits/target-edits.js';
import { joinedCast, oneEach } from './flow-cast.js';
import { type FlowPlan, planFlow } from './flow-plan.js';

/** How a new flow is written: with the steps of its phases, or with phases without braces, which imply them. */
export type FlowDetail = 'steps' | 'phases';

/**
 * Texts of a flow that goes through all phases of a model, or of several that are united, and offers every outcome, the
 * more detailed one first. One participant plays each role, or several of united models (`joinedCast`); phases that this
 * never gets to are named in a comment.
 * @param usedNames names of flows that are there
 * @throws OperationCancelled if the token is canceled
 */
export async function flowsOfModel(
  model: Model,
  usedNames: ReadonlySet<string>,
  token: Cancellation.CancellationToken,
): Promise<{ name: string; texts: string[] }> {
  const name = freeName(`${model.headers[0]?.name ?? 'My'}Flow`, usedNames);
  const plans = [await planFlow(model, oneEach(model), token)];
  const joined = joinedCast(model);
  if (joined !== null) plans.unshift(await planFlow(model, joined, token));
  // The flow that gets to more phases comes first; of two that get to as many, that with fewer participants.
  plans.sort((a, b) => a.left.length - b.left.length);
  const texts = plans.flatMap((plan) =>
    (['steps', 'phases'] as const).map((detail) => new Writer(plan, model, detail).flow(name)),
  );
  return { name, texts };
}

/** Text of a file with one flow that goes through all phases of a model, with their steps, and what it imports. */
export async function flowOfModel(model: Model): Promise<string> {
  const { texts } = await flowsOfModel(model, new Set(), Cancellation.CancellationToken.None);
  return libraryImports(model.headers.map(({ place }) => URI.parse(place.uri))) + (texts[0] ?? '');
}

class Writer {
  /** Names by role. */
  private readonly players: readonly string[];
  private readonly words: MessageText;
  private readonly entered: readonly FlowPhase[];

  constructor(
    private readonly plan: FlowPlan,
    private readonly model: Model,
    private readonly detail: FlowDetail,
  ) {
    const names = new Set<string>();
    const participants = plan.flow.participants.map((participant) => {
      const free = freeName(capitalized(participant.name), names);
      names.add(free);
      return { ...participant, name: written(free) };
    });
    this.players = model.roles.map((_, role) => participants.find(({ roles }) => roles.includes(role))?.name ?? '');
    const flow: Flow = { ...plan.flow, participants };
    this.words = new MessageText(flow, model);
    this.entered = flow.phases.filter(({ index }) => (plan.exploration.byPhase[index] ?? []).length > 0);
  }

  flow(name: string): string {
    const { flow, left } = this.plan;
    const blocks: string[][] = [[...this.cast(), ...this.facts()]];
    const start = this.targets(flow.start);
    const [first] = this.entered;
    // One start that is the first phase goes without saying.
    if (start !== '' && start !== written(first?.name ?? '')) blocks.push([`start ${start}`]);
    for (const phase of this.entered) blocks.push(this.phase(phase));
    if (left.length > 0) {
      const names = left.map((phase) => phase.name).join(', ');
      const isOneEach = flow.participants.length === this.model.roles.length;
      const cast = isOneEach ? 'one participant per role' : 'these participants';
      const facts = this.model.facts.length > 0 ? ' and these facts' : '';
      blocks.push([`// Not reached with ${cast}${facts}: ${names}.`]);
    }
    const lines = blocks.flatMap((block, index) => [...(index === 0 ? [] : ['']), ...block.map(indented)]);
    const follows = this.model.headers.map((header) => written(header.name)).join(', ');
    return [`flow ${name} follows ${follows} {`, ...lines, '}', ''].join('\n');
  }

  private cast(): string[] {
    const parties = this.model.roles.some(({ kind }) => kind === 'party');
    return this.plan.flow.participants.map(({ kind, roles, initial }) => {
      const word = kind === 'party' || !parties ? kind.padEnd(parties ? 6 : 0) : kind;
      const names = roles.map((role) => written(this.model.roles[role]?.name ?? ''));
      const [first = UNKNOWN, another] = roles;
      const state = another === undefined || initial === null ? undefined : this.model.states[initial]?.name;
      const starts = state === undefined ? '' : ` initially ${written(state)}`;
      return `${word} ${this.players[first] ?? ''} as ${names.join(', ')}${starts}`;
    });
  }

  private facts(): string[] {
    return this.model.facts.flatMap(({ name, values }, fact) => {
      const value = values[this.plan.flow.facts[fact] ?? 0];
      return value === undefined ? [] : [`${written(name)} is ${written(value)}`];
    });
  }

  private phase(phase: FlowPhase): string[] {
    const name = written(phase.name);
    const steps = this.detail === 'steps' ? this.steps(phase) : [];
    const onlyEnd = phase.next?.every(({ kind }) => kind === 'end') ?? true;
    const next = onlyEnd ? [] : [`next ${this.targets(phase.next ?? [])}`];
    const head = `phase ${name} is ${this.realized(phase)}`;
    if (steps.length === 0) return [[head, ...next].join(' ')];
    return [`${head} {`, ...[...steps, ...next].map(indented), '}'];
  }

  /** The model's phase, with its model if another one that is followed has a phase of the name. */
  private realized({ name, realizes }: FlowPhase): string {
    const phase = realizes?.phase;
    if (phase === undefined || phase === null) return written(name);
    return isPhaseNameShared(phase, this.model)
      ? `${written(phase.model.name)}.${written(phase.name)}`
      : written(phase.name);
  }

  /** The required rows with their arrows; none if they are not the same ones in every configuration. */
  private steps(phase: FlowPhase): string[] {
    const ways = new Set<string>();
    for (const index of this.plan.exploration.byPhase[phase.index] ?? []) {
      const entered = this.plan.exploration.visits[index]?.entered;
      const copies = entered === undefined ? [] : (this.plan.simulation.compare(phase, entered)?.copies ?? []);
      const haveParticipants = copies.every(
        ({ sender, receiver }) => sender !== ANY_PARTICIPANT && receiver !== ANY_PARTICIPANT,
      );
      const slots = copies.flatMap(({ slot }) => slot ?? []);
      ways.add(haveParticipants ? this.words.steps(slots).join('\n') : '');
    }
    const [only = '', another] = ways;
    return only === '' || another !== undefined ? [] : [...this.trigger(phase), ...only.split('\n')];
  }

  /** The message that starts the phase, unless its rows repeat it. */
  private trigger({ realizes }: FlowPhase): string[] {
    const [trigger] = realizes?.phase ? messageTriggers(realizes.phase) : [];
    if (trigger === undefined) return [];
    const { row } = trigger;
    const [arrow, another] = row.arrows;
    if (another !== undefined || row.sender.kind !== 'role' || arrow?.receiver.kind !== 'role') return [];
    const ends = [row.sender.role, arrow.receiver.role];
    if (realizes?.phase?.rows.some((other) => other.message === row.message && mayGo(other, ends))) return [];
    const [sender, receiver] = ends.map((role) => this.players[role]);
    if (sender === undefined || receiver === undefined) return [];
    const several = (row.message?.protocols.length ?? 0) > 1 && arrow.protocol !== null;
    const on = several ? ` on ${arrow.protocol?.name}` : '';
    return [`${sender} -> ${receiver} : ${written(row.messageName)}${on}`];
  }

  private targets(targets: readonly Target[]): string {
    return targets
      .map((target) => {
        if (target.kind !== 'phase') return 'end';
        return targetOf(written(target.name), byTimeout(this.model.phases[target.phase])).text;
      })
      .join(' | ');
  }
}

/** Whether a row may have the same arrow. */
function mayGo({ sender, arrows }: Row, [from, to]: readonly (number | undefined)[]): boolean {
  const fits = (end: End, role: number | undefined) => end.kind === 'all' || end.role === role;
  return fits(sender, from) && arrows.some(({ receiver }) => fits(receiver, to));
}

function byTimeout(phase: ModelPhase | undefined): boolean {
  return needsDelay(phase);
}

function indented(line: string): string {
  return `  ${line}`;
}
