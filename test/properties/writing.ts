import { asWritten } from './oracle-content.js';
import type {
  ArrowSpec,
  Condition,
  End,
  FlowPhaseSpec,
  FlowSpec,
  Grounded,
  Item,
  MessageSpec,
  ModelPhaseSpec,
  ModelSpec,
  Move,
  Receiver,
  RowSpec,
  StepSpec,
  TargetSpec,
  TriggerSpec,
  ValueSpec,
} from './specification.js';

export type Kind =
  | 'protocol'
  | 'message'
  | 'state'
  | 'role'
  | 'value'
  | 'fact'
  | 'model'
  | 'modelPhase'
  | 'participant'
  | 'phase'
  | 'scenario'
  | 'flow';

/** The name of the thing of that kind and number. */
export type Naming = (kind: Kind, index: number) => string;

const words: Record<Kind, string> = {
  protocol: 'Wire',
  message: 'Letter',
  state: 'mood',
  role: 'part',
  value: 'colour',
  fact: 'weather',
  model: 'Pattern',
  modelPhase: 'Chapter',
  participant: 'Person',
  phase: 'Scene',
  scenario: 'Tale',
  flow: 'Story',
};

/** Names that show their kind, two edits or more apart across the kinds. */
export const plainNames: Naming = (kind, index) => `${words[kind]}${index}`;

const hues = ['red', 'green', '"dark blue"'];

/** The values of each type, each in the ways to write it. */
const values: Record<NonNullable<MessageSpec['attribute']>, readonly (readonly string[])[]> = {
  // A word and the string of it are one.
  words: [['red', '"red"'], ['green', '"green"'], ['"dark blue"']],
  number: [['1', '1.0'], ['2.5', '2.50'], ['-3']],
  duration: [
    ['90s', '1.5m'],
    ['1h', '60m'],
    ['250ms', '0.25s'],
  ],
};

/** Values that are of none of the types of another key. */
const others: Record<NonNullable<MessageSpec['attribute']>, readonly string[]> = {
  words: ['7', 'violet'],
  number: ['2s', '"much"'],
  duration: ['90', 'long'],
};

/** How many different values each type has. */
export const AMOUNTS = 3;

/** What stands after the name of a message where it is declared. */
function attributeOf({ attribute }: MessageSpec): string {
  if (attribute === null) return '';
  return ` { Hue: ${attribute === 'words' ? hues.join(' | ') : attribute} }`;
}

/** A value as it is written after the name of a message. */
function valueText(value: ValueSpec | null, message: MessageSpec | undefined): string {
  const type = message?.attribute ?? null;
  if (value === null || type === null) return '';
  const forms = value.amount === null ? others[type] : (values[type][value.amount] ?? []);
  return `(Hue: ${forms[value.form % forms.length] ?? ''})`;
}

function ground({ inferred }: Grounded): string {
  return inferred ? ' inferred "a figure shows it"' : '';
}

/**
 * Seconds after which a target is taken, by the phases' numbers; null if it does not say.
 * @param from null for the start of the flow
 */
export function delayOf(from: number | null, target: number): number | null {
  const seconds = from === null ? 0 : (from * 3 + target * 5) % 4;
  return seconds === 0 ? null : seconds;
}

/** Whether a row says that it is given, and so its arrow too. */
export function saysGiven({ inferred, message }: RowSpec): boolean {
  return !inferred && message % 4 === 1;
}

/** The models that there are: one, or two of which each has phases of its own. */
function ownersOf({ phases }: ModelSpec): number[] {
  return [...new Set([0, ...phases.map(({ owner }) => owner)])];
}

/** Writes models and flows as text, one member a line. */
export class Writer {
  constructor(private readonly naming: Naming = plainNames) {}

  /** Vocabulary and model, or the two models. */
  model(model: ModelSpec): string {
    const vocabulary = [
      ...this.names('protocol', model.protocols).map((name) => `protocol ${name}`),
      ...model.messages.map((message, index) => {
        const attribute = attributeOf(message);
        const title = index % 3 === 0 ? ` "Letter of kind ${index}"` : '';
        const name = this.naming('message', index);
        return `message ${name}${title} on ${this.list('protocol', message.protocols)}${attribute}`;
      }),
    ];
    return `${[...vocabulary, ...ownersOf(model).flatMap((owner) => this.modelOf(owner, model))].join('\n')}\n`;
  }

