import type { Expected, Place, Statement } from './caret-place.js';
import { type CaretToken, isWord } from './caret-tokens.js';
import { nameOf } from './step-places.js';

/** After these something has to follow, be it on the next line. */
const open = new Set([
  ...['->', '<->', ',', ':', 'on', 'all', 'except', 'needs', 'when', 'and', 'moves', 'from', 'to', 'at', 'trigger'],
  ...['initially', 'replaces', 'answers', 'optional', 'repeated', 'channel', 'anytime', 'none', 'some', 'is'],
]);

/** What may follow in a model, or in one of its phases. */
export function modelPlaces(kind: 'model' | 'model-phase', statement: Statement): Expected {
  return { places: [...placesIn(kind, statement)], fragment: undefined };
}

function placesIn(kind: 'model' | 'model-phase', { tokens, firstOfLine }: Statement): readonly Place[] {
  const [first] = tokens;
  const last = tokens.at(-1);
  const member: Place = { kind: kind === 'model' ? 'model-member' : 'model-phase-member' };
  if (first === undefined || last === undefined || (firstOfLine && !open.has(last.text))) {
    return kind === 'model' ? [member] : [member, anyRole];
  }
  switch (last.text) {
    case 'initially':
    case 'from':
    case 'to':
    case 'none':
    case 'some':
      return [{ kind: 'state' }];
    case 'all':
      return [{ kind: 'state' }];
    case 'except':
      return [aParty];
    case 'at':
      return first.text === 'trigger' ? [anyRole] : [];
    case 'in':
      return [{ kind: 'words', words: ['order'] }];
    case 'one':
      return [{ kind: 'words', words: ['of'] }];
    case 'replaces':
      return [{ kind: 'replaced-phase', by: nameOf(tokens[1]) }];
    case 'answers':
      return [{ kind: 'answered' }];
    case 'on':
      return [{ kind: 'protocol', message: messageIn(tokens), given: [], arrow: null }];
    case ':':
      return first.text === 'fact' ? [] : [{ kind: 'message', ...endsOf(tokens) }];
    case 'needs':
    case 'when':
    case 'and':
      return [{ kind: 'condition' }];
    case 'moves':
      return [aParty, { kind: 'words', words: ['all'] }];
    case 'trigger':
      return [anyRole, { kind: 'words', words: ['timeout'] }];
    case 'optional':
      return [anyRole, { kind: 'words', words: ['repeated'] }];
    case '->':
    case '<->':
      return [{ kind: 'role', of: null, given: [endsOf(tokens).sender ?? ''] }, ...orEverybody(first)];
    case 'repeated':
    case 'channel':
    case 'anytime':
      return [anyRole];
    case 'is':
      return [{ kind: 'value', fact: nameOf(tokens.at(-2)) }];
    case ',':
      return behindComma(tokens);
    default:
      return behindWord(kind, first, tokens, last);
  }
}

const anyRole: Place = { kind: 'role', of: null, given: [] };
/** Only parties are in a state. */
const aParty: Place = { kind: 'role', of: 'party', given: [] };

/** Everybody in a state can take the place of a receiver, not of a channel's end. */
function orEverybody(first: CaretToken): readonly Place[] {
  return first.text === 'channel' ? [] : [{ kind: 'words', words: ['all'] }];
}

/** Who sends to whom so far, by role; null where it is everybody in a state. */
function endsOf(tokens: readonly CaretToken[]): { readonly sender: string | null; readonly receivers: string[] } {
  const arrow = tokens.findIndex(({ text }) => text === '->' || text === '<->');
  const isRole = (token: CaretToken, index: number) =>
    isWord(token) && (tokens[index - 1]?.text === ',' || tokens[index - 1]?.text === '->') && token.text !== 'all';
  const before = tokens.slice(0, arrow);
  return {
    sender: before.some(({ text }) => text === 'all') ? null : nameOf(before.at(-1)) || null,
    receivers: tokens.filter((token, index) => index > arrow && isRole(token, index)).map(nameOf),
  };
}

function behindComma(tokens: readonly CaretToken[]): readonly Place[] {
  const texts = tokens.map(({ text }) => text);
  if (texts[0] === 'states' || texts[0] === 'fact') return [];
  if (texts.includes('on')) return [{ kind: 'protocol', message: null, given: [], arrow: null }];
  if (texts[0] === 'moves') return [{ kind: 'state' }];
  return [anyRole];
}

