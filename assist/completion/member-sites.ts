import type { ParserState } from '../../language/index.js';
import { type CaretToken, isWord } from './caret-tokens.js';
import type { CompletionSite, Expected, Statement } from './completion-context.js';
import { nameOf, openParenthesis, targetSites } from './step-sites.js';

const nothing: Expected = { sites: [], fragment: undefined };

/** The completion sites in a file, in a flow outside its phases, in a scenario, or among a message's attributes. */
export function memberSites(
  kind: 'file' | 'flow' | 'scenario' | 'message',
  statement: Statement,
  state: () => ParserState,
): Expected {
  switch (kind) {
    case 'file':
      return fileMember(statement, state);
    case 'flow':
      return flowMember(statement, state);
    case 'scenario': {
      const { tokens } = statement;
      const last = tokens.at(-1);
      if (last !== undefined && last.text !== ',') return nothing;
      return { sites: [{ kind: 'scenario-phase', path: tokens.filter(isWord).map(nameOf) }], fragment: last };
    }
    case 'message': {
      const last = statement.tokens.at(-1);
      if (last?.text === ':') return words(state());
      return statement.firstOfLine || last === undefined || last.text === ',' || state().mayBegin
        ? site({ kind: 'attribute-member' })
        : nothing;
    }
  }
}

/** After these something has to follow, even if on the next line. */
const open = new Set(['import', 'follows', 'on', ',', 'flow', 'model', 'protocol', 'event', 'request', 'message']);

function fileMember({ tokens, firstOfLine }: Statement, state: () => ParserState): Expected {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (last === undefined || (firstOfLine && !(open.has(last.text) && tokens.length > 1)))
    return site({ kind: 'file-member' });
  const given = namesAfter(tokens, ['follows', 'on', ',']);
  if (first?.text === 'flow' && (last.text === 'follows' || last.text === ',')) return site({ kind: 'model', given });
  if (/^(?:event|request|message)$/.test(first?.text ?? '') && (last.text === 'on' || last.text === ','))
    return site({ kind: 'protocol', message: null, given, arrow: null });
  if (first?.text === 'capture' && last.text === 'is' && tokens.length > 2) return site({ kind: 'capture-base' });
  return tokens.length > 1 ? words(state()) : nothing;
}

const openInFlow = new Set([
  'as',
  ',',
  'initially',
  'start',
  '|',
  'after',
  'is',
  'next',
  '.',
  '(',
  'party',
  'system',
  'phase',
  'scenario',
]);

function flowMember({ tokens, firstOfLine }: Statement, state: () => ParserState): Expected {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return site({ kind: 'flow-member' });
  const complete = !openInFlow.has(last.text);
  if (firstOfLine && complete && openParenthesis(tokens) < 0) {
    // A phase without braces can continue on the next line, with `is` or `next`.
    const more = first.text === 'phase' && !has(tokens, 'next') ? words(state()).sites : [];
    return { sites: [{ kind: 'flow-member' }, ...more], fragment: undefined };
  }
  switch (first.text) {
    case 'party':
    case 'system':
      return participantMember(first.text, tokens, last, state);
    case 'start':
      return targetSites(tokens, null);
    case 'phase':
      return phaseMember(tokens, last, state);
    case 'scenario':
      return nothing;
    default:
      // A word and `is`: a fact is stated.
      if (last.text !== 'is') return tokens.length === 1 && complete && isWord(last) ? words(state()) : nothing;
      return { sites: [{ kind: 'value', fact: nameOf(first) }], fragment: null };
  }
}

function participantMember(
  of: 'party' | 'system',
  tokens: readonly CaretToken[],
  last: CaretToken,
  state: () => ParserState,
): Expected {
  if (tokens.length === 1) return nothing;
  if (last.text === 'as' || (last.text === ',' && has(tokens, 'as'))) {
    return { sites: [{ kind: 'role', of, given: namesAfter(tokens, ['as', ',']) }], fragment: last };
  }
  if (last.text === 'initially') {
    const as = tokens.findIndex(({ text }, index) => text === 'as' && index > 1);
    const of = as < 0 ? [] : namesAfter(tokens.slice(as), ['as', ',']);
    return { sites: [{ kind: 'state', of }], fragment: last };
  }
  // Systems are in no state.
  return words(state(), of === 'system' ? ['initially'] : []);
}

function phaseMember(tokens: readonly CaretToken[], last: CaretToken, state: () => ParserState): Expected {
  const name = nameOf(tokens[1]);
  if (tokens.length === 1) return { sites: [{ kind: 'new-phase-name' }], fragment: null };
  const is = tokens.findIndex(({ text }, index) => text === 'is' && index > 1);
  const next = tokens.findIndex(({ text }, index) => text === 'next' && index > 1 && index !== is + 1);
  if (next >= 0) {
    const { sites, fragment } = targetSites(tokens.slice(next), name);
    return { sites, fragment: fragment === null ? tokens[next] : fragment };
  }
  if (is < 0) return words(state());
  if (last.text === 'is' || last.text === '.') {
    const model = last.text === '.' ? nameOf(tokens.at(-2)) : null;
    return { sites: [{ kind: 'realized-phase', phase: name, model }], fragment: tokens[is] };
  }
  const parenthesis = openParenthesis(tokens);
  if (parenthesis < 0) return words(state());
  const fragment = tokens[parenthesis];
  if (last.text === '(' || last.text === ',') {
    return { sites: [{ kind: 'bound-participant', realized: nameOf(tokens[parenthesis - 1]) }], fragment };
  }
  if (last.text === 'as') return { sites: [boundRole(tokens, parenthesis)], fragment };
  return { sites: words(state()).sites, fragment };
}

function boundRole(tokens: readonly CaretToken[], parenthesis: number): CompletionSite {
  return { kind: 'bound-role', realized: nameOf(tokens[parenthesis - 1]), participant: nameOf(tokens.at(-2)) };
}

function has(tokens: readonly CaretToken[], text: string): boolean {
  return tokens.some((token, index) => index > 1 && token.text === text);
}

function namesAfter(tokens: readonly CaretToken[], before: readonly string[]): string[] {
  return tokens.filter((token, index) => isWord(token) && before.includes(tokens[index - 1]?.text ?? '')).map(nameOf);
}

function site(only: CompletionSite): Expected {
  return { sites: [only], fragment: undefined };
}

/** Words of the language that the grammar lets follow and that begin no member. */
function words({ expected }: ParserState, except: readonly string[] = []): Expected {
  const may = expected.filter(({ kind, begins, text }) => kind === 'word' && !begins && !except.includes(text));
  return may.length === 0 ? nothing : site({ kind: 'words', words: may.map(({ text }) => text) });
}
