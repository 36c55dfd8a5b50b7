import {
  entryNeeds,
  type Flow,
  type FlowPhase,
  type Message,
  type Model,
  type ModelPhase,
  messageTriggers,
  NO_ROLE_USE,
  type Participant,
  type Place,
  type Role,
  type RoleUse,
  type Row,
  roleUse,
  STATELESS,
} from '../../check/index.js';
import { ownSteps } from './own-steps.js';

/** Most parties of one interaction beyond those that the flow or model names. */
const MAX_EXTRA_PARTIES = 14;

/** A phase that a recording may show. */
export interface FollowedPhase {
  /** Number in the followed cast's flow. */
  readonly index: number;
  readonly phase: FlowPhase;
  /** Null for a phase of the flow without `is`. */
  readonly modelPhase: ModelPhase | null;
  /** Whether the flow has it; otherwise it is the model's, for what the flow does not offer. */
  readonly ofFlow: boolean;
  /** Rows that start it. */
  readonly triggers: readonly Row[];
  /** Whether a timer can start it: then no message has to. */
  readonly mayStartUnseen: boolean;
  /** Roles of parties that must be known when it begins. */
  readonly singleRoles: readonly number[];
  readonly use: RoleUse;
}

/** A row, or trigger, of a phase. */
export interface PhaseRow {
  /** Number among all rows and triggers that are followed. */
  readonly index: number;
  readonly phase: FollowedPhase;
  readonly row: Row;
  readonly isTrigger: boolean;
}

/** The flow that recordings are followed through, or the model, whose phases may come whenever they can. */
export class Subject {
  /** The flow with a phase for each of the model's, and parties for other participants. */
  readonly cast: Flow;
  readonly phases: readonly FollowedPhase[];
  /** Index of the first party that is not played yet. */
  readonly firstExtra: number;
  /** The parties that can be anyone: all of a model's, and those that a flow does not name. */
  readonly nameless: readonly number[];
  /** Phases by the names of the messages of their rows and triggers. */
  private readonly byMessage: ReadonlyMap<string, readonly PhaseRow[]>;
  readonly messages: ReadonlyMap<string, Message>;
  /** How many rows and triggers are followed. */
  readonly rowCount: number;

  /**
   * @param flow null: the model alone
   * @param drawn flows of the model, whose names of systems are its addresses too
   */
  constructor(
    readonly model: Model,
    readonly flow: Flow | null,
    readonly drawn: readonly Flow[] = [],
  ) {
    const own = flow?.participants ?? modelParticipants(model);
    this.firstExtra = own.length;
    const extras = Array.from({ length: MAX_EXTRA_PARTIES }, (_, index): Participant => {
      return { ...blank, index: own.length + index, name: `party ${index + 1}`, kind: 'party' };
    });
    const flowPhases = flow?.phases ?? [];
    const modelPhases = model.phases.map((phase, index): FlowPhase => {
      return {
        index: flowPhases.length + index,
        name: phase.name,
        title: phase.title,
        realizes: { phase, place: phase.place },
        bindings: [],
        braces: false,
        steps: [],
        hasSkippedText: false,
        next: null,
        nextPlace: phase.place,
        place: phase.place,
        namePlace: phase.place,
      };
    });
    this.cast = {
      ...(flow ?? emptyFlow(model)),
      participants: [...own, ...extras],
      phases: [...flowPhases, ...modelPhases],
    };
    const firstNameless = flow === null ? 0 : own.length;
    this.nameless = this.cast.participants.flatMap(({ index, kind }) =>
      kind === 'party' && index >= firstNameless ? [index] : [],
    );
    this.phases = this.cast.phases.map((phase) => this.followed(phase, phase.index < flowPhases.length));
    this.byMessage = rowsByMessage(this.phases, model);
    this.rowCount = [...this.byMessage.values()].reduce((sum, { length }) => sum + length, 0);
    this.messages = messagesOf(this.phases, model);
  }

  /** The rows and triggers that send a message. */
  rowsOf(message: string): readonly PhaseRow[] {
    return this.byMessage.get(message) ?? [];
  }

  /** A party of the cast that is not there yet; -1 if there is none. */
  freshParty(states: readonly number[]): number {
    return this.nameless.find((party) => states[party] === STATELESS) ?? -1;
  }

