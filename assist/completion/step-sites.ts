import { type CaretToken, isWord } from './caret-tokens.js';
import type { CompletionSite, Expected, Statement, WrittenArrow } from './completion-context.js';

/** After these something has to follow, even if on the next line. */
const open = new Set(['->', ',', ':', '(', '|', 'on', 'after', 'next', 'all', 'except']);

const atStart: Expected = { sites: [{ kind: 'step' }], fragment: undefined };

/** The completion sites in a phase of a flow: after a partial step, or after `next` with its targets so far. */
export function stepSites(statement: Statement): Expected {
  const { tokens, firstOfLine } = statement;
  const last = tokens.at(-1);
  if (last === undefined) return atStart;
  if (tokens[0]?.text === 'next' && tokens[1]?.text !== '->') return targetSites(tokens, statement.block);
  const parenthesis = openParenthesis(tokens);
  if (firstOfLine && !open.has(last.text) && parenthesis < 0) return atStart;
  return { sites: sitesAfterStep(tokens, last, parenthesis), fragment: null };
}

/** The completion sites after `next` or `start`, both of which list targets. */
export function targetSites(tokens: readonly CaretToken[], from: string | null): Expected {
  const last = tokens.at(-1);
  const given = tokens.filter(
    (_, index) => index > 0 && ['next', 'start', '|'].includes(tokens[index - 1]?.text ?? ''),
  );
  const names = given.filter(isWord).map(nameOf);
  if (tokens.length === 1 || last?.text === '|') {
    const fragment = tokens.length === 1 ? null : last;
    return { sites: [{ kind: 'target', from, given: names }], fragment };
  }
  if (last?.text === 'after') return { sites: [{ kind: 'duration', target: names.at(-1) ?? null }], fragment: last };
  const isTarget = last !== undefined && last === given.at(-1);
  const delay: CompletionSite[] = isTarget && last.text !== 'end' ? [{ kind: 'delay', target: nameOf(last) }] : [];
  return { sites: delay, fragment: undefined };
}

function sitesAfterStep(
  tokens: readonly CaretToken[],
  last: CaretToken,
  parenthesis: number,
): readonly CompletionSite[] {
  const arrow = tokens.findIndex(({ text }) => text === '->');
  const colon = tokens.findIndex(
    ({ text }, index) => text === ':' && index > arrow && (parenthesis < 0 || index < parenthesis),
  );
  const messageAt = arrow < 0 ? 0 : colon + 1;
  if (parenthesis >= 0) return argumentSites(tokens.slice(parenthesis), nameOf(tokens[messageAt]));
  if (last.text === 'after') return [{ kind: 'duration', target: null }];
  if (arrow < 0) {
    if (last.text === 'on') return [{ kind: 'protocol', message: nameOf(tokens[0]), given: [], arrow: null }];
    const ends = sitesAfterMessage(tokens, 0, null);
    return tokens.length === 1 ? [{ kind: 'arrow', sender: nameOf(last) }, ...ends] : ends;
  }
  const sender = nameOf(tokens[arrow - 1]);
  if (colon < 0) return receiverSites(tokens.slice(arrow + 1), last, sender);
  const written = { sender, receivers: receiversIn(tokens.slice(arrow + 1, colon)) };
  if (last.text === ':') return [{ kind: 'message', ...written }];
  if (last.text === 'on') {
    return [{ kind: 'protocol', message: nameOf(tokens[messageAt]), given: [], arrow: written }];
  }
  return sitesAfterMessage(tokens, messageAt, written);
}

/** After a message that is complete, its protocol or its delay is still to come. */
function sitesAfterMessage(
  tokens: readonly CaretToken[],
  messageAt: number,
  arrow: WrittenArrow | null,
): readonly CompletionSite[] {
  const rest = tokens.slice(messageAt + 1).map(({ text }) => text);
  if (rest.includes('after')) return [];
  return [{ kind: 'step-end', message: nameOf(tokens[messageAt]), on: rest.includes('on'), arrow }];
}

function receiverSites(tokens: readonly CaretToken[], last: CaretToken, sender: string): readonly CompletionSite[] {
  if (last.text === '->' || last.text === ',') return [{ kind: 'receiver', sender, given: receiversIn(tokens) }];
  if (last.text === 'all') return [{ kind: 'state', of: [] }];
  if (last.text === 'except') return [{ kind: 'participant', of: 'party' }];
  const end: CompletionSite = { kind: 'receivers-end', sender, receivers: receiversIn(tokens) };
  return tokens.at(-2)?.text === 'all' ? [end, { kind: 'exception' }] : [end];
}

function receiversIn(tokens: readonly CaretToken[]): string[] {
  return tokens.filter((token, index) => isWord(token) && (index === 0 || tokens[index - 1]?.text === ',')).map(nameOf);
}

/** The completion sites among the values of a message, from the parenthesis on. */
export function argumentSites(tokens: readonly CaretToken[], message: string): readonly CompletionSite[] {
  const last = tokens.at(-1);
  const given = tokens.filter((_, index) => tokens[index + 1]?.text === ':').map(nameOf);
  if (last?.text === ':') return [{ kind: 'attribute-value', message, attribute: nameOf(tokens.at(-2)) }];
  return last?.text === '(' || last?.text === ',' ? [{ kind: 'attribute', message, given }] : [];
}

/** Index of the parenthesis that is open at the statement's end; -1 if there is none. */
export function openParenthesis(tokens: readonly CaretToken[]): number {
  const index = tokens.findLastIndex(({ text }) => text === '(' || text === ')');
  return tokens[index]?.text === '(' ? index : -1;
}

/** A name as it is declared: without the sign that makes one of a keyword. */
export function nameOf(token: CaretToken | undefined): string {
  return token?.text.replace(/^\^/, '') ?? '';
}
