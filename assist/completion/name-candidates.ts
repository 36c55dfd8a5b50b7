import type { AstNodeDescription } from 'langium';
import { type AttributeType, capitalized, type Flow, type Model, wordText } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { joinWithOr } from '../../timeline/types/join-words.js';
import { escapeMarkdown } from '../hover/escape-markdown.js';
import { type Candidate, type CandidateKind, ranks, verbatim } from './candidate.js';
import { durations } from './duration-candidates.js';
import type { VisibleNames } from './visible-names.js';

/** Declarations as they are. */
export function declared(
  descriptions: readonly AstNodeDescription[],
  kind: CandidateKind,
  names: VisibleNames,
  rank: (name: string) => number = () => ranks.unlikely,
): Candidate[] {
  return descriptions.map(({ name, node }) => ({
    label: name,
    kind,
    detail: detailOf(node),
    documentation: names.describe(node),
    rank: rank(name),
  }));
}

function detailOf(node: unknown): string {
  if (ast.isMessage(node)) return node.protocols.map(({ $refText }) => $refText).join(', ');
  return ast.isProtocol(node) || ast.isModel(node) ? (node.title ?? '') : '';
}

/** Participants of a flow; those that fit first. */
export function participants(
  flow: Flow,
  model: Model,
  fits: (name: string) => boolean,
  given: readonly string[],
): Candidate[] {
  return flow.participants
    .filter(({ name }) => !given.includes(name))
    .map(({ name, title, kind, roles }) => {
      const played = roles.map((role) => model.roles[role]?.name ?? '').join(', ');
      return {
        label: name,
        kind: 'participant',
        detail: played === '' ? kind : `${kind} as ${played}`,
        documentation: [title === null ? '' : `**${escapeMarkdown(title)}**`, `A ${kind} of flow \`${flow.name}\`.`]
          .filter(Boolean)
          .join('\n\n'),
        rank: fits(name) ? ranks.possible : ranks.unlikely,
      };
    });
}

/** Roles without a player first; those of the other kind are left out. */
export function roles(flow: Flow, model: Model, of: 'party' | 'system' | null, given: readonly string[]): Candidate[] {
  const played = new Set(flow.participants.flatMap((participant) => participant.roles));
  return model.roles.flatMap((role, index): Candidate[] => {
    if ((of !== null && role.kind !== of) || given.includes(role.name)) return [];
    const free = !played.has(index);
    return [
      {
        label: role.name,
        kind: 'role',
        detail: role.title ?? role.kind,
        documentation: `A ${role.kind} role${role.kind === 'party' ? `, initially ${model.states[role.initial]?.name ?? '?'}` : ''}. ${free ? 'No participant plays it yet.' : 'A participant plays it already.'}`,
        rank: free ? ranks.required : ranks.unlikely,
      },
    ];
  });
}

/** Participants for roles without a player: all of them at once, and each. */
export function openRoles(flow: Flow, model: Model): Candidate[] {
  const played = new Set(flow.participants.flatMap((participant) => participant.roles));
  const open = model.roles.filter((_, index) => !played.has(index));
  const text = ({ kind, name }: Model['roles'][number], place: number) =>
    `${kind} \${${place}:${verbatim(nameFor(name))}} as ${verbatim(name)}`;
  const items = open.map(
    (role): Candidate => ({
      label: `${role.kind} … as ${role.name}`,
      kind: 'participant',
      detail: role.title ?? '',
      documentation: `No participant plays the role \`${role.name}\` yet.`,
      snippet: text(role, 1),
      rank: ranks.required,
    }),
  );
  if (open.length < 2) return items;
  return [
    {
      label: `participants for all ${open.length} open roles`,
      kind: 'participant',
      detail: open.map(({ name }) => name).join(', '),
      documentation: 'A participant for each role of the model that has none yet.',
      snippet: open.map((role, index) => text(role, index + 1)).join('\n'),
      rank: ranks.required,
    },
    ...items,
  ];
}

/** A suggested name for a participant that plays a role. */
export function nameFor(role: string): string {
  return capitalized(role);
}

/** The models that a flow follows, to name one before a phase. */
export function followedModels({ headers }: Model): Candidate[] {
  return headers.map(({ name }) => ({
    label: name,
    kind: 'model',
    detail: '',
    documentation: `The flow follows model \`${name}\`.`,
    rank: ranks.possible,
  }));
}