function behindWord(
  kind: 'model' | 'model-phase',
  first: CaretToken,
  tokens: readonly CaretToken[],
  last: CaretToken,
): readonly Place[] {
  if (last.text.startsWith('"')) return behindTitle(kind, first, tokens);
  if (!isWord(last)) return [];
  const before = tokens.at(-2)?.text ?? '';
  const texts = tokens.map(({ text }) => text);
  if (before === 'needs' || before === 'when' || before === 'and')
    return [{ kind: 'state' }, { kind: 'words', words: ['is'] }];
  const conditions = conditionWords(tokens);
  if (conditions !== null) return conditions;
  if (before === 'all' && first.text !== 'moves') return [{ kind: 'words', words: afterEverybody(tokens) }];
  if (endsSender(kind, tokens)) {
    return [{ kind: 'words', words: kind === 'model' && first.text === 'channel' ? ['->', '<->'] : ['->'] }];
  }
  if (before === 'moves') return [{ kind: 'words', words: ['from'] }];
  if (first.text === 'moves' && !texts.includes('to')) return [{ kind: 'words', words: ['to'] }];
  if (last.text === 'timeout' && before === 'trigger') return [{ kind: 'words', words: ['at'] }];
  if (before === ':') {
    const row = kind === 'model-phase' && first.text !== 'trigger' ? ['answers', 'inferred'] : [];
    return [{ kind: 'words', words: ['on', ...row] }];
  }
  if (first.text === 'channel' && /->$/.test(before)) return [{ kind: 'words', words: ['on'] }];
  return behindTitle(kind, first, tokens);
}

/** Behind a condition that is complete: another one, or for a count whom it leaves out. Null outside conditions. */
function conditionWords(tokens: readonly CaretToken[]): readonly Place[] | null {
  const start = tokens.findLastIndex(({ text }) => text === 'needs' || text === 'when' || text === 'and');
  const [first, second, third] = tokens.slice(start + 1).map(({ text }) => text);
  if (start < 0 || second === undefined || (second === 'is' && third === undefined)) return null;
  const isCount = (first === 'none' || first === 'some') && third === undefined;
  return [{ kind: 'words', words: isCount ? ['except', 'and'] : ['and'] }];
}

/** Behind `all` and a state: who is left out, then the arrow where everybody sends. */
function afterEverybody(tokens: readonly CaretToken[]): string[] {
  return tokens.some(({ text }) => text === '->') ? ['except'] : ['except', '->'];
}

const beforeSender = new Set(['trigger', 'optional', 'repeated', 'channel', 'anytime', 'except']);
const noSenders = new Set(['source', 'partial', 'of', 'order']);

/** Whether the last word is who sends: nothing but words that may stand before a sender comes before it. */
function endsSender(kind: 'model' | 'model-phase', tokens: readonly CaretToken[]): boolean {
  if (tokens.some(({ text }) => text === '->' || text === '<->' || text === ':')) return false;
  const [first, second] = tokens;
  if (first === undefined || (first.text === 'trigger' && second?.text === 'timeout')) return false;
  if (tokens.length === 1) return kind === 'model-phase' && !beforeSender.has(first.text) && !noSenders.has(first.text);
  return beforeSender.has(first.text) && first.text !== 'except';
}

function behindTitle(
  kind: 'model' | 'model-phase',
  first: CaretToken,
  tokens: readonly CaretToken[],
): readonly Place[] {
  if (kind === 'model-phase' || tokens.length < 2) return [];
  const texts = tokens.map(({ text }) => text);
  if (first.text === 'party' && !texts.includes('initially')) return [{ kind: 'words', words: ['initially'] }];
  if (first.text === 'phase' && !texts.includes('replaces')) return [{ kind: 'words', words: ['replaces'] }];
  return first.text === 'source' ? [{ kind: 'words', words: ['at'] }] : [];
}

function messageIn(tokens: readonly CaretToken[]): string | null {
  const colon = tokens.findLastIndex(({ text }) => text === ':');
  return colon < 0 ? null : nameOf(tokens[colon + 1]);
}