  private modelOf(owner: number, model: ModelSpec): string[] {
    const lines = [
      `model ${this.naming('model', owner)} {`,
      ...(model.arrowsInferred ? ['  arrows inferred "the tables tell no arrows"'] : []),
      ...model.roles.map((role, index) => {
        const initially = role.initial === null ? '' : ` initially ${this.naming('state', role.initial)}`;
        return `  ${role.optional ? 'optional ' : ''}${role.kind} ${this.naming('role', index)}${initially}`;
      }),
      `  states ${this.states(
        model.states.map((_, state) => state),
        model,
      )}`,
      ...model.roles.flatMap(({ states }, index) =>
        states === null ? [] : [`  states ${this.naming('role', index)}: ${this.states(states, model)}`],
      ),
    ];
    if (model.values > 0) {
      lines.push(`  fact ${this.naming('fact', 0)}: ${this.names('value', model.values).join(', ')}`);
    }
    const roles = this.names('role', model.roles.length).join(', ');
    const used = this.names('protocol', model.protocols - 1).join(', ');
    lines.push(`  channel ${roles} <-> ${roles} on ${used}`);
    lines.push(...model.anytime.map((arrow) => `  anytime ${this.arrow(arrow, model)}`));
    for (const [index, phase] of model.phases.entries()) {
      if (phase.owner === owner) lines.push(...this.modelPhase(phase, index, model));
    }
    return [...lines, '}'];
  }

  /** A flow that follows the model. */
  flow(flow: FlowSpec, model: ModelSpec): string {
    const followed = this.list('model', ownersOf(model));
    const lines = [`flow ${this.naming('flow', 0)} follows ${followed} {`];
    for (const [index, participant] of flow.participants.entries()) {
      const roles = participant.roles.length === 0 ? '' : ` as ${this.list('role', participant.roles)}`;
      const initially = participant.initial === null ? '' : ` initially ${this.naming('state', participant.initial)}`;
      lines.push(`  ${participant.kind} ${this.naming('participant', index)}${roles}${initially}`);
    }
    if (flow.value !== null) lines.push(`  ${this.naming('fact', 0)} is ${this.naming('value', flow.value)}`);
    if (flow.start !== null) lines.push(`  start ${this.targets(flow.start, null)}`);
    for (const [index, phase] of flow.phases.entries()) lines.push(...this.flowPhase(phase, index, model));
    for (const [index, path] of flow.scenarios.entries()) {
      lines.push(`  scenario ${this.naming('scenario', index)} { ${this.list('phase', path)} }`);
    }
    return `${[...lines, '}'].join('\n')}\n`;
  }

  private states(states: readonly number[], { states: all }: ModelSpec): string {
    return states.map((state) => `${all[state]?.pending ? 'pending ' : ''}${this.naming('state', state)}`).join(', ');
  }

  private modelPhase(phase: ModelPhaseSpec, index: number, model: ModelSpec): string[] {
    const replaces =
      phase.replaces === null ? '' : ` replaces ${this.ofModel(phase.replaces.phase, model)}${ground(phase.replaces)}`;
    const lines = [`  phase ${this.ofModel(index, model)}${replaces} {`];
    for (const trigger of phase.triggers) lines.push(`    trigger ${this.trigger(trigger, model)}`);
    if (phase.partial) lines.push('    partial "the rest is not known"');
    for (const condition of phase.needs) {
      lines.push(`    needs ${this.conditions([condition])}${ground(condition)}`);
    }
    lines.push(...phase.moves.map((move) => `    ${this.move(move)}${ground(move)}`));
    lines.push(...this.items(phase.items, model, '    '));
    return [...lines, '  }'];
  }

  /** The name of a model phase in its model; of two models both count from 0, so most names are in both. */
  private ofModel(phase: number, { phases }: ModelSpec): string {
    const { owner } = phases[phase] ?? { owner: 0 };
    return this.naming('modelPhase', phases.slice(0, phase).filter((other) => other.owner === owner).length);
  }

  /** The name of a model phase in a flow, with its model if both have it. */
  private qualified(phase: number, model: ModelSpec): string {
    const name = this.ofModel(phase, model);
    const namesakes = model.phases.filter((_, other) => this.ofModel(other, model) === name);
    if (namesakes.length < 2) return name;
    return `${this.naming('model', model.phases[phase]?.owner ?? 0)}.${name}`;
  }

  private items(items: readonly Item[], model: ModelSpec, indent: string): string[] {
    return items.flatMap((item) => {
      if (item.kind === 'row') {
        const words = `${item.optional ? 'optional ' : ''}${item.repeated ? 'repeated ' : ''}`;
        const within = item.within === null ? '' : ` within ${item.within}s`;
        const given = saysGiven(item) ? ' given "table 2"' : '';
        return [`${indent}${words}${this.arrow(item, model, item.value)}${within}${ground(item)}${given}`];
      }
      const head = item.kind === 'when' ? `when ${this.conditions(item.conditions)}` : item.kind;
      return [`${indent}${head} {`, ...this.items(item.items, model, `${indent}  `), `${indent}}`];
    });
  }

