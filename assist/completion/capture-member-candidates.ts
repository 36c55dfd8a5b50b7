import { captureFormats, captureUnits, deviationCodes, rules } from '../../check/index.js';
import { captureKeywordText } from '../hover/capture-keyword-texts.js';
import { type Candidate, type CandidateKind, ranks } from './candidate.js';
import type { CompletionSite } from './completion-context.js';
import type { VisibleNames } from './visible-names.js';

/** Candidates for a place that only captures have; undefined for all others. */
export function captureMemberCandidates(site: CompletionSite, names: VisibleNames): Candidate[] | undefined {
  switch (site.kind) {
    case 'capture-words':
      return site.words.map((word) => candidate(word, 'keyword', captureKeywordText(word) ?? `\`${word}\``));
    case 'capture-group':
      return site.groups.map((group) => candidate(group, 'attribute', 'A named group of the expressions.'));
    case 'capture-format':
      return captureFormats.map((format) => candidate(format, 'value', captureKeywordText('reads') ?? ''));
    case 'capture-unit':
      return captureUnits.map((unit) => candidate(unit, 'value', captureKeywordText('epoch') ?? ''));
    case 'capture-system':
      return named(
        names.captureSystems().filter(({ name }) => !site.given.includes(name)),
        names,
      );
    case 'capture-phase':
      return named(names.capturePhases(), names);
    case 'deviation':
      return deviationCodes.map((code) => candidate(code, 'rule', rules[code].finds));
    default:
      return undefined;
  }
}

type Named = ReturnType<VisibleNames['captureSystems'] | VisibleNames['capturePhases']>[number];

const kinds: Readonly<Record<Named['$type'], CandidateKind>> = {
  FlowPhase: 'flow-phase',
  ModelPhase: 'model-phase',
  Participant: 'participant',
  Role: 'role',
};

/** Declarations of flows and models, each with the one that it belongs to. */
function named(nodes: readonly Named[], names: VisibleNames): Candidate[] {
  return nodes.map((node) => {
    const { name, $container: holder } = node;
    const isOfFlow = holder.$type === 'Flow';
    return {
      label: name,
      kind: kinds[node.$type],
      detail: `${isOfFlow ? 'flow' : 'model'} ${holder.name}`,
      documentation: names.describe(node),
      rank: isOfFlow ? ranks.required : ranks.possible,
    };
  });
}

function candidate(label: string, kind: CandidateKind, documentation: string): Candidate {
  return { label, kind, detail: '', documentation, rank: kind === 'keyword' ? ranks.word : ranks.possible };
}
