import { GrammarUtils, type Reference } from 'langium';
import {
  type Channel,
  type Fact,
  type Model,
  type ModelHeader,
  type ModelNameKind,
  type ModelPhase,
  type Move,
  messageTriggers,
  type Protocol,
  type Role,
  type RoleMove,
  type Row,
  rowsOf,
  type State,
  type Trigger,
  UNKNOWN,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { isMisplaced } from '../recovery/confer-parser.js';
import { compileConditions, compileGround, unknownCondition } from './conditions.js';
import { durationMs } from './duration.js';
import { ModelNames } from './model-names.js';
import { NameTable, type Report } from './name-lookup.js';
import { ChannelIndex } from './protocol-inference.js';
import { RowCompiler } from './row-compiler.js';
import { shownTitle } from './shown-title.js';
import type { VocabularyLookup } from './vocabulary.js';

/**
 * Compiles a model to plain data: roles, states, facts and phases as indices, each with its place. Names that do not
 * resolve, duplicates and rows without a protocol are reported; what they leave open is UNKNOWN.
 */
export function compileModel(node: ast.Model, vocabulary: VocabularyLookup, places: Places, report: Report): Model {
  const members = (node.members ?? []).filter((member) => member !== undefined);
  const source = members.find(ast.isSource);
  const header: ModelHeader = {
    name: node.name ?? '',
    title: shownTitle(node.title),
    source: source === undefined ? null : { text: source.text ?? '', url: source.url ?? null },
    arrowsInferred: members.some(ast.isArrowsInferred),
    place: places.name(node),
  };
  const where = `in model "${header.name}"`;

  const lists = members.filter(ast.isStateList);
  const states = compileStates(
    lists.flatMap((list) => list.states),
    places,
  );
  const stateNames = new NameTable(states.map((state, index) => [state.name, index] as const));
  const statesIn = (own: readonly ast.StateList[]) => [
    ...new Set(own.flatMap((list) => list.states.flatMap((state) => stateNames.get(state.name) ?? []))),
  ];
  const general = statesIn(lists.filter((list) => list.role === undefined));
  const ownLists = lists.filter((list) => list.role !== undefined);
  const roleNodes = members.filter(ast.isRole);
  const facts = compileFacts(members.filter(ast.isFact), places, report);

  const unread = unreadKinds(node, members);
  const firstOf = (own: readonly number[]) => (unread.has('state') ? UNKNOWN : (own[0] ?? UNKNOWN));
  const roles: Role[] = [];
  const initialRefs: { role: number; reference: Reference; holder: ast.Role }[] = [];
  for (const role of firstOfEachName(roleNodes)) {
    if (role.initial !== undefined) initialRefs.push({ role: roles.length, reference: role.initial, holder: role });
    const isParty = role.kind !== 'system';
    const lists = ownLists.filter((list) => list.role?.$refText === role.name);
    const own = lists.length > 0 ? statesIn(lists) : general;
    const ownNames = own.length === 0 ? stateNames : new NameTable(own.map((state) => [states[state]?.name, state]));
    const initial = role.initial === undefined ? undefined : ownNames.lookup(role.initial.$refText).value;
    const partlyRead = SkippedText.of(role).in(role);
    roles.push({
      name: role.name,
      title: shownTitle(role.title),
      kind: isParty ? 'party' : 'system',
      kindStated: /^(?:party|system|)$/.test(GrammarUtils.findNodeForProperty(role.$cstNode, 'kind')?.text ?? ''),
      optionalIn: new Set(role.optional || partlyRead ? [header] : []),
      states: isParty ? own : [],
      initialStated: role.initial !== undefined || partlyRead,
      initial: role.initial === undefined && !partlyRead ? firstOf(own) : (initial ?? UNKNOWN),
      place: places.name(role),
    });
  }

  const names = new ModelNames({ roles, states, facts }, where, places, report, unread);
  for (const { role, reference, holder } of initialRefs) names.stateOf(role, reference, holder);
  for (const list of ownLists) names.role(list.role, list);
  report.duplicates(
    'role',
    roleNodes.map((role) => ({ name: role.name, place: places.name(role) })),
  );
  checkStateNames(lists, places, report);

  const channelNodes = members.filter(ast.isChannel);
  const channels = channelNodes.map((channel) => compileChannel(channel, names, vocabulary));
  const channelsKnown =
    !SkippedText.of(node).between(node, members) &&
    channelNodes.every((channel, index) => isComplete(channel, channels[index]));
  const rows = new RowCompiler(
    roles,
    names,
    new ChannelIndex(channels, roles.length),
    channelsKnown,
    vocabulary,
    places,
    report,
  );
  const anytime = members.filter(ast.isAnytime).map((member) => rows.arrow(member, -1));

  const phaseNodes = members.filter(ast.isModelPhase);
  report.duplicates(
    'phase',
    phaseNodes.map((phase) => ({ name: phase.name, place: places.name(phase) })),
  );
  const phaseIndex = new NameTable(phaseNodes.map((phase, index) => [phase.name, index] as const));
  const phases = phaseNodes.map((phase, index) =>
    compilePhase(phase, index, header, names, phaseIndex, rows, places, report),
  );

  return {
    headers: [header],
    roles,
    states,
    homeState: firstOf(general),
    firstStates: [firstOf(general), ...roles.map((role) => firstOf(role.states))].filter(isFirst),
    facts,
    channels,
    anytime,
    phases,
    protocols: usedProtocols(channels, anytime, phases),
    unread,
  };
}

/** Each state once; UNKNOWN is none. */
function isFirst(state: number, index: number, states: readonly number[]): boolean {
  return state !== UNKNOWN && states.indexOf(state) === index;
}

/** A state has one name among those of its role, and is one with those of other roles that have its name. */
function checkStateNames(lists: readonly ast.StateList[], places: Places, report: Report): void {
  const owners = new Set(lists.map((list) => list.role?.$refText));
  for (const owner of owners) {
    const own = lists.filter((list) => list.role?.$refText === owner).flatMap((list) => list.states);
    report.duplicates(
      'state',
      own.map((state) => ({ name: state.name, place: places.name(state) })),
    );
  }
  const all = lists.flatMap((list) => list.states.map((state) => ({ state, owner: list.role?.$refText })));
  const differing = all.filter(({ state, owner }) =>
    all.some(
      (other) => other.owner !== owner && other.state.name === state.name && other.state.pending !== state.pending,
    ),
  );
  report.repeated(
    differing.map(({ state }) => ({ name: state.name, place: places.name(state) })),
    (name) => ({
      message: `State "${name}" is pending for one role and not for another: states of one name are one. Rename one of them, or make both pending.`,
      other: `state "${name}" is listed here too`,
    }),
  );
}

/** Kinds of names of which some cannot be read. */
function unreadKinds(node: ast.Model, members: readonly ast.ModelMember[]): ReadonlySet<ModelNameKind> {
  const unread = SkippedText.of(node);
  if (unread.between(node, members)) return new Set(['fact', 'phase', 'role', 'state', 'value']);
  const kinds = new Set<ModelNameKind>();
  // The members of a block that was moved here may name what another model has.
  if (members.some(isMisplaced)) for (const kind of ['fact', 'role', 'state', 'value'] as const) kinds.add(kind);
  if (unread.lacks('phase', 'Model') || unread.lacksHead('ModelPhase')) kinds.add('phase');
  if (['party', 'system'].some((word) => unread.lacks(word, 'Model'))) kinds.add('role');
  if (unread.lacks('states', 'Model')) kinds.add('state');
  if (unread.lacks('fact', 'Model')) kinds.add('fact').add('value');
  for (const member of members.filter((part) => unread.in(part))) {
    if (ast.isStateList(member)) kinds.add('state');
    else if (ast.isRole(member)) kinds.add('role');
    else if (ast.isFact(member)) kinds.add('fact').add('value');
    else if (ast.isModelPhase(member) && member.name === undefined) kinds.add('phase');
  }
  return kinds;
}

function compileStates(nodes: readonly ast.State[], places: Places): State[] {
  return firstOfEachName(nodes).map((state) => ({
    name: state.name,
    pending: state.pending,
    place: places.name(state),
  }));
}

function compileFacts(nodes: readonly ast.Fact[], places: Places, report: Report): Fact[] {
  report.duplicates(
    'fact',
    nodes.map((fact) => ({ name: fact.name, place: places.name(fact) })),
  );
  return firstOfEachName(nodes).map((fact) => {
    report.duplicates(
      'value',
      fact.values.map((value) => ({ name: value.name, place: places.name(value) })),
    );
    return {
      name: fact.name,
      values: firstOfEachName(fact.values).map((value) => value.name),
      place: places.name(fact),
    };
  });
}

function compileChannel(node: ast.Channel, names: ModelNames, vocabulary: VocabularyLookup): Channel {
  const known = (roles: readonly Reference[]) =>
    roles.map((role) => names.role(role, node)).filter((r) => r !== UNKNOWN);
  return {
    left: known(node.left),
    right: known(node.right),
    both: node.direction === '<->',
    protocols: node.protocols
      .map((protocol) => vocabulary.protocol(protocol, node, 'protocols').protocol)
      .filter((protocol) => protocol !== null),
  };
}

/** Whether every name in a channel stands for something. */
function isComplete(node: ast.Channel, channel: Channel | undefined): boolean {
  return (
    !SkippedText.of(node).in(node) &&
    channel?.left.length === node.left.length &&
    channel.right.length === node.right.length &&
    channel.protocols.length === node.protocols.length
  );
}

function compilePhase(
  node: ast.ModelPhase,
  index: number,
  header: ModelHeader,
  names: ModelNames,
  phaseIndex: NameTable<number>,
  rows: RowCompiler,
  places: Places,
  report: Report,
): ModelPhase {
  const members = (node.members ?? []).filter((member) => member !== undefined);
  const unread = SkippedText.of(node);
  const items = rows.items(members.filter(isRowItem));
  const list = rowsOf(items);
  let replaces: number | null = null;
  if (node.replaces !== undefined) {
    const { value, exact, candidates } = phaseIndex.lookup(node.replaces.$refText);
    const where = `in model "${header.name}"`;
    const place = places.reference(node.replaces, node);
    if (!exact && !names.unread.has('phase')) {
      report.unknown('phase', node.replaces.$refText, place, candidates, where);
    }
    replaces = value === undefined || value === index ? null : value;
  }
  return {
    index,
    name: node.name ?? '',
    title: shownTitle(node.title),
    model: header,
    replaces,
    // A row whose message nothing stands for could be any message: the list is not complete then.
    partial: members.some(ast.isPartial) || list.some((row) => row.message === null) || unread.in(node),
    replacesGround: compileGround(node.ground),
    triggers: compileTriggers(members, names, rows, places),
    needs: members.filter(ast.isNeeds).flatMap((needs) => {
      const conditions = compileConditions(needs.conditions, names, places, compileGround(needs.ground));
      // Conditions that something unread stands between may be joined by anything.
      return SkippedText.of(needs).in(needs) ? [unknownCondition(places.node(needs))] : conditions;
    }),
    moves: [
      ...members.filter(isMove).map((move) => compileMove(move, names, places)),
      // What cannot be read may move anybody anywhere.
      ...(unread.between(node, members) ? [unknownMove(places.node(node))] : []),
    ],
    items,
    rows: list,
    place: places.name(node),
    source: members.find(ast.isSource)?.text ?? null,
  };
}

function compileMove(move: ast.RoleMove | ast.AllMove, names: ModelNames, places: Places): Move {
  const place = places.node(move);
  const ground = compileGround(move.ground);
  if (ast.isRoleMove(move)) {
    const role = names.role(move.role, move);
    const target = names.stateOf(role, move.target, move);
    if (SkippedText.of(move).in(move)) return { ...unknownMove(place), role, target };
    const sources = move.sources.map((source) => names.stateOf(role, source, move));
    return { kind: 'role', role, sources, target, ground, place };
  }
  const except = names.known(move.except, move);
  const [source, target] = [names.state(move.source, move), names.plainState(move.target, move)];
  return { kind: 'all', source, except, target, ground, place };
}

function unknownMove(place: RoleMove['place']): RoleMove {
  return { kind: 'role', role: UNKNOWN, sources: [UNKNOWN], target: UNKNOWN, ground: null, place };
}

function compileTriggers(
  members: readonly ast.ModelPhaseMember[],
  names: ModelNames,
  rows: RowCompiler,
  places: Places,
): Trigger[] {
  return members.flatMap((member): Trigger[] => {
    if (ast.isMessageTrigger(member)) return [{ kind: 'message', row: rows.arrow(member, -1) }];
    if (!ast.isTimeoutTrigger(member)) return [];
    const partlyRead = SkippedText.of(member).in(member);
    return [
      {
        kind: 'timeout',
        at: member.at === undefined ? null : names.role(member.at, member),
        afterMs: partlyRead ? null : durationMs(member.after),
        toMs: partlyRead ? null : durationMs(member.to),
        partlyRead,
        ground: compileGround(member.ground),
        place: places.node(member),
      },
    ];
  });
}

function usedProtocols(
  channels: readonly Channel[],
  anytime: readonly Row[],
  phases: readonly ModelPhase[],
): Set<Protocol> {
  const used = new Set(channels.flatMap((channel) => channel.protocols));
  const add = (row: Row) => {
    for (const arrow of row.arrows) if (arrow.protocol !== null) used.add(arrow.protocol);
  };
  anytime.forEach(add);
  for (const phase of phases) {
    phase.rows.forEach(add);
    for (const { row } of messageTriggers(phase)) add(row);
  }
  return used;
}

/** The first declaration of each name; those without a name are left out. */
export function firstOfEachName<T extends { readonly name: string }>(nodes: readonly T[]): T[] {
  const seen = new Set<string>();
  return nodes.filter((node) => {
    if (node?.name === undefined || seen.has(node.name)) return false;
    seen.add(node.name);
    return true;
  });
}

function isRowItem(member: ast.ModelPhaseMember): member is ast.RowItem {
  return ast.isRow(member) || ast.isWhen(member) || ast.isInOrder(member) || ast.isOneOf(member);
}

function isMove(member: ast.ModelPhaseMember): member is ast.RoleMove | ast.AllMove {
  return ast.isRoleMove(member) || ast.isAllMove(member);
}
