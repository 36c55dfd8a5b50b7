import { foreignLine } from '../messages/foreign-lines.js';
import type { TokenStream } from '../token-stream.js';
import { looksLikeArrow, mayMean } from './intended-words.js';

/** Longer lines are no change of a state. */
const MAX_STATE_LINE = 7;

const ROW_BLOCK = /^(?:ModelPhase|When|InOrder|OneOf)$/;

/** Words that lines of a model's phase begin with; fewer letters of one may begin any name. */
const ROW_KEYWORDS = ['optional', 'repeated', 'when'];
const PHASE_KEYWORDS = [...ROW_KEYWORDS, 'moves', 'needs', 'partial', 'trigger'];
const MIN_HALF = 3;

/**
 * Recognizes a line in a phase of a model that names a role and a state without a keyword of Confer, `caller becomes
 * idle`, or a message alone.
 * @param block the rule of the block around it
 * @param end index after the last token of the line
 * @returns the message about it; null for other lines
 */
export function modelPhaseLine(stream: TokenStream, block: string, start: number, end: number): string | null {
  if (!ROW_BLOCK.test(block) || stream.isWordOfLanguage(start)) return null;
  const first = stream.imageAt(start);
  const isMessage = /^[A-Z]/.test(first);
  const keywords = block === 'ModelPhase' ? PHASE_KEYWORDS : ROW_KEYWORDS;
  const isHalf = first.length >= MIN_HALF && keywords.some((word) => word.startsWith(first));
  if (end === start + 1 && isHalf) return null;
  if (end === start + 1 || (isMessage && end === start + 2 && /^[,;]$/.test(stream.imageAt(start + 1)))) {
    // A word before a whole row is no sender that continues there.
    const isAlone = /^[a-z]/.test(first) && looksLikeArrow(stream.imageAt(end + 1)) && foreignLine(first) === null;
    const remedy = `A row names both ends: write "sender -> receiver : ${isMessage ? first : 'Message'}"`;
    return isMessage || isAlone ? `Unexpected "${first}". ${remedy}.` : null;
  }
  if (end > start + MAX_STATE_LINE || !stream.isState(end - 1) || stream.imageAt(end - 2) === 'all') return null;
  const roles = Array.from({ length: end - start }, (_, offset) => start + offset).filter((at) => stream.isRole(at));
  if (roles.length !== 1 || ['moves', 'needs', 'trigger', 'when'].some((word) => mayMean(first, word))) return null;
  const remedy =
    'Write "moves role from state to state" to move a role, or "needs role state" to require the state that it is in';
  return `Unexpected "${first}". ${remedy}.`;
}
