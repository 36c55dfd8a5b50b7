import { conditionText, moveText, rowNotes, timerLength } from '../assist/index.js';
import { type Model, type ModelPhase, PhaseIndex, type TimeoutTrigger } from '../check/index.js';

/** A model with its roles, states and phases. */
export function modelText(model: Model): string {
  const [header] = model.headers;
  const source = header?.source ?? null;
  return [
    `model ${header?.name}${titled(header?.title)}${source === null ? '' : `, source: ${source.text}`}`,
    ...model.roles.map(
      ({ kind, name, title, optionalIn }) => `${optionalIn.size > 0 ? 'optional ' : ''}${kind} ${name}${titled(title)}`,
    ),
    `states ${model.states.map(({ name, pending }) => (pending ? `pending ${name}` : name)).join(', ')}`,
    ...model.phases.map((phase) => phaseText(model, phase)),
  ].join('\n');
}

/** A phase with all that an author has to know: how it starts, what it needs, sends and moves, and how it may end. */
export function phaseText(model: Model, phase: ModelPhase): string {
  const replaced = phase.replaces === null ? undefined : model.phases[phase.replaces];
  const notes = rowNotes(phase.items, model, { grounds: false });
  const outcomes = PhaseIndex.of(model).outcomes(phase);
  return [
    `phase ${phase.name}${titled(phase.title)}${replaced === undefined ? '' : ` replaces ${replaced.name}`}`,
    ...phase.triggers.map(
      (trigger) => `  ${trigger.kind === 'message' ? trigger.row.text : timerText(model, trigger)}`,
    ),
    ...phase.needs.map((condition) => `  needs ${conditionText(condition, model)}`),
    ...phase.rows.map((row) => `  ${row.text}${noted(notes.get(row) ?? [])}`),
    ...phase.moves.map((move) => `  moves ${moveText(move, model)}`),
    ...(outcomes.length === 0 ? [] : [`  outcomes ${outcomes.map(({ name }) => name).join(', ')}`]),
  ].join('\n');
}

function timerText(model: Model, trigger: TimeoutTrigger): string {
  const at = trigger.at === null ? '' : ` at ${model.roles[trigger.at]?.name ?? '?'}`;
  return `trigger timeout${at}${timerLength(trigger)}`;
}

/** The conditions that apply to a row, without what its own text already says. */
function noted(notes: readonly string[]): string {
  const conditions = notes.filter((note) => !/^(?:optional$|repeated$|answers |within )/.test(note));
  return conditions.length === 0 ? '' : ` (${conditions.join(', ')})`;
}

/** A title as written after a name; empty if there is none. */
export function titled(title: string | null | undefined): string {
  return title === null || title === undefined ? '' : ` "${title}"`;
}
