import { GrammarUtils, type Reference } from 'langium';
import {
  type Channel,
  type Fact,
  type Model,
  type ModelHeader,
  type ModelPhase,
  type Move,
  messageTriggers,
  type Protocol,
  plainPlace,
  type Role,
  type RoleMove,
  type Row,
  rowsOf,
  type Trigger,
  UNKNOWN,
} from '../../check/index.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { compileConditions, compileGround, unknownCondition } from './conditions.js';
import { durationMs } from './duration.js';
import { participantsOf } from './exchanged-ends.js';
import type { FindingsCollector } from './findings-collector.js';
import { firstOfEachName } from './first-of-each-name.js';
import { incompleteKinds } from './incomplete-kinds.js';
import { ModelNames } from './model-names.js';
import { NameTable } from './name-table.js';
import { ChannelIndex } from './protocol-inference.js';
import { reportDuplicates } from './report-duplicates.js';
import { RowCompiler } from './row-compiler.js';
import { shownTitle } from './shown-title.js';
import { StateLists } from './state-lists.js';
import type { VocabularyLookup } from './vocabulary.js';

/**
 * Compiles a model to plain data: roles, states, facts and phases as indices, each with its place. Names that do not
 * resolve, duplicates and rows without a protocol are reported; what they leave open is UNKNOWN.
 */
export function compileModel(
  node: ast.Model,
  vocabulary: VocabularyLookup,
  places: Places,
  collector: FindingsCollector,
): Model {
  const members = (node.members ?? []).filter((member) => member !== undefined);
  const header = compileHeader(node, members, places);
  const incomplete = incompleteKinds(node, members);
  const roleNodes = members.filter(ast.isRole);
  const roleNames = roleNodes.map((role) => role.name);
  const states = new StateLists(members.filter(ast.isStateList), roleNames, incomplete.has('state'), places);
  const facts = compileFacts(members.filter(ast.isFact), places, collector);
  const roles = firstOfEachName(roleNodes).map((role) => compileRole(role, header, states, places));

  const names = new ModelNames({ roles, states: states.all, facts }, inModel(header), places, collector, incomplete);
  const systems = checkRoleStates(roleNodes, states, names, places, collector);
  reportDuplicates('role', roleNodes, places, collector);
  states.checkNames(collector);

  const channelNodes = members.filter(ast.isChannel);
  const channels = channelNodes.map((channel) => compileChannel(channel, names, vocabulary));
  const channelsKnown =
    !SkippedText.of(node).between(node, members) &&
    !members.some((member) => SkippedText.of(node).lacksKeyword(member)) &&
    !SkippedText.of(node).skipsLine('channel') &&
    channelNodes.every((channel, index) => isComplete(channel, channels[index]));
  const channelIndex = new ChannelIndex(channels, roles.length);
  const participants = () => participantsOf(node);
  const rows = new RowCompiler(roles, names, channelIndex, channelsKnown, vocabulary, places, collector, participants);
  const anytime = members.filter(ast.isAnytime).map((member) => rows.arrow(member, -1));

  const phaseNodes = members.filter(ast.isModelPhase);
  reportDuplicates('phase', phaseNodes, places, collector);
  const phaseNames = new NameTable(phaseNodes.map((phase, index) => [phase.name, index] as const));
  const phases = phaseNodes.map((phase, index) =>
    compilePhase(phase, index, { header, names, phaseNames, rows, places, collector }),
  );

  return {
    headers: [header],
    roles,
    states: states.all,
    homeState: states.home,
    firstStates: states.firstStates(roles),
    unassignedStates: new Set([...states.unassigned, ...states.onlyOf(systems)]),
    facts,
    channels,
    anytime,
    phases,
    protocols: usedProtocols(channels, anytime, phases),
    incompleteKinds: incomplete,
    rowsIncomplete: lacksRows(node, members),
  };
}

/** Whether a part of the model that may be rows cannot be read. */
function lacksRows(node: ast.Model, members: readonly ast.ModelMember[]): boolean {
  const skipped = SkippedText.of(node);
  const mayHoldRows = (member: ast.ModelMember) => ast.isModelPhase(member) || ast.isAnytime(member);
  return (
    skipped.between(node, members) ||
    skipped.lacksHead('ModelPhase') ||
    ['ModelPhase', 'Anytime', 'Row'].some((rule) => skipped.lacksMember(rule)) ||
    members.some((member) => mayHoldRows(member) && (skipped.in(member) || skipped.lacksKeyword(member))) ||
    members.filter(ast.isModelPhase).some((phase) => phase.members.some(isAnyMember))
  );
}

function compileHeader(node: ast.Model, members: readonly ast.ModelMember[], places: Places): ModelHeader {
  const source = members.find(ast.isSource);
  return {
    name: node.name ?? '',
    title: shownTitle(node.title),
    source: source === undefined ? null : { text: source.text ?? '', url: source.url ?? null },
    arrowsInferred: members.some(ast.isArrowsInferred),
    place: places.name(node),
  };
}

