import type { ParserState } from '../../language/index.js';
import { captureSites } from './capture-sites.js';
import {
  type BlockKind,
  beginsLine,
  type CaretToken,
  isNameSite,
  isWord,
  type OpenBlock,
  tokensBefore,
} from './caret-tokens.js';
import { keywordsAfterNames } from './keyword-neighbors.js';
import { memberSites } from './member-sites.js';
import { modelSites } from './model-sites.js';
import { stepSites } from './step-sites.js';
import { type TextAfterCaret, textAfterCaret } from './text-after-caret.js';

/** A kind of place that completion knows what to offer for. */
export type CompletionSite =
  | { readonly kind: 'file-member' | 'flow-member' | 'model-member' | 'model-phase-member' | 'attribute-member' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'import-path' | 'condition' | 'new-phase-name' }
  /** A state that the parties of these roles can be in; of any role if there is none. */
  | { readonly kind: 'state'; readonly of: readonly string[] }
  | { readonly kind: 'replaced-phase'; readonly by: string }
  | { readonly kind: 'rule-code' | 'model'; readonly given: readonly string[] }
  | { readonly kind: 'capture-words'; readonly words: readonly string[] }
  | { readonly kind: 'capture-group'; readonly groups: readonly string[] }
  | { readonly kind: 'capture-base' | 'capture-format' | 'capture-phase' | 'capture-unit' | 'deviation' }
  | { readonly kind: 'capture-system'; readonly given: readonly string[] }
  /** After `answers`. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'message'; readonly sender: string | null; readonly receivers: readonly string[] }
  | {
      readonly kind: 'protocol';
      readonly message: string | null;
      readonly given: readonly string[];
      readonly arrow: WrittenArrow | null;
    }
  /** `sender`: the role at the other end of the arrow, if it is a receiver's place. */
  | {
      readonly kind: 'role';
      readonly of: 'party' | 'system' | null;
      readonly given: readonly string[];
      readonly sender?: string | null;
    }
  | { readonly kind: 'value'; readonly fact: string }
  /** Where a step may begin. */
  | { readonly kind: 'step' }
  /** After a sender alone. */
  | { readonly kind: 'arrow'; readonly sender: string }
  /** After a step's message, as far as its protocol and its delay are not given yet. */
  | {
      readonly kind: 'step-end';
      readonly message: string;
      readonly on: boolean;
      readonly arrow: WrittenArrow | null;
    }
  | { readonly kind: 'receiver'; readonly sender: string; readonly given: readonly string[] }
  /** After receivers. */
  | { readonly kind: 'receivers-end'; readonly sender: string; readonly receivers: readonly string[] }
  /** After `all` and a state. */
  | { readonly kind: 'exception' }
  | { readonly kind: 'participant'; readonly of: 'party' }
  /** The first name of a binding of a role. */
  | { readonly kind: 'bound-participant'; readonly realized: string }
  | { readonly kind: 'realized-phase'; readonly phase: string; readonly model: string | null }
  | { readonly kind: 'bound-role'; readonly realized: string; readonly participant: string }
  | { readonly kind: 'target'; readonly from: string | null; readonly given: readonly string[] }
  | { readonly kind: 'scenario-phase'; readonly path: readonly string[] }
  /** After a target. */
  | { readonly kind: 'delay'; readonly target: string }
  | { readonly kind: 'duration'; readonly target: string | null }
  | { readonly kind: 'attribute'; readonly message: string; readonly given: readonly string[] }
  | { readonly kind: 'attribute-value'; readonly message: string; readonly attribute: string };

/** The written part of an arrow: sender and receivers. */
export interface WrittenArrow {
  readonly sender: string;
  readonly receivers: readonly string[];
}

/** The text around the caret. Offsets are UTF-16. */
export interface CompletionContext {
  readonly offset: number;
  /** Where the word at the caret begins. */
  readonly wordStart: number;
  /** Its part before the caret. */
  readonly written: string;
  readonly sites: readonly CompletionSite[];
  /** The text after the caret. */
  readonly ahead: TextAfterCaret;
  /** Names of the blocks around it; null if it is not in such a block. */
  readonly flow: string | null;
  readonly phase: string | null;
  readonly model: string | null;
  /** Start of the half-written part: without it, the text before the caret can be read. */
  readonly fragmentStart: number;
  /** The first word of the half-written step or member; the word at the caret if it is the first. */
  readonly statementStart: number;
}

/** A statement up to the caret. */
export interface Statement {
  readonly tokens: readonly CaretToken[];
  /** Whether the caret's word begins a line. */
  readonly firstOfLine: boolean;
  /** Name of the block that it is in. */
  readonly block: string;
}

/** The sites after the statement, and where its incomplete part begins (null: at its start). */
export interface Expected {
  readonly sites: readonly CompletionSite[];
  readonly fragment: CaretToken | null | undefined;
}

/**
 * Determines what is allowed at a caret.
 * @param offset the caret
 * @param stateAfter what the grammar lets follow a text
 */
