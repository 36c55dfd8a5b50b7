import type { FlowPhase } from '../model/flow.js';
import { type Candidate, ranks, verbatim } from './candidate.js';
import type { FlowKnowledge, StepOffer } from './flow-knowledge.js';

const told: Record<StepOffer['why'], string> = {
  missing: 'missing',
  trigger: 'starts the phase',
  optional: 'optional',
  anytime: 'at any time',
};

const reasons: Record<StepOffer['why'], string> = {
  missing: 'The model requires this message here, and the phase does not send it yet.',
  trigger: 'The message that starts the phase. Showing it is up to you.',
  optional: 'The model allows this message here.',
  anytime: 'The model allows this message in every phase.',
};

/** Steps that may be written in a phase, those that are missing first, complete with arrow and protocol. */
export function stepCandidates(offers: readonly StepOffer[], describe: (message: string) => string): Candidate[] {
  const missing = offers.filter(({ why }) => why === 'missing');
  const candidates = offers.map((offer) => stepCandidate(offer, offer.text, describe));
  if (missing.length < 2) return candidates;
  const all: Candidate = {
    label: `all ${missing.length} missing messages`,
    kind: 'step',
    detail: 'missing',
    documentation: `Everything that the model requires here and the phase does not send yet:\n\n${code(missing.map(({ text }) => text).join('\n'))}`,
    snippet: `${missing.map(({ text }) => verbatim(text)).join('\n')}$0`,
    rank: ranks.asked,
  };
  return [...candidates.filter(isAsked), all, ...candidates.filter((candidate) => !isAsked(candidate))];
}

/** The rest of steps whose beginning is written already. */
export function restCandidates(
  offers: readonly StepOffer[],
  written: { readonly sender: string; readonly receivers?: readonly string[] },
  rest: 'arrow' | 'receivers' | 'message',
  describe: (message: string) => string,
): Candidate[] {
  return offers.flatMap((offer) => {
    if (offer.sender !== written.sender) return [];
    const text = restOf(offer.text, rest);
    if (rest !== 'message') return [stepCandidate(offer, text, describe)];
    const { receivers = [] } = written;
    const same =
      receivers.length === 0 ||
      offer.receivers.join() === receivers.join() ||
      receivers.every((r) => offer.receivers.includes(r));
    return same ? [stepCandidate(offer, text, describe)] : [];
  });
}

function restOf(text: string, rest: 'arrow' | 'receivers' | 'message'): string {
  const sign = rest === 'message' ? ' : ' : ' -> ';
  const index = text.indexOf(sign);
  return rest === 'arrow' ? text.slice(index + 1) : text.slice(index + sign.length);
}

function stepCandidate(offer: StepOffer, text: string, describe: (message: string) => string): Candidate {
  const { slot, why } = offer;
  const row = `The model's row: \`${slot.row.text}\`${slot.row.inferred ? ' (inferred)' : ''}`;
  return {
    label: text,
    kind: 'step',
    detail: told[why],
    documentation: [reasons[why], row, describe(offer.message)].filter((part) => part !== '').join('\n\n'),
    rank: why === 'missing' ? ranks.asked : why === 'trigger' ? ranks.fitting : ranks.fitting + 1,
  };
}

/** Participants that some row of the phase, or a channel, lets send or receive here. */
export function fittingParticipants(
  knowledge: FlowKnowledge,
  phase: FlowPhase | undefined,
  sender: string | null,
): ReadonlySet<string> {
  const { flow, model } = knowledge.analysis;
  const fitting = new Set<string>();
  const bound = new Map<number, number[]>();
  for (const { index, roles } of flow.participants) bound.set(index, [...roles]);
  for (const { participant, role } of phase?.bindings ?? []) bound.get(participant)?.push(role);
  const from = sender === null ? undefined : flow.participants.find(({ name }) => name === sender);
  const ofSender = from === undefined ? null : (bound.get(from.index) ?? []);
  for (const participant of flow.participants) {
    const roles = bound.get(participant.index) ?? [];
    const speaks = model.channels.some(({ left, right, both }) => {
      const meets = (a: readonly number[], b: readonly number[]) =>
        ofSender === null
          ? roles.some((role) => a.includes(role))
          : ofSender.some((role) => a.includes(role)) && roles.some((role) => b.includes(role));
      return meets(left, right) || (both && meets(right, left));
    });
    if (speaks && participant.name !== sender) fitting.add(participant.name);
  }
  return fitting;
}

function isAsked({ rank }: Candidate): boolean {
  return rank === ranks.asked;
}

function code(text: string): string {
  return `\`\`\`confer\n${text}\n\`\`\``;
}
