import {
  type Condition,
  durationLiteral,
  type Item,
  type Model,
  type Move,
  nestedItems,
  type Row,
  type RowBlock,
  type TimeoutTrigger,
} from '../../check/index.js';
import { joinWithOr } from '../../timeline/types/join-words.js';
import { escapeMarkdown } from './escape-markdown.js';

/** A condition as it is written. */
export function conditionText(condition: Condition, model: Model): string {
  const role = (index: number) => model.roles[index]?.name ?? '?';
  const state = (index: number) => model.states[index]?.name ?? '?';
  switch (condition.kind) {
    case 'role':
      return `${role(condition.role)} ${state(condition.state)}`;
    case 'count': {
      const except = exceptText(condition.except, model);
      return `${condition.quantifier} ${state(condition.state)}${except}`;
    }
    case 'fact': {
      const fact = model.facts[condition.fact];
      return `${fact?.name ?? '?'} is ${fact?.values[condition.value] ?? '?'}`;
    }
  }
}

/** Conditions as they are written, joined by `and`. */
function conditionsText(conditions: readonly Condition[], model: Model): string {
  return conditions.map((condition) => conditionText(condition, model)).join(' and ');
}

function exceptText(roles: readonly number[], model: Model): string {
  return roles.length === 0 ? '' : ` except ${roles.map((role) => model.roles[role]?.name ?? '?').join(', ')}`;
}

/** A move in words: `agent2: outside → invited`. */
export function moveText(move: Move, model: Model): string {
  const role = (index: number) => model.roles[index]?.name ?? '?';
  const state = (index: number) => model.states[index]?.name ?? '?';
  if (move.kind === 'role') {
    return `${role(move.role)}: ${joinWithOr(move.sources.map(state))} → ${state(move.target)}`;
  }
  const except = exceptText(move.except, model);
  return `all ${state(move.source)}${except} → ${state(move.target)}`;
}

/** How long a timer runs, as it is written: ` after 10s to 30s`; empty if the model does not say. */
export function timerLength({ afterMs, toMs }: TimeoutTrigger): string {
  if (afterMs === null) return '';
  return ` after ${durationLiteral(afterMs)}${toMs === null ? '' : ` to ${durationLiteral(toMs)}`}`;
}

/** Notes on a row besides its text, in a few words; with the conditions that apply to it. */
export function rowNotes(
  items: readonly Item[],
  model: Model,
  { grounds = true }: { readonly grounds?: boolean } = {},
): Map<Row, string[]> {
  return new Map(
    nestedItems(items).flatMap(({ item, blocks }): [Row, string[]][] => {
      if (item.kind !== 'row') return [];
      const { optional, repeated, answers, withinMs, ground } = item.row;
      const own = [
        optional ? 'optional' : '',
        repeated ? 'repeated' : '',
        answers === null ? '' : `answers ${answers}`,
        withinMs === null ? '' : `within ${durationLiteral(withinMs)}`,
        ground === null || !grounds ? '' : `${ground.kind}: ${escapeMarkdown(ground.text)}`,
      ];
      return [[item.row, [...own.filter((note) => note !== ''), ...blocks.map((block) => blockText(block, model))]]];
    }),
  );
}

/** What a block asks of its rows. */
function blockText(block: RowBlock, model: Model): string {
  switch (block.kind) {
    case 'when':
      return `when ${conditionsText(block.conditions, model)}`;
    case 'order':
      return 'in order';
    case 'choice':
      return 'one of';
  }
}

/** The protocols that a row's copies travel on. */
export function protocolsOf(row: Row): string {
  return [...new Set(row.arrows.map(({ protocol }) => protocol?.name ?? '?'))].join(', ');
}

/** A row's arrow and message alone: all else that it says is shown separately. */
export function rowText(row: Row): string {
  return row.text
    .replace(/^(?:(?:optional|repeated|trigger|anytime)\s+(?!->))*/, '')
    .replace(/(\s*:\s*[^\s:(]+(?:\((?:"[^"]*"|[^)"])*\))?).*$/s, '$1');
}

/** A row's arrow alone. */
export function arrowText(row: Row): string {
  return rowText(row).replace(/\s*:.*$/s, '');
}