  /** All rows, in the order of the model and the flow. */
  get rows(): readonly Row[] {
    const followed = [...this.byMessage.values()].flat().map(({ row }) => row);
    return [...new Set([...followed, ...this.model.anytime])];
  }

  /** Whether a participant is a party. */
  isParty(participant: number): boolean {
    return this.cast.participants[participant]?.kind === 'party';
  }

  private followed(phase: FlowPhase, ofFlow: boolean): FollowedPhase {
    const modelPhase = phase.realizes?.phase ?? null;
    const { model } = this;
    const triggers = modelPhase === null ? [] : messageTriggers(modelPhase).map(({ row }) => row);
    const use = modelPhase === null ? NO_ROLE_USE : roleUse(modelPhase, entryNeeds(modelPhase, model), model);
    return {
      index: phase.index,
      phase,
      modelPhase,
      ofFlow,
      triggers,
      mayStartUnseen: modelPhase?.triggers.some(({ kind }) => kind === 'timeout') ?? false,
      singleRoles: [...use.single].filter((role) => model.roles[role]?.kind === 'party'),
      use,
    };
  }
}

const nowhere: Place = { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

const blank: Omit<Participant, 'index' | 'name' | 'kind'> = {
  title: null,
  roles: [],
  declaresRole: false,
  // Without a state until it is known to be played.
  initial: null,
  place: nowhere,
  declarationPlace: nowhere,
};

/** A model's systems, and its parties that start elsewhere than in the first state: of these there is one each. */
function modelParticipants(model: Model): Participant[] {
  const participants: Participant[] = [];
  for (const [index, role] of model.roles.entries()) {
    const begins = startsApart(role, model);
    if (role.kind !== 'system' && !begins) continue;
    participants.push({
      ...blank,
      index: participants.length,
      name: role.name,
      title: role.title,
      kind: role.kind,
      roles: role.kind === 'system' ? [index] : [],
      initial: begins ? role.initial : null,
      place: role.place,
      declarationPlace: role.place,
    });
  }
  return participants;
}

/** Whether a role's party starts in another state than one that parties are in before they have a part. */
export function startsApart({ kind, initialStated, initial }: Role, { firstStates }: Model): boolean {
  return kind === 'party' && initialStated && !firstStates.includes(initial);
}

function emptyFlow(model: Model): Flow {
  return {
    name: '',
    title: null,
    model,
    modelMissing: false,
    follows: model.headers.map(({ name }) => name),
    participants: [],
    nearlyNamed: new Set(),
    rolesUncertain: false,
    statesUnset: false,
    facts: model.facts.map(() => null),
    start: [],
    startPlace: null,
    phases: [],
    scenarios: [],
    place: nowhere,
    namePlace: nowhere,
  };
}

function rowsByMessage(phases: readonly FollowedPhase[], model: Model): Map<string, PhaseRow[]> {
  const byMessage = new Map<string, PhaseRow[]>();
  let count = 0;
  const add = (row: Omit<PhaseRow, 'index'>) => {
    const name = row.row.message?.name;
    if (name === undefined) return;
    const entry: PhaseRow = { ...row, index: count++ };
    const list = byMessage.get(name);
    if (list === undefined) byMessage.set(name, [entry]);
    else list.push(entry);
  };
  for (const phase of phases) {
    for (const row of phase.triggers) add({ phase, row, isTrigger: true });
    for (const row of phase.modelPhase?.rows ?? []) add({ phase, row, isTrigger: false });
    for (const { row } of ownSteps(phase.phase, model)) add({ phase, row, isTrigger: false });
  }
  return byMessage;
}

function messagesOf(phases: readonly FollowedPhase[], model: Model): Map<string, Message> {
  const messages = new Map<string, Message>();
  const add = (message: Message | null) => {
    if (message !== null) messages.set(message.name, message);
  };
  for (const { modelPhase, triggers, phase } of phases) {
    for (const row of [...triggers, ...(modelPhase?.rows ?? [])]) add(row.message);
    for (const step of phase.steps) add(step.message);
  }
  for (const row of model.anytime) add(row.message);
  return messages;
}
