import type { ExpectedToken, ParserState } from '../../language/index.js';
import { type CaretToken, isWord } from './caret-tokens.js';
import type { CompletionSite, Expected, Statement } from './completion-context.js';
import { argumentSites, nameOf, openParenthesis } from './step-sites.js';

/** Rules in which a role must be a party's: systems are in no state. */
const aboutParties = new Set(['AllEnd', 'AllMove', 'CountCondition', 'RoleCondition', 'RoleMove', 'StateList']);

/**
 * The completion sites in a model, or in one of its phases, by the grammar.
 * @param state what the grammar lets follow at the caret
 */
export function modelSites(kind: 'model' | 'model-phase', statement: Statement, state: ParserState): Expected {
  const { tokens, firstOfLine } = statement;
  // Where a member may begin, a new line begins one.
  if (tokens.length === 0 || (firstOfLine && state.mayBegin)) {
    const member: CompletionSite = { kind: kind === 'model' ? 'model-member' : 'model-phase-member' };
    const role: CompletionSite[] = kind === 'model' ? [] : [{ kind: 'role', of: null, given: [] }];
    return { sites: [member, ...role], fragment: undefined };
  }
  const within = state.expected.filter(({ begins, text }) => !begins && text !== '}');
  return { sites: sitesOf(within, tokens), fragment: undefined };
}

function sitesOf(expected: readonly ExpectedToken[], tokens: readonly CaretToken[]): readonly CompletionSite[] {
  const names = expected.filter(({ kind }) => kind === 'name');
  const parenthesis = openParenthesis(tokens);
  if (parenthesis >= 0) return argumentSites(tokens.slice(parenthesis), messageIn(tokens) ?? '');
  const isCondition = names.some(({ rule, refersTo }) => rule === 'RoleCondition' && refersTo === 'Role');
  const sites = isCondition ? [{ kind: 'condition' } as const] : names.flatMap((name) => nameSite(name, tokens));
  if (expected.some(({ text }) => text === 'DURATION')) sites.push({ kind: 'duration', target: null });
  const words = expected.filter(({ kind, text }) => kind === 'word' || text === '->' || text === '<->');
  const shown = words.map(({ text }) => text).filter((text) => !isCondition || !['none', 'some'].includes(text));
  return shown.length === 0 ? sites : [...sites, { kind: 'words', words: shown }];
}

function nameSite({ refersTo, rule }: ExpectedToken, tokens: readonly CaretToken[]): CompletionSite[] {
  switch (refersTo) {
    case 'Role':
      return [
        {
          kind: 'role',
          of: aboutParties.has(rule) ? 'party' : null,
          given: rolesIn(tokens),
          sender: rule === 'RoleEnd' && tokens.some(isArrow) ? endsOf(tokens).sender : null,
        },
      ];
    case 'State':
      return [{ kind: 'state', of: subjectOf(rule, tokens) }];
    case 'Message':
      return tokens.at(-1)?.text === 'answers' ? [{ kind: 'answered' }] : [{ kind: 'message', ...endsOf(tokens) }];
    case 'Protocol':
      return [{ kind: 'protocol', message: messageIn(tokens), given: protocolsIn(tokens), arrow: null }];
    case 'FactValue':
      return [{ kind: 'value', fact: nameOf(tokens.at(-2)) }];
    case 'ModelPhase':
      return [{ kind: 'replaced-phase', by: nameOf(tokens[1]) }];
    default:
      // A new name is the author's to choose.
      return [];
  }
}

/** The role whose state is named: of a condition, a move or its declaration. */
function subjectOf(rule: string, tokens: readonly CaretToken[]): readonly string[] {
  if (rule === 'RoleCondition') return [nameOf(tokens.at(-1))];
  const word = rule === 'RoleMove' ? 'moves' : rule === 'Role' ? /^(?:party|system)$/ : null;
  if (word === null) return [];
  const index = tokens.findIndex(({ text }) => (typeof word === 'string' ? text === word : word.test(text)));
  return [nameOf(tokens[index + 1])];
}

/** Roles that are written on the two sides of an arrow: none of them is meant once more. */
function rolesIn(tokens: readonly CaretToken[]): readonly string[] {
  const { sender, receivers } = endsOf(tokens);
  return tokens.some(isArrow) ? [...(sender === null ? [] : [sender]), ...receivers] : [];
}

function protocolsIn(tokens: readonly CaretToken[]): readonly string[] {
  const on = tokens.findLastIndex(({ text }) => text === 'on');
  return on < 0
    ? []
    : tokens
        .slice(on + 1)
        .filter(isWord)
        .map(nameOf);
}

function isArrow({ text }: CaretToken): boolean {
  return text === '->' || text === '<->';
}

/** Sender and receivers so far, by role; null for all parties in a state. */
function endsOf(tokens: readonly CaretToken[]): { readonly sender: string | null; readonly receivers: string[] } {
  const arrow = tokens.findIndex(isArrow);
  const isRole = (token: CaretToken, index: number) =>
    isWord(token) && (tokens[index - 1]?.text === ',' || tokens[index - 1]?.text === '->') && token.text !== 'all';
  const before = tokens.slice(0, Math.max(arrow, 0));
  return {
    sender: before.some(({ text }) => text === 'all') ? null : nameOf(before.at(-1)) || null,
    receivers: tokens.filter((token, index) => index > arrow && isRole(token, index)).map(nameOf),
  };
}

function messageIn(tokens: readonly CaretToken[]): string | null {
  const arrow = tokens.findIndex(isArrow);
  const colon = tokens.findIndex(({ text }, index) => text === ':' && index > arrow);
  return colon < 0 ? null : nameOf(tokens[colon + 1]);
}