  private trigger(trigger: TriggerSpec, model: ModelSpec): string {
    if (!('timer' in trigger)) return this.arrow(trigger, model);
    const { timer, length } = trigger;
    const to = length === null || length.to === null ? '' : ` to ${length.to}s`;
    const after = length === null ? '' : ` after ${length.after}s${to}`;
    return `timeout at ${this.naming('role', timer)}${after}${ground(trigger)}`;
  }

  private arrow(arrow: ArrowSpec, model: ModelSpec, value: ValueSpec | null = null): string {
    const receivers = arrow.receivers.map((receiver) => this.end(receiver)).join(', ');
    const protocols = model.messages[arrow.message]?.protocols ?? [];
    const on = protocols.length === 1 ? '' : ` on ${this.naming('protocol', arrow.protocol)}`;
    return `${this.end(arrow.sender)} -> ${receivers} : ${this.naming('message', arrow.message)}${valueText(value, model.messages[arrow.message])}${on}`;
  }

  private end(end: End): string {
    return end.kind === 'role' ? this.naming('role', end.role) : `all ${this.inState(end, 'role')}`;
  }

  private inState({ state, except }: { state: number; except: readonly number[] }, kind: Kind): string {
    return `${this.naming('state', state)}${except.length === 0 ? '' : ` except ${this.list(kind, except)}`}`;
  }

  private conditions(conditions: readonly Condition[]): string {
    return conditions
      .map((condition) => {
        if (condition.kind === 'fact') return `${this.naming('fact', 0)} is ${this.naming('value', condition.value)}`;
        if (condition.kind !== 'role') return `${condition.kind} ${this.inState(condition, 'role')}`;
        return `${this.naming('role', condition.role)} ${this.naming('state', condition.state)}`;
      })
      .join(' and ');
  }

  private move(move: Move): string {
    const to = `to ${this.naming('state', move.target)}`;
    if (move.kind === 'all') return `moves all ${this.inState(move, 'role')} ${to}`;
    return `moves ${this.naming('role', move.role)} from ${this.list('state', move.sources)} ${to}`;
  }

  private flowPhase(phase: FlowPhaseSpec, index: number, model: ModelSpec): string[] {
    const bindings = phase.bindings
      .map(({ participant, role }) => `${this.naming('participant', participant)} as ${this.naming('role', role)}`)
      .join(', ');
    const realizes =
      phase.realizes === null
        ? ''
        : ` is ${this.qualified(phase.realizes, model)}${bindings === '' ? '' : `(${bindings})`}`;
    const head = `  phase ${this.naming('phase', index)}${realizes}`;
    const next = phase.next === null ? [] : [`    next ${this.targets(phase.next, index)}`];
    if (phase.steps === null) return [head, ...next];
    return [`${head} {`, ...phase.steps.map((step) => `    ${this.step(step, model)}`), ...next, '  }'];
  }

  private step(step: StepSpec, model: ModelSpec): string {
    const protocols = model.messages[step.message]?.protocols ?? [];
    // The only possible protocol need not be stated.
    const left = step.protocol === null || (protocols.length === 1 && protocols[0] === step.protocol);
    const on = left ? '' : ` on ${this.naming('protocol', step.protocol ?? 0)}`;
    const after = step.delay === null ? '' : ` after ${step.delay}s`;
    const message = `${this.naming('message', step.message)}${valueText(step.value, model.messages[step.message])}${on}${after}`;
    if (step.arrow === null) return message;
    const receivers = asWritten(step.arrow.receivers)
      .map((receiver) => this.receiver(receiver))
      .join(', ');
    return `${this.naming('participant', step.arrow.sender)} -> ${receivers} : ${message}`;
  }

  private receiver(receiver: Receiver): string {
    if (receiver.kind === 'participant') return this.naming('participant', receiver.participant);
    return `all ${this.inState(receiver, 'participant')}`;
  }

  private targets(targets: readonly TargetSpec[], from: number | null): string {
    return targets
      .map((target) => {
        if (target === 'end') return 'end';
        const delay = delayOf(from, target);
        return `${this.naming('phase', target)}${delay === null ? '' : ` after ${delay}s`}`;
      })
      .join(' | ');
  }

  private list(kind: Kind, indices: readonly number[]): string {
    return indices.map((index) => this.naming(kind, index)).join(', ');
  }

  private names(kind: Kind, count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.naming(kind, index));
  }
}
