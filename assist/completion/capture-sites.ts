import type { ParserState } from '../../language/index.js';
import type { CaretToken } from './caret-tokens.js';
import type { CompletionSite, Expected, Statement } from './completion-context.js';

/**
 * The completion sites in a capture, or among the entries of its message or protocol, by the grammar.
 * @param all what the block holds up to the caret
 * @param state what the grammar lets follow at the caret
 */
export function captureSites(all: readonly CaretToken[], { firstOfLine }: Statement, state: ParserState): Expected {
  const last = all.at(-1);
  const isStart = last === undefined || (firstOfLine && state.mayBegin);
  const expected = state.expected.filter(({ begins, text }) => begins === isStart && text !== '}');
  const words = expected.filter(({ kind }) => kind === 'word').map(({ text }) => text);
  const sites: CompletionSite[] = words.length === 0 ? [] : [{ kind: 'capture-words', words }];
  if (isStart) return { sites, fragment: undefined };
  for (const { kind, text, rule, refersTo } of expected) {
    if (text === 'DURATION') sites.push({ kind: 'duration', target: null });
    if (text === 'RULE_CODE' && last.text === 'allow') sites.push({ kind: 'deviation' });
    if (kind !== 'name') continue;
    const isAllowedMessage = rule === 'CaptureAllow' && last.text !== 'in';
    if (refersTo === 'Message' || isAllowedMessage) sites.push({ kind: 'message', sender: null, receivers: [] });
    if (refersTo === 'Protocol') sites.push({ kind: 'protocol', message: null, given: recordedIn(all), arrow: null });
    if (rule === 'CaptureTerm') sites.push({ kind: 'capture-group', groups: groupsIn(all) });
    if (rule === 'CaptureReads') sites.push({ kind: 'capture-format' });
    if (rule === 'CaptureTime') sites.push({ kind: 'capture-unit' });
    if (rule === 'CaptureAddress') sites.push({ kind: 'capture-system', given: assignedIn(all) });
    if (rule === 'CaptureAllow' && last.text === 'in') sites.push({ kind: 'capture-phase' });
  }
  return { sites, fragment: undefined };
}

/** The named groups of the expressions in a capture. */
function groupsIn(tokens: readonly CaretToken[]): string[] {
  const patterns = tokens.filter(({ text }) => text.startsWith('/'));
  const names = patterns.flatMap(({ text }) => [...text.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => name !== undefined);
}

/** The names after `participant`. */
function assignedIn(tokens: readonly CaretToken[]): string[] {
  const names = tokens.filter((_, index) => tokens[index - 1]?.text === 'participant');
  return names.map(({ text }) => text.replace(/^\^/, ''));
}

/** The names after the last `records`, if the block ends with them. */
function recordedIn(tokens: readonly CaretToken[]): string[] {
  const start = tokens.findLastIndex(({ text }) => text === 'records');
  return start < 0 ? [] : tokens.slice(start + 1).map(({ text }) => text.replace(/^\^/, ''));
}
