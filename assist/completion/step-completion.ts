import type { LangiumDocument } from 'langium';
import type { FlowPhase, Step } from '../../check/index.js';
import type { FlowQueries, StepOffer } from '../context/flow-queries.js';
import { type Candidate, ranks } from './candidate.js';
import type { CompletionContext, CompletionSite, WrittenArrow } from './completion-context.js';
import { delay, STEP_DELAY } from './duration-candidates.js';
import { fittingParticipants, protocolsBetween } from './eligible-participants.js';
import type { ImportCandidates } from './import-candidates.js';
import { attributes, attributeValues, declared, participants, states } from './name-candidates.js';
import { hasArrow, type RestOfStep, restCandidates, stepCandidates, stepsBefore } from './step-candidates.js';
import type { VisibleNames } from './visible-names.js';
import { wordCandidates } from './word-candidates.js';

/** Completes steps in a phase of a flow; if parts of a step already follow, with what fits before them. */
export class StepCompletion {
  private readonly phase: FlowPhase | undefined;
  /** The text that follows in the same step; empty if there is none. */
  private readonly next: string;

  constructor(
    private readonly caret: CompletionContext,
    private readonly queries: FlowQueries,
    private readonly names: VisibleNames,
    private readonly imports: ImportCandidates,
    private readonly document: LangiumDocument,
  ) {
    this.phase = caret.phase === null ? undefined : queries.phase(caret.phase);
    this.next = caret.ahead.next;
  }

  /** Candidates for a place in a step; undefined elsewhere. */
  at(site: CompletionSite): readonly Candidate[] | undefined {
    switch (site.kind) {
      case 'step':
        return this.steps();
      case 'arrow':
        return this.mayEndStep() ? this.rest(site.sender, undefined, 'arrow') : [];
      case 'step-end':
        return this.stepEnds(site.message, site.on, site.arrow);
      case 'receiver':
        return this.receivers(site.sender, site.given);
      case 'receivers-end':
        return this.next === '' ? this.rest(site.sender, site.receivers, 'colon') : [];
      case 'exception':
        return this.next === '' || this.next === ':' || this.next === ',' ? this.exceptions() : [];
      case 'message':
        return this.messages(site.sender, site.receivers);
      case 'protocol':
        return this.protocols(site.message, site.arrow);
      case 'attribute': {
        const message = this.names.message(site.message);
        const given = [...site.given, ...this.caret.ahead.listed];
        return message === undefined ? [] : attributes(message, given, this.names, this.next === ':');
      }
      case 'attribute-value': {
        const message = this.names.message(site.message);
        return message === undefined ? [] : attributeValues(message, site.attribute, this.caret.written);
      }
      default:
        return undefined;
    }
  }

  private steps(): readonly Candidate[] {
    const { flow, model } = this.queries.analysis;
    const fitting = fittingParticipants(this.queries, this.phase, null);
    const senders = participants(flow, model, (name) => fitting.has(name), []);
    if (this.next === '->') return senders;
    if (this.next === ':' || this.next === ',' || this.next === '|') return [];
    const { word, continues: isWritten } = this.caret.ahead;
    // The continuation of such a word is already there: no step replaces it.
    if (['next', 'on', 'after'].includes(word) && isWritten) return [];
    const continues = this.next === '(' || this.next === 'on' || this.next === 'after';
    const offers = this.offersBefore();
    const named = new Set(offers.map(({ message }) => message));
    const offeredMessages = this.names.messages().filter(({ name }) => named.has(name));
    const messages = declared(offers.length === 0 ? this.names.messages() : offeredMessages, 'message', this.names);
    const candidates = stepCandidates(offers, (name) => this.describe(name), continues);
    if (continues) return [...candidates, ...messages];
    const isLast = this.phase?.next === null && this.caret.ahead.closes;
    const rank = offers.some(({ why }) => why === 'missing' || why === 'alternative') ? ranks.word : ranks.required;
    const next = isLast ? wordCandidates(['next']).map((word) => ({ ...word, rank })) : [];
    return [...candidates, ...next, ...senders, ...messages];
  }

