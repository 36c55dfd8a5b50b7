import type { LangiumDocument } from 'langium';
import { entryNeeds, roleUse } from '../analysis/role-use.js';
import type { FlowPhase, Step } from '../model/flow.js';
import { type Candidate, ranks } from './candidate.js';
import type { Caret, Place } from './caret-place.js';
import type { FlowKnowledge, StepOffer } from './flow-knowledge.js';
import type { ImportCandidates } from './import-candidates.js';
import { memberSnippets } from './member-snippets.js';
import {
  attributes,
  attributeValues,
  declared,
  durations,
  openFacts,
  openRoles,
  participants,
  roles,
  states,
  values,
} from './name-candidates.js';
import { newPhaseCandidates, newPhasesByName, realizedPhaseCandidates } from './phase-candidates.js';
import type { WrittenText } from './phase-links.js';
import { fittingParticipants, restCandidates, stepCandidates } from './step-candidates.js';
import { type NewPhasePlace, targetCandidates } from './target-candidates.js';
import type { VisibleNames } from './visible-names.js';
import { wordCandidates } from './word-candidates.js';

/** Completes inside a flow, with what its analysis knows. */
export class FlowCompletion {
  private readonly phase: FlowPhase | undefined;

  constructor(
    private readonly text: WrittenText,
    private readonly caret: Caret,
    private readonly knowledge: FlowKnowledge,
    private readonly names: VisibleNames,
    private readonly imports: ImportCandidates,
    private readonly document: LangiumDocument,
  ) {
    this.phase = caret.phase === null ? undefined : knowledge.phase(caret.phase);
  }

  /** Candidates for a place; undefined where flows have nothing to say. */
  at(place: Place): readonly Candidate[] | undefined {
    const { flow, model } = this.knowledge.analysis;
    switch (place.kind) {
      case 'flow-member':
        return [
          ...openRoles(flow, model),
          ...openFacts(flow, model),
          ...newPhaseCandidates(this.knowledge, this.phaseAbove(), this.text),
          ...memberSnippets('flow-member'),
        ];
      case 'step':
        return this.steps();
      case 'arrow':
        return this.rest(place.sender, undefined, 'arrow');
      case 'receiver':
        return [
          ...(place.given.length === 0 ? this.rest(place.sender, undefined, 'receivers') : []),
          ...this.participants(place.sender, place.given),
          ...wordCandidates(['all']),
        ];
      case 'message':
        return this.messages(place.sender, place.receivers);
      case 'protocol':
        return this.protocols(place.message);
      case 'participant':
        return participants(flow, model, (name) => kindOf(name, this.knowledge) === 'party', []).filter(
          ({ label }) => place.of === null || kindOf(label, this.knowledge) === place.of,
        );
      case 'state':
        return states(model);
      case 'role':
        return roles(flow, model, place.of, place.given);
      case 'bound-role':
        return this.boundRoles(place.realized, kindOf(place.participant, this.knowledge) ?? null);
      case 'value':
        return values(model, place.fact);
      case 'realized-phase':
        return realizedPhaseCandidates(this.knowledge, place.phase, place.model, this.room());
      case 'new-phase-name':
        return newPhasesByName(this.knowledge, this.phaseAbove(), this.text);
      case 'target':
        return this.targets(place.from, place.given);
      case 'scenario-phase':
        return this.scenario(place.path);
      case 'duration':
        return durations(place.target !== null && this.isTimeout(place.target) ? '30s' : '40ms');
      case 'attribute': {
        const message = this.names.message(place.message);
        return message === undefined ? [] : attributes(message, place.given, this.names);
      }
      case 'attribute-value': {
        const message = this.names.message(place.message);
        return message === undefined ? [] : attributeValues(message, place.attribute);
      }
      default:
        return undefined;
    }
  }

  /** The phase that ends last before the caret. */
  private phaseAbove(): FlowPhase | null {
    const { textDocument, written } = this.text;
    const { phases } = this.knowledge.analysis.flow;
    const isAbove = ({ place }: FlowPhase) => textDocument.offsetAt(written(place.range.end)) <= this.caret.offset;
    return phases.findLast(isAbove) ?? null;
  }

  /** Roles that the phase has a part for, of the participant's kind. */
  private boundRoles(realized: string, of: 'party' | 'system' | null): Candidate[] {
    const { flow, model } = this.knowledge.analysis;
    const phases = model.phases.filter(({ name }) => name === realized);
    const used = new Set(phases.flatMap((phase) => [...roleUse(phase, entryNeeds(phase, model), model).used]));
    const names = new Set([...used].map((role) => model.roles[role]?.name));
    return roles(flow, model, of, []).filter(({ label }) => names.size === 0 || names.has(label));
  }

  private steps(): Candidate[] {
    const offers = this.offers();
    const candidates = stepCandidates(offers, (name) => this.describe(name));
    const { flow, model } = this.knowledge.analysis;
    const fitting = fittingParticipants(this.knowledge, this.phase, null);
    const next = this.phase?.next === null ? wordCandidates(['next']) : [];
    const named = new Set(offers.map(({ message }) => message));
    const known = this.names.messages().filter(({ name }) => named.has(name));
    return [
      ...candidates,
      ...next.map((word) => ({
        ...word,
        rank: offers.some(({ why }) => why === 'missing') ? ranks.word : ranks.asked,
      })),
      ...participants(flow, model, (name) => fitting.has(name), []),
      ...declared(offers.length === 0 ? this.names.messages() : known, 'message', this.names),
    ];
  }

