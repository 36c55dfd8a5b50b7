import type { LangiumDocument } from 'langium';
import { type FlowPhase, isTimeoutPhase, PhaseIndex } from '../../check/index.js';
import type { FlowQueries } from '../context/flow-queries.js';
import { escapeMarkdown } from '../hover/escape-markdown.js';
import { type Candidate, ranks } from './candidate.js';
import type { CompletionContext, CompletionSite } from './completion-context.js';
import { delay, durations, STEP_DELAY } from './duration-candidates.js';
import type { ImportCandidates } from './import-candidates.js';
import { memberSnippets } from './member-snippets.js';
import { followedModels, openFacts, openRoles, participants, roles, states, values } from './name-candidates.js';
import { newPhaseCandidates, newPhasesByName, realizedPhaseCandidates } from './phase-candidates.js';
import { USUAL_DELAY, type WrittenText } from './phase-links.js';
import { StepCompletion } from './step-completion.js';
import { type NewPhasePlace, targetCandidates } from './target-candidates.js';
import type { VisibleNames } from './visible-names.js';

/** Places where phases are offered by what can happen. */
const ofPhases = new Set<CompletionSite['kind']>(['flow-member', 'new-phase-name', 'realized-phase', 'target']);

const LIMIT_NOTE = 'More may be possible here: the check stopped at its limit.';

/** Completes inside a flow, with what its analysis knows. */
export class FlowCompletion {
  private readonly inStep: StepCompletion;

  constructor(
    private readonly text: WrittenText,
    private readonly caret: CompletionContext,
    private readonly queries: FlowQueries,
    names: VisibleNames,
    imports: ImportCandidates,
    private readonly document: LangiumDocument,
  ) {
    this.inStep = new StepCompletion(caret, queries, names, imports, document);
  }

  /** Candidates for a place; undefined if it is no place of a flow. */
  at(site: CompletionSite): readonly Candidate[] | undefined {
    const candidates = this.candidatesAt(site);
    return candidates !== undefined && ofPhases.has(site.kind) && this.queries.isCut
      ? withLimitNote(candidates)
      : candidates;
  }

  private candidatesAt(site: CompletionSite): readonly Candidate[] | undefined {
    const { flow, model } = this.queries.analysis;
    switch (site.kind) {
      case 'flow-member':
        return [
          ...openRoles(flow, model),
          ...openFacts(flow, model),
          ...newPhaseCandidates(this.queries, this.phaseAbove(), this.text),
          ...memberSnippets('flow-member'),
        ];
      case 'participant':
        return participants(flow, model, (name) => kindOf(name, this.queries) === 'party', []).filter(
          ({ label }) => kindOf(label, this.queries) === site.of,
        );
      case 'bound-participant':
        return this.boundParticipants(site.realized);
      case 'state':
        return states(model, site.of);
      case 'role':
        return roles(flow, model, site.of, [...site.given, ...this.caret.ahead.listed]);
      case 'bound-role':
        return this.boundRoles(site.realized, kindOf(site.participant, this.queries) ?? null);
      case 'value':
        return values(model, site.fact);
      case 'realized-phase':
        if (this.caret.ahead.next === '.') return followedModels(model);
        return realizedPhaseCandidates(this.queries, site.phase, site.model, this.room());
      case 'new-phase-name':
        return newPhasesByName(this.queries, this.phaseAbove(), this.text, this.continues());
      case 'target':
        return this.targets(site.from, site.given);
      case 'scenario-phase':
        return this.scenario(site.path);
      case 'duration':
        return durations(this.usualDelay(site.target), this.caret.written);
      case 'delay':
        return ['', '|'].includes(this.caret.ahead.next) ? [delay(this.usualDelay(site.target))] : [];
      default:
        return this.inStep.at(site);
    }
  }

  /** The phase that ends last before the caret. */
  private phaseAbove(): FlowPhase | null {
    const { textDocument, written } = this.text;
    const { phases } = this.queries.analysis.flow;
    const isAbove = ({ place }: FlowPhase) => textDocument.offsetAt(written(place.range.end)) <= this.caret.offset;
    return phases.findLast(isAbove) ?? null;
  }