  private receivers(sender: string, given: readonly string[]): Candidate[] {
    // The receiver is on the next line.
    if (this.caret.ahead.receiverOnNextLine) return [];
    const { flow, model } = this.queries.analysis;
    const fitting = fittingParticipants(this.queries, this.phase, sender);
    const others = [sender, ...given, ...this.caret.ahead.listed];
    return [
      ...(given.length === 0 && this.next === '' ? this.rest(sender, undefined, 'receivers') : []),
      ...participants(flow, model, (name) => fitting.has(name), others),
      ...states(model).map((state) => ({ ...state, label: `all ${state.label}`, rank: ranks.word })),
    ];
  }

  private exceptions(): Candidate[] {
    const { flow, model } = this.queries.analysis;
    const parties = flow.participants.filter(({ kind }) => kind === 'party').map(({ name }) => name);
    return participants(flow, model, () => true, [])
      .filter(({ label }) => parties.includes(label))
      .map((party) => ({ ...party, label: `except ${party.label}`, rank: ranks.word }));
  }

  private messages(sender: string | null, receivers: readonly string[]): Candidate[] {
    const required = sender === null ? [] : this.rest(sender, receivers, 'message');
    const ofPhase = new Set(this.offers().map(({ message }) => message));
    const shown = new Set(required.map(({ label }) => label));
    const visible = this.names.messages();
    const visibleNames = new Set(visible.map(({ name }) => name));
    return [
      ...required,
      ...declared(
        visible.filter(({ name }) => !shown.has(name)),
        'message',
        this.names,
        (name) => (ofPhase.has(name) ? ranks.possible : ranks.unlikely),
      ),
      ...this.imports.declared(this.document, 'Message', this.names, visibleNames),
    ];
  }

  /** Protocols that the message may travel on, those that a row requires on this arrow first. */
  private protocols(message: string | null, arrow: WrittenArrow | null): Candidate[] {
    const declaration = message === null ? undefined : this.names.message(message);
    const allowed = declaration?.protocols.map(({ $refText }) => $refText);
    const requiredProtocols = new Set(
      this.offers()
        .filter((offer) => offer.message === message && hasArrow(offer, arrow))
        .map(({ slot }) => slot.protocol?.name),
    );
    const carried =
      arrow === null ? undefined : protocolsBetween(this.queries, this.phase, arrow.sender, arrow.receivers);
    const visible = this.names.protocols().filter(({ name }) => allowed === undefined || allowed.includes(name));
    return declared(visible, 'protocol', this.names, (name) => {
      if (requiredProtocols.has(name)) return ranks.required;
      return carried === undefined || carried.has(name) ? ranks.possible : ranks.unlikely;
    });
  }

  private stepEnds(message: string, on: boolean, arrow: WrittenArrow | null): Candidate[] {
    if (!this.mayEndStep() || this.next === 'on') return [];
    const protocols = on ? [] : this.protocols(message, arrow);
    return [
      ...protocols.map((protocol) => ({ ...protocol, label: `on ${protocol.label}`, rank: ranks.word })),
      ...(this.next === 'after' ? [] : [delay(STEP_DELAY)]),
    ];
  }

  /** Whether a whole rest of a step can be put in before what follows. */
  private mayEndStep(): boolean {
    return this.next === '' || this.next === 'on' || this.next === 'after';
  }

  private rest(sender: string, receivers: readonly string[] | undefined, rest: RestOfStep): Candidate[] {
    const written = receivers === undefined ? { sender } : { sender, receivers };
    return restCandidates(this.offersBefore(), written, rest, (name) => this.describe(name));
  }

  /** Steps that may still be written, as they fit before what follows. */
  private offersBefore(): StepOffer[] {
    const offers = this.offers();
    return this.next === 'on' || this.next === '(' ? stepsBefore(this.next, offers) : offers;
  }

  /** Steps that may still be written, as if the one at the caret were not there. */
  private offers(): StepOffer[] {
    if (this.phase === undefined) return [];
    return this.queries.stepOffers(
      this.phase,
      this.phase.steps.filter((step) => !this.isAtCaret(step)),
    );
  }

  private isAtCaret(step: Step): boolean {
    const { textDocument } = this.document;
    const start = textDocument.offsetAt(step.place.range.start);
    return start >= this.caret.statementStart && start <= this.caret.offset;
  }

  private describe(message: string): string {
    return this.names.describe(this.names.message(message));
  }
}