export function completionContextAt(
  text: string,
  offset: number,
  stateAfter: (before: string) => ParserState,
): CompletionContext {
  const { blocks, wordStart, firstOfLine, within } = tokensBefore(text, offset);
  const block = blocks.at(-1);
  const nameOf = (kind: BlockKind) => blocks.find((open) => open.kind === kind)?.name ?? null;
  const base = {
    offset,
    ahead: textAfterCaret(text, offset, wordStart, []),
    wordStart,
    written: text.slice(wordStart, offset),
    flow: nameOf('flow'),
    phase: nameOf('flow-phase'),
    model: nameOf('model'),
    fragmentStart: wordStart,
    statementStart: wordStart,
  };
  if (block === undefined || isInArrow(text, offset)) return { ...base, sites: [] };
  if (within !== null) {
    const inside = insideText(within, offset, block);
    const rest = inside.sites[0]?.kind === 'import-path' ? /[^"\r\n]*/y : /[\w-]*/y;
    rest.lastIndex = offset;
    return { ...base, ...inside, ahead: { ...base.ahead, end: offset + (rest.exec(text)?.[0].length ?? 0) } };
  }
  const tokens = statementOf(block);
  const before = text.slice(0, wordStart);
  const expected = expectedIn(block, { tokens, firstOfLine, block: block.name }, () => stateAfter(before));
  const fragment = expected.fragment === null ? tokens[0] : expected.fragment;
  return {
    ...base,
    sites: expected.sites,
    ahead: textAfterCaret(text, offset, wordStart, expected.sites),
    fragmentStart: fragment?.start ?? wordStart,
    statementStart: expected.sites.some(({ kind }) => kind === 'step') ? wordStart : (tokens[0]?.start ?? wordStart),
  };
}

/** Whether the caret is inside an arrow: no word is allowed there. */
function isInArrow(text: string, offset: number): boolean {
  return text.slice(offset - 1, offset + 1) === '->' || text.slice(offset - 1, offset + 2) === '<->';
}

function expectedIn(block: OpenBlock, statement: Statement, state: () => ParserState): Expected {
  switch (block.kind) {
    case 'flow-phase':
      return stepSites(statement);
    case 'file':
    case 'flow':
    case 'scenario':
    case 'message':
      return memberSites(block.kind, statement, state);
    case 'model':
    case 'model-phase':
      return modelSites(block.kind, statement, state());
    case 'capture':
    case 'capture-entries':
      return captureSites(block.tokens, statement, state());
    case 'other':
      return { sites: [], fragment: undefined };
  }
}

function insideText(
  within: CaretToken,
  offset: number,
  block: OpenBlock,
): Partial<CompletionContext> & Pick<CompletionContext, 'sites'> {
  if (within.text.startsWith('//')) {
    const match = /^\/\/\s*confer-ignore(?:-file)?\s+((?:[\w-]+\s*,\s*)*)([\w-]*)$/.exec(within.text);
    if (match === null) return { sites: [] };
    const listedRules = (match[1] ?? '').split(/[\s,]+/).filter((rule) => rule !== '');
    return { sites: [{ kind: 'rule-code', given: listedRules }], wordStart: offset - (match[2]?.length ?? 0) };
  }
  if (within.text.startsWith('"') && block.tokens.at(-1)?.text === 'import' && block.kind === 'file') {
    return { sites: [{ kind: 'import-path' }], wordStart: within.start + 1 };
  }
  return { sites: [] };
}

/** The words that begin a member of a block. */
export const starters: Record<BlockKind, ReadonlySet<string>> = {
  file: new Set(['import', 'protocol', 'event', 'request', 'message', 'model', 'flow', 'capture']),
  flow: new Set(['party', 'system', 'start', 'phase', 'scenario']),
  model: new Set(['source', 'arrows', 'optional', 'party', 'system', 'states', 'fact', 'channel', 'anytime', 'phase']),
  'model-phase': new Set([
    'source',
    'trigger',
    'needs',
    'moves',
    'partial',
    'optional',
    'repeated',
    'when',
    'in',
    'one',
  ]),
  'flow-phase': new Set(),
  scenario: new Set(),
  message: new Set(['optional']),
  capture: new Set(),
  'capture-entries': new Set(),
  other: new Set(),
};

/** The last statement of a block, perhaps complete already. */
function statementOf(block: OpenBlock): readonly CaretToken[] {
  const { tokens, kind } = block;
  if (kind === 'scenario') return tokens;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.text === '}') return tokens.slice(index + 1);
    const before = tokens[index - 1];
    const begins = starters[kind].has(token.text) && beginsLine(token, tokens[index + 1]);
    if (isNameSite(before) && !begins) continue;
    if (starters[kind].has(token.text) && !(token.text === 'in' && !token.firstOfLine)) return tokens.slice(index);
    if (startsLine(kind, tokens, index)) return tokens.slice(index);
  }
  return tokens;
}

/** Steps, rows and stated facts begin with a name: one that is first on its line and continues nothing. */
function startsLine(kind: BlockKind, tokens: readonly CaretToken[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || !isWord(token)) return false;
  if (kind === 'flow-phase') return token.firstOfLine && !(keywordsAfterNames.has(token.text) && token.text !== 'next');
  if (kind === 'model-phase') return token.firstOfLine && !keywordsAfterNames.has(token.text);
  if (kind === 'message') return token.firstOfLine;
  const next = tokens[index + 1];
  const mayStateFact = next === undefined || next.text === 'is';
  return kind === 'flow' && token.firstOfLine && mayStateFact && !keywordsAfterNames.has(token.text);
}
