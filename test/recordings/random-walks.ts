import { listPaths } from '../../check/paths/paths.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import type { Checking } from '../properties/checking.js';
import { Choices } from '../properties/choices.js';
import { rowChoices } from '../properties/oracle-content.js';
import { Unspecified } from '../properties/oracle-entering.js';
import { arrowStep, type ConformingFlow, conformingFlow } from '../properties/random-flow.js';
import { randomModel, requiredRow } from '../properties/random-model.js';
import type { FlowPhaseSpec, ModelSpec } from '../properties/specification.js';
import { Writer } from '../properties/writing.js';
import { randomOf } from './walks.js';

/** A message of an interaction that follows a path of a random flow. */
export interface RandomMessage {
  readonly timeMs: number;
  readonly message: string;
  readonly protocol: string | null;
  readonly from: string | null;
  readonly to: string;
}

/** A random flow with its model, and interactions that conform to it. */
export interface RandomWalks {
  readonly source: string;
  readonly protocols: readonly string[];
  readonly participants: readonly string[];
  readonly walks: readonly (readonly RandomMessage[])[];
}

/** Paths per flow: the others differ little. */
const MAX_PATHS = 4;
const writer = new Writer();

/** The walks of a random flow; null if the language does not specify it, or it has no path to follow. */
export async function randomWalks(seed: number, ownMessages: boolean, checking: Checking): Promise<RandomWalks | null> {
  const random = randomOf(seed);
  const source = sourceOf(new Choices(Array.from({ length: 900 }, () => Math.floor(random() * 256))), ownMessages);
  if (source === null) return null;
  const { analysis: document } = await checking.check(source);
  const [analysis] = document.flows;
  if (analysis === undefined) return null;
  const walks = listPaths(document, analysis)
    .paths.slice(0, MAX_PATHS)
    .map(({ phases }) => buildTimeline(document, analysis, { kind: 'path', phases }))
    .filter(({ events }) => events.every(({ status, sender }) => status === 'ok' && sender !== null))
    .map((timeline) => messagesOf(timeline, random))
    .filter((messages) => messages.length > 1);
  const protocols = [...source.matchAll(/^protocol (\w+)/gm)].flatMap(([, name]) => name ?? []);
  const participants = analysis.flow.participants.map(({ name }) => name);
  return walks.length === 0 ? null : { source, protocols, participants, walks };
}

/** A model and a flow that shows all triggers. Without times: which ones a path keeps is not the question. */
function sourceOf(choices: Choices, ownMessages: boolean): string | null {
  try {
    const model = randomModel(choices, { ownMessages, order: true, nested: true });
    const conforming = conformingFlow(choices, model);
    if (conforming.flow.phases.length < 2) return null;
    const phases = conforming.flow.phases.map((phase, index) => withTrigger(phase, index, conforming, model));
    const text = `${writer.model(model)}${writer.flow({ ...conforming.flow, phases }, model)}`;
    return text.replace(/ after \d+m?s( to \d+m?s)?/g, '');
  } catch (error) {
    if (error instanceof Unspecified) return null;
    throw error;
  }
}

function withTrigger(phase: FlowPhaseSpec, index: number, found: ConformingFlow, model: ModelSpec): FlowPhaseSpec {
  const modelPhase = phase.realizes === null ? undefined : model.phases[phase.realizes];
  const entry = found.entries[index];
  if (modelPhase === undefined || entry?.kind !== 'entered') return phase;
  const situation = { flow: found.flow, states: entry.configuration.states, players: entry.players };
  const triggers = modelPhase.triggers
    .flatMap((trigger) => ('timer' in trigger ? [] : [trigger]))
    .map((arrow) => rowChoices({ ...modelPhase, items: [requiredRow(arrow)] }, situation)[0] ?? [])
    .map((copies) => copies.map(({ letter }) => arrowStep(letter)));
  const keyOf = ({ arrow, message }: ReturnType<typeof arrowStep>) => JSON.stringify([arrow, message]);
  const shown = new Set((found.sentSteps[index] ?? []).map(({ step }) => keyOf(step)));
  const [first] = triggers;
  if (first === undefined || triggers.flat().some((step) => shown.has(keyOf(step)))) return phase;
  return { ...phase, steps: [...first, ...(phase.steps ?? [])] };
}

function messagesOf({ events }: Timeline, random: () => number): RandomMessage[] {
  const messages: RandomMessage[] = [];
  let now = 0;
  let visit: number | null = null;
  for (const event of events) {
    if (visit !== null && event.visit !== visit) now += 3000 + Math.floor(random() * 5000);
    visit = event.visit;
    for (const to of event.receivers) {
      now += 1 + Math.floor(random() * 20);
      messages.push({ timeMs: now, message: event.message, protocol: event.protocol, from: event.sender, to });
    }
  }
  return messages;
}