function compileRole(node: ast.Role, header: ModelHeader, lists: StateLists, places: Places): Role {
  const isParty = node.kind !== 'system';
  const states = lists.ofRole(node.name);
  const hasSkippedText = SkippedText.of(node).in(node);
  const firstState = hasSkippedText ? UNKNOWN : lists.firstOf(states);
  return {
    name: node.name,
    title: shownTitle(node.title),
    kind: isParty ? 'party' : 'system',
    kindStated: /^(?:party|system|)$/.test(GrammarUtils.findNodeForProperty(node.$cstNode, 'kind')?.text ?? ''),
    optionalIn: new Set(node.optional || hasSkippedText ? [header] : []),
    states: isParty || lists.hasOwn(node.name) ? states : [],
    initialStated: node.initial !== undefined || hasSkippedText,
    initial: node.initial === undefined ? firstState : lists.find(node.initial.$refText, states),
    place: places.name(node),
  };
}

/**
 * Reports unknown names of initial states, and lists of states of what is no party.
 * @returns the systems that have a list
 */
function checkRoleStates(
  nodes: readonly ast.Role[],
  states: StateLists,
  names: ModelNames,
  places: Places,
  collector: FindingsCollector,
): ReadonlySet<string> {
  const roles = firstOfEachName(nodes);
  for (const [index, role] of roles.entries()) {
    if (role.initial !== undefined) names.stateOf(index, role.initial, role);
  }
  const systems = new Set<string>();
  for (const list of states.ofSingleRoles) {
    const role = roles[names.role(list.role, list)];
    if (role?.kind !== 'system') continue;
    systems.add(role.name);
    const related = [{ ...plainPlace(places.name(role)), message: `"${role.name}" is declared here` }];
    const remedy = `Declare it as a party (\`party ${role.name}\`), or remove its states.`;
    const message = `"${role.name}" is a system, and only parties have states. ${remedy}`;
    collector.add('wrong-kind', places.reference(list.role, list), message, { related });
  }
  return systems;
}

function compileFacts(nodes: readonly ast.Fact[], places: Places, collector: FindingsCollector): Fact[] {
  reportDuplicates('fact', nodes, places, collector);
  return firstOfEachName(nodes).map((fact) => {
    reportDuplicates('value', fact.values, places, collector);
    return {
      name: fact.name,
      values: firstOfEachName(fact.values).map((value) => value.name),
      place: places.name(fact),
    };
  });
}

function compileChannel(node: ast.Channel, names: ModelNames, vocabulary: VocabularyLookup): Channel {
  const resolvedRoles = (roles: readonly Reference[]) =>
    roles.map((role) => names.role(role, node)).filter((r) => r !== UNKNOWN);
  return {
    left: resolvedRoles(node.left),
    right: resolvedRoles(node.right),
    both: node.direction === '<->',
    protocols: node.protocols
      .map((protocol) => vocabulary.protocol(protocol, node, 'protocols').protocol)
      .filter((protocol) => protocol !== null),
  };
}

/** Whether every name in a channel is resolved. */
function isComplete(node: ast.Channel, channel: Channel | undefined): boolean {
  return (
    !SkippedText.of(node).in(node) &&
    channel?.left.length === node.left.length &&
    channel.right.length === node.right.length &&
    channel.protocols.length === node.protocols.length
  );
}

/** What all phases of a model are compiled with. */
interface PhaseScope {
  readonly header: ModelHeader;
  readonly names: ModelNames;
  readonly phaseNames: NameTable<number>;
  readonly rows: RowCompiler;
  readonly places: Places;
  readonly collector: FindingsCollector;
}

function compilePhase(node: ast.ModelPhase, index: number, scope: PhaseScope): ModelPhase {
  const { header, names, rows, places } = scope;
  const members = (node.members ?? []).filter((member) => member !== undefined);
  const skipped = SkippedText.of(node);
  const items = rows.items(members.filter((member) => isRowItem(member) || isUnreadRow(member)));
  const list = rowsOf(items);
  return {
    index,
    name: node.name ?? '',
    title: shownTitle(node.title),
    model: header,
    replaces: replacedPhase(node, index, scope),
    // A row without a resolved message could be any message, so the list is not complete.
    partial: members.some(ast.isPartial) || list.some((row) => row.message === null) || skipped.in(node),
    replacesGround: compileGround(node.ground),
    triggers: compileTriggers(members, scope),
    needs: members.filter(ast.isNeeds).flatMap((needs) => {
      const conditions = compileConditions(needs.conditions, names, places, compileGround(needs.ground));
      // Skipped text between conditions may join them in any way.
      return SkippedText.of(needs).in(needs) ? [unknownCondition(places.node(needs))] : conditions;
    }),
    moves: [
      ...members.filter(isMove).map((move) => compileMove(move, names, places)),
      // Skipped text may move anyone anywhere.
      ...(skipped.between(node, members) || members.some(isAnyMember) ? [unknownMove(places.node(node))] : []),
    ],
    items,
    rows: list,
    place: places.name(node),
    source: members.find(ast.isSource)?.text ?? null,
  };
}