  private rest(
    sender: string,
    receivers: readonly string[] | undefined,
    rest: 'arrow' | 'receivers' | 'message',
  ): Candidate[] {
    const written = receivers === undefined ? { sender } : { sender, receivers };
    return restCandidates(this.offers(), written, rest, (name) => this.describe(name));
  }

  private participants(sender: string, given: readonly string[]): Candidate[] {
    const { flow, model } = this.knowledge.analysis;
    const fitting = fittingParticipants(this.knowledge, this.phase, sender);
    return participants(flow, model, (name) => fitting.has(name), [sender, ...given]);
  }

  private messages(sender: string | null, receivers: readonly string[]): Candidate[] {
    const asked = sender === null ? [] : this.rest(sender, receivers, 'message');
    const ofPhase = new Set(this.offers().map(({ message }) => message));
    const shown = new Set(asked.map(({ label }) => label));
    const visible = this.names.messages();
    const imported = this.imports.declared(
      this.document,
      'Message',
      this.names,
      new Set(visible.map(({ name }) => name)),
    );
    return [
      ...asked,
      ...declared(
        visible.filter(({ name }) => !shown.has(name)),
        'message',
        this.names,
        (name) => (ofPhase.has(name) ? ranks.fitting : ranks.possible),
      ),
      ...imported,
    ];
  }

  private protocols(message: string | null): Candidate[] {
    const declaration = message === null ? undefined : this.names.message(message);
    const allowed = declaration?.protocols.map(({ $refText }) => $refText);
    const asked = new Set(
      this.offers()
        .filter((offer) => offer.message === message)
        .map(({ slot }) => slot.protocol?.name),
    );
    const visible = this.names.protocols().filter(({ name }) => allowed === undefined || allowed.includes(name));
    return declared(visible, 'protocol', this.names, (name) => (asked.has(name) ? ranks.asked : ranks.fitting));
  }

  private targets(from: string | null, given: readonly string[]): Candidate[] {
    const owner = from ?? this.caret.phase;
    const phase = owner === null ? null : (this.knowledge.phase(owner) ?? null);
    if (owner !== null && phase === null) return [];
    return targetCandidates(this.knowledge, phase, given, this.newPhaseAt());
  }

  /** Where a new phase is put: behind the brace that closes the caret's phase, or before the one that closes the flow. */
  private newPhaseAt(): NewPhasePlace | null {
    const { textDocument } = this.document;
    const brace = closingBrace(textDocument.getText(), this.caret.offset);
    if (brace < 0) return null;
    if (this.caret.phase !== null) return { at: textDocument.positionAt(brace + 1), before: '\n\n', after: '' };
    const at = textDocument.positionAt(brace);
    const line = { line: at.line, character: 0 };
    const alone = textDocument.getText({ start: line, end: at }).trim() === '';
    return { at: alone ? line : at, before: '\n', after: '\n' };
  }

  private scenario(path: readonly string[]): Candidate[] {
    const { flow } = this.knowledge.analysis;
    const last = path.at(-1);
    const phase = last === undefined ? undefined : this.knowledge.phase(last);
    if (last !== undefined && phase === undefined) return [];
    const targets = phase === undefined ? flow.start : (phase.next ?? []);
    const names = new Set(targets.flatMap((target) => (target.kind === 'phase' ? [target.name] : [])));
    if (phase === undefined && flow.startPlace === null && flow.phases[0] !== undefined) names.add(flow.phases[0].name);
    return flow.phases.map(({ name, title, realizes }) => ({
      label: name,
      kind: 'flow-phase',
      detail: realizes?.phase?.name ?? 'phase',
      documentation: title ?? `Phase \`${name}\`.`,
      rank: names.has(name) ? ranks.asked : ranks.wrong,
    }));
  }

  /** Steps that may still be written, as if the one at the caret were not there. */
  private offers(): StepOffer[] {
    if (this.phase === undefined) return [];
    return this.knowledge.stepOffers(
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

  private isTimeout(name: string): boolean {
    return this.knowledge.phase(name)?.realizes?.phase?.trigger?.kind === 'timeout';
  }

  /** What there is room for behind `is`: roles unless they are bound already, a body where the line ends. */
  private room(): 'name' | 'roles' | 'body' {
    const rest = this.document.textDocument.getText().slice(this.caret.offset, this.caret.offset + 200);
    const [, sign = ''] = /^[\^\w\u00aa-\uffdc]*[^\S\r\n]*([\s\S]?)/.exec(rest) ?? [];
    if (sign === '(') return 'name';
    const endsLine = sign === '' || /[\r\n]/.test(sign);
    return endsLine && !/^[\^\w\u00aa-\uffdc]*\s*(?:\{|\(|next\b)/.test(rest) ? 'body' : 'roles';
  }
}

function kindOf(name: string, { analysis }: FlowKnowledge): 'party' | 'system' | undefined {
  return analysis.flow.participants.find((participant) => participant.name === name)?.kind;
}

/** The brace that closes the block around an offset; -1 where there is none. */
function closingBrace(text: string, offset: number): number {
  const signs = /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|[{}]/g;
  signs.lastIndex = offset;
  let depth = 0;
  for (let match = signs.exec(text); match !== null; match = signs.exec(text)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}' && depth-- === 0) return match.index;
  }
  return -1;
}
