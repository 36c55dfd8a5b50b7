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
    case 'at':
      return [anyRole];
    case 'replaces':
      return [{ kind: 'replaced-phase' }];
    case 'answers':
      return [{ kind: 'message', sender: null, receivers: [] }];
    case 'on':
      return [{ kind: 'protocol', message: messageIn(tokens), given: [] }];
    case ':':
      return first.text === 'fact' ? [] : [{ kind: 'message', sender: null, receivers: [] }];
    case 'needs':
    case 'when':
    case 'and':
      return [{ kind: 'condition' }];
    case 'moves':
      return [anyRole, { kind: 'words', words: ['all'] }];
    case 'trigger':
      return [anyRole, { kind: 'words', words: ['timeout'] }];
    case 'optional':
      return [anyRole, { kind: 'words', words: ['repeated'] }];
    case 'repeated':
    case '->':
    case '<->':
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

function behindComma(tokens: readonly CaretToken[]): readonly Place[] {
  const texts = tokens.map(({ text }) => text);
  if (texts[0] === 'states' || texts[0] === 'fact') return [];
  if (texts.includes('on')) return [{ kind: 'protocol', message: null, given: [] }];
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