/** The states of a model that the parties of all these roles can be in. */
export function states(model: Model, of: readonly string[] = []): Candidate[] {
  const roles = model.roles.filter(({ name }) => of.includes(name));
  const shown = model.states.filter((_, state) => roles.every((role) => role.states.includes(state)));
  return shown.map(({ name, pending }) => ({
    label: name,
    kind: 'state',
    detail: pending ? 'pending' : 'state',
    documentation: pending ? 'A pending state: it must be resolved before a flow ends.' : 'A state of every party.',
    rank: ranks.possible,
  }));
}

/** Facts that the flow does not state yet, as members of a flow. */
export function openFacts(flow: Flow, model: Model): Candidate[] {
  return model.facts.flatMap((fact, index): Candidate[] => {
    if (flow.facts[index] !== null) return [];
    return [
      {
        label: fact.name,
        kind: 'fact',
        detail: `${fact.name} is ${joinWithOr(fact.values)}`,
        documentation: `A fact of the model that this flow does not state yet.`,
        snippet: `${verbatim(fact.name)} is \${1|${fact.values.join(',')}|}`,
        rank: ranks.required,
      },
    ];
  });
}

/** The values of a fact of a model; none if there is no such fact. */
export function values(model: Model, fact: string): Candidate[] {
  return (model.facts.find(({ name }) => name === fact)?.values ?? []).map((value) => ({
    label: value,
    kind: 'value',
    detail: `${fact} is ${value}`,
    documentation: `A value of \`${fact}\`.`,
    rank: ranks.required,
  }));
}

/** A value to begin with, as a snippet. */
function exampleOf({ type, words }: ast.Attribute): string {
  if (type !== undefined) return examples[type] ?? '';
  const choices = words.map((word) => verbatim(wordText(word)).replace(/[,|]/g, '\\$&'));
  return choices.length === 0 ? '' : `\${1|${choices.join(',')}|}`;
}

const examples: Record<AttributeType, string> = {
  string: '"${1:text}"',
  integer: '${1:1}',
  number: '${1:1.5}',
  boolean: '${1|true,false|}',
  duration: '${1:30s}',
};

/**
 * Attributes of a message that are not given yet, the required ones first, each with a value of its type.
 * @param valued whether a value is there already
 */
export function attributes(
  message: ast.Message,
  given: readonly string[],
  names: VisibleNames,
  valued: boolean,
): Candidate[] {
  const open = message.attributes.filter(({ name }) => name !== undefined && !given.includes(name));
  const required = open.filter(({ optional }) => !optional);
  const items = open.map(
    (attribute): Candidate => ({
      label: attribute.name,
      kind: 'attribute',
      detail: `${attribute.optional ? 'optional ' : ''}${attribute.type ?? attribute.words.map(wordText).join(' | ')}`,
      documentation: `An attribute of \`${message.name}\`.\n\n${names.describe(message)}`,
      snippet: valued ? verbatim(attribute.name) : `${verbatim(attribute.name)}: ${exampleOf(attribute)}`,
      rank: attribute.optional ? ranks.possible : ranks.required,
    }),
  );
  if (required.length < 2 || valued) return items;
  const texts = required.map(
    (attribute, index) => `${verbatim(attribute.name)}: ${exampleOf(attribute).replace('${1', `\${${index + 1}`)}`,
  );
  return [
    {
      label: `all ${required.length} required attributes`,
      kind: 'attribute',
      detail: required.map(({ name }) => name).join(', '),
      documentation: names.describe(message),
      snippet: texts.join(', '),
      rank: ranks.required,
    },
    ...items,
  ];
}

/**
 * Values of an attribute's type.
 * @param written the text before the caret
 */
export function attributeValues(message: ast.Message, attribute: string, written: string): Candidate[] {
  const declared = message.attributes.find(({ name }) => name === attribute);
  const type = declared?.type;
  if (type === undefined) {
    const documentation = `A value that \`${attribute}\` can have.`;
    return (declared?.words ?? []).map((word) => ({
      label: wordText(word),
      kind: 'value',
      detail: '',
      documentation,
      rank: ranks.required,
    }));
  }
  if (type === 'duration') return durations('30s', written);
  const texts = type === 'boolean' ? ['true', 'false'] : [];
  const documentation = `\`${attribute}\` is of type ${type}.`;
  const base = { kind: 'value', detail: type, documentation, rank: ranks.required } as const;
  if (texts.length > 0) return texts.map((label) => ({ ...base, label }));
  const labels: Record<AttributeType, string> = {
    string: '"…"',
    integer: '1',
    number: '1.5',
    boolean: '',
    duration: '',
  };
  return [{ ...base, label: labels[type], snippet: examples[type] }];
}
