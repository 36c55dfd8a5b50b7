import { isInferred } from '../../check/index.js';
import type { StepOffer } from '../context/flow-queries.js';
import { alignedSteps } from '../format/step-table.js';
import { codeBlock } from '../hover/declaration-text.js';
import { type Candidate, ranks, verbatim } from './candidate.js';
import type { WrittenArrow } from './completion-context.js';

const REASONS: Record<StepOffer['why'], string> = {
  missing: 'missing',
  alternative: 'one of several',
  trigger: 'starts the phase',
  optional: 'optional',
  anytime: 'at any time',
};

const reasons: Record<StepOffer['why'], string> = {
  missing: 'The model requires this message here, and the phase does not send it yet.',
  alternative: 'The model requires one of several messages here; this one fits what the phase already sends.',
  trigger: 'The message that starts the phase. A flow can include or omit it.',
  optional: 'The model allows this message here.',
  anytime: 'The model allows this message in every phase.',
};

/**
 * Steps that may be written in a phase, those that are missing first, complete with arrow and protocol.
 * @param continues whether what follows belongs to the step, so that there is room for one only
 */
export function stepCandidates(
  offers: readonly StepOffer[],
  describe: (message: string) => string,
  continues: boolean,
): Candidate[] {
  const missing = offers.filter(({ why }) => why === 'missing');
  const candidates = offers.map((offer) => stepCandidate(offer, offer.text, describe));
  if (missing.length < 2 || continues) return candidates;
  const lines = alignedSteps(missing.map(({ text }) => text));
  const all: Candidate = {
    label: `all ${missing.length} missing messages`,
    kind: 'step',
    detail: 'missing',
    documentation: `Everything that the model requires here and the phase does not send yet:\n\n${codeBlock(lines.join('\n'))}`,
    snippet: `${lines.map(verbatim).join('\n')}$0`,
    rank: ranks.required,
  };
  return [...candidates.filter(isAsked), all, ...candidates.filter((candidate) => !isAsked(candidate))];
}

/** The rest of steps whose beginning is written already. */
export function restCandidates(
  offers: readonly StepOffer[],
  written: { readonly sender: string; readonly receivers?: readonly string[] },
  rest: RestOfStep,
  describe: (message: string) => string,
): Candidate[] {
  return offers.flatMap((offer) => {
    if (offer.sender !== written.sender) return [];
    const text = restOf(offer.text, rest);
    if (rest === 'arrow' || rest === 'receivers') return [stepCandidate(offer, text, describe)];
    return receives(offer, written.receivers ?? []) ? [stepCandidate(offer, text, describe)] : [];
  });
}

/** The missing rest of a step: from its arrow on, from its receivers, from the colon, or its message. */
export type RestOfStep = 'arrow' | 'receivers' | 'colon' | 'message';

function restOf(text: string, rest: RestOfStep): string {
  const sign = rest === 'message' || rest === 'colon' ? ' : ' : ' -> ';
  const index = text.indexOf(sign);
  return rest === 'arrow' || rest === 'colon' ? text.slice(index + 1) : text.slice(index + sign.length);
}

/** Whether a step would have the sender and the receivers that are written, if any are. */
export function hasArrow(offer: StepOffer, written: WrittenArrow | null): boolean {
  return written === null || (offer.sender === written.sender && receives(offer, written.receivers));
}

/** Whether a step goes to those who are written as its receivers already. */
function receives({ receivers, slot }: StepOffer, written: readonly string[]): boolean {
  const toEverybody = slot.row.arrows[slot.arrow]?.receiver.kind === 'all';
  return written.every((name) => receivers.includes(name) || (name === 'all' && toEverybody));
}

/** Steps as they fit before their protocol, or before their values in parentheses. */
export function stepsBefore(next: 'on' | '(', offers: readonly StepOffer[]): StepOffer[] {
  const end = next === 'on' ? / on [^ ]+$/ : /(?:\(.*)?(?: on [^ ]+)?$/;
  return offers.map((offer) => ({ ...offer, text: offer.text.replace(end, '') }));
}

function stepCandidate(offer: StepOffer, text: string, describe: (message: string) => string): Candidate {
  const { slot, why } = offer;
  const row = `The model's row: \`${slot.row.text}\`${isInferred(slot.row.ground) ? ' (inferred)' : ''}`;
  return {
    label: text,
    kind: 'step',
    detail: REASONS[why],
    documentation: [reasons[why], row, describe(offer.message)].filter((part) => part !== '').join('\n\n'),
    rank:
      why === 'missing' || why === 'alternative'
        ? ranks.required
        : why === 'trigger'
          ? ranks.possible
          : ranks.possible + 1,
  };
}

function isAsked({ rank }: Candidate): boolean {
  return rank === ranks.required;
}