/** Index of the phase that a phase replaces; null if there is none. Reports an unknown name. */
function replacedPhase(node: ast.ModelPhase, index: number, scope: PhaseScope): number | null {
  const { header, names, phaseNames, places, collector } = scope;
  if (node.replaces === undefined || SkippedText.of(node).isMadeUp(node, 'replaces')) return null;
  const { value, exact, candidates } = phaseNames.lookup(node.replaces.$refText);
  const place = places.reference(node.replaces, node);
  if (!exact && !names.incompleteKinds.has('phase')) {
    collector.addUnknown('phase', node.replaces.$refText, place, candidates, inModel(header));
  }
  return value === undefined || value === index ? null : value;
}

function inModel({ name }: ModelHeader): string {
  return `in model "${name}"`;
}

function compileMove(move: ast.RoleMove | ast.AllMove, names: ModelNames, places: Places): Move {
  const place = places.node(move);
  const ground = compileGround(move.ground);
  if (ast.isRoleMove(move)) {
    const role = names.role(move.role, move);
    // That a system has no states is reported once, on the first one.
    const target = names.isSystem(role) ? UNKNOWN : names.stateOf(role, move.target, move);
    if (SkippedText.of(move).in(move)) return { ...unknownMove(place), role, target };
    const named = names.isSystem(role) ? move.sources.slice(0, 1) : move.sources;
    const sources = named.map((source) => names.stateOf(role, source, move));
    return { kind: 'role', role, sources, target, ground, place };
  }
  const except = names.rolesOf(move.except, move);
  const [source, target] = [names.state(move.source, move), names.plainState(move.target, move)];
  return { kind: 'all', source, except, target, ground, place };
}

function unknownMove(place: RoleMove['place']): RoleMove {
  return { kind: 'role', role: UNKNOWN, sources: [UNKNOWN], target: UNKNOWN, ground: null, place };
}

function compileTriggers(members: readonly ast.ModelPhaseMember[], scope: PhaseScope): Trigger[] {
  const { names, rows, places } = scope;
  return members.flatMap((member): Trigger[] => {
    if (isUnreadRow(member)) return [];
    if (ast.isMessageTrigger(member)) return [{ kind: 'message', row: rows.arrow(member, -1) }];
    if (!ast.isTimeoutTrigger(member)) return [];
    const skipped = SkippedText.of(member);
    // A duration of which a part is lost is another one than the author means.
    const hasSkippedText = skipped.in(member) || skipped.repairedOnLinesOf(member);
    return [
      {
        kind: 'timeout',
        at: member.at === undefined ? null : names.role(member.at, member),
        ...(hasSkippedText ? { afterMs: null, toMs: null } : compileDuration(member, scope)),
        hasSkippedText,
        ground: compileGround(member.ground),
        place: places.node(member),
      },
    ];
  });
}

/** How long a timer runs. A range from the longer time to the shorter one is reported, and read as the author means it. */
function compileDuration(node: ast.TimeoutTrigger, { places, collector }: PhaseScope) {
  const [afterMs, toMs] = [durationMs(node.after), durationMs(node.to)];
  if (afterMs === null || toMs === null || afterMs <= toMs) return { afterMs, toMs };
  const remedy = `A timer runs from the shorter time to the longer one: write "${node.to} to ${node.after}"`;
  collector.add('syntax-error', places.property(node, 'to'), `Unexpected "${node.to}". ${remedy}.`);
  return { afterMs: toMs, toMs: afterMs };
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

function isRowItem(member: ast.ModelPhaseMember): member is ast.RowItem {
  return ast.isRow(member) || ast.isWhen(member) || ast.isInOrder(member) || ast.isOneOf(member);
}

/** Whether a line that cannot be read was read as a trigger: it is a row, or anything else. */
function isUnreadRow(member: ast.ModelPhaseMember): member is ast.MessageTrigger {
  return ast.isMessageTrigger(member) && SkippedText.of(member).isMadeUpMember(member);
}

/** Whether a line was read as a row that may be any member. */
function isAnyMember(member: ast.ModelPhaseMember): boolean {
  return ast.isRow(member) && SkippedText.of(member).lacksArrow(member);
}

function isMove(member: ast.ModelPhaseMember): member is ast.RoleMove | ast.AllMove {
  return ast.isRoleMove(member) || ast.isAllMove(member);
}