  /** Participants that can play the role after the caret; without one, any role that the phase has a part for. */
  private boundParticipants(realized: string): Candidate[] {
    const { flow, model } = this.queries.analysis;
    const after = this.document.textDocument.getText().slice(this.caret.ahead.end);
    const [, named] = /^\s*as\s+\^?([\p{L}_][\p{L}\p{N}_]*)/u.exec(after) ?? [];
    const used = this.rolesOf(realized);
    const bound = model.roles.filter(({ name }) => (named === undefined ? used.has(name) : name === named));
    const kinds = new Set((bound.length === 0 ? model.roles : bound).map(({ kind }) => kind));
    const isParty = (name: string): boolean => kindOf(name, this.queries) === 'party';
    return participants(flow, model, isParty, []).filter(({ label }) => {
      const kind = kindOf(label, this.queries);
      return kind !== undefined && kinds.has(kind);
    });
  }

  /** Roles that the phase has a part for, of the participant's kind. */
  private boundRoles(realized: string, of: 'party' | 'system' | null): Candidate[] {
    const { flow, model } = this.queries.analysis;
    const names = this.rolesOf(realized);
    return roles(flow, model, of, []).filter(({ label }) => names.size === 0 || names.has(label));
  }

  /** Names of the roles that a model phase has a part for. */
  private rolesOf(realized: string): ReadonlySet<string> {
    const { model } = this.queries.analysis;
    const phases = model.phases.filter(({ name }) => name === realized);
    const used = phases.flatMap((phase) => [...PhaseIndex.of(model).roleUse(phase).used]);
    return new Set(used.flatMap((role) => model.roles[role]?.name ?? []));
  }

  private targets(from: string | null, given: readonly string[]): Candidate[] {
    const owner = from ?? this.caret.phase;
    const phase = owner === null ? null : (this.queries.phase(owner) ?? null);
    if (owner !== null && phase === null) return [];
    const { ahead } = this.caret;
    return targetCandidates(this.queries, phase, [...given, ...ahead.listed], this.newPhaseAt(), ahead.next);
  }

  /**
   * Where a new phase is put: after the brace that closes the caret's phase, or before the one that closes the flow.
   */
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
    const { flow } = this.queries.analysis;
    const last = path.at(-1);
    const phase = last === undefined ? undefined : this.queries.phase(last);
    if (last !== undefined && phase === undefined) return [];
    const targets = phase === undefined ? flow.start : (phase.next ?? []);
    const names = new Set(targets.flatMap((target) => (target.kind === 'phase' ? [target.name] : [])));
    if (phase === undefined && flow.startPlace === null && flow.phases[0] !== undefined) names.add(flow.phases[0].name);
    return flow.phases.map(({ name, title, realizes }) => ({
      label: name,
      kind: 'flow-phase',
      detail: realizes?.phase?.name ?? 'phase',
      documentation: title === null ? `Phase \`${name}\`.` : escapeMarkdown(title),
      rank: names.has(name) ? ranks.required : ranks.illegal,
    }));
  }

  private usualDelay(target: string | null): string {
    const realized = target === null ? null : this.queries.phase(target)?.realizes?.phase;
    return realized && isTimeoutPhase(realized) ? USUAL_DELAY : STEP_DELAY;
  }

  /** Whether the phase whose name is completed has more than its name. */
  private continues(): boolean {
    const { continues, next, opensBlock } = this.caret.ahead;
    return continues || next !== '' || opensBlock;
  }

  /** The parts that may follow after `is`: roles unless they are bound already, a body if the member ends. */
  private room(): 'name' | 'roles' | 'body' {
    const { ahead } = this.caret;
    if (ahead.next === '(') return 'name';
    return ahead.next === '' && !ahead.opensBlock ? 'body' : 'roles';
  }
}

function kindOf(name: string, { analysis }: FlowQueries): 'party' | 'system' | undefined {
  return analysis.flow.participants.find((participant) => participant.name === name)?.kind;
}

/** The brace that closes the block around an offset; -1 if there is none. */
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

/** Says below the first candidate of a list, which an editor selects, that the list may not be whole. */
function withLimitNote(candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates.reduce(
    (best, { rank }, index) => (rank < (candidates[best]?.rank ?? rank) ? index : best),
    0,
  );
  return candidates.map((candidate, index) => {
    if (index !== first) return candidate;
    return { ...candidate, documentation: `${candidate.documentation}\n\n${LIMIT_NOTE}` };
  });
}
