import type { ListedDeviation, ListedInteraction, RecordedPlace, RunSummary } from '../../runner/protocol/messages.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';

/** Verdicts in the order of the view: what needs attention first. */
export const verdicts: readonly InteractionVerdict[] = [
  'deviates',
  'inconclusive',
  'unfinished',
  'conforms',
  'unplaced',
];

export type RecordingGrouping = 'verdict' | 'deviation';

/** Interactions of one verdict, or with deviations of one kind. */
export interface InteractionGroup {
  readonly kind: 'group';
  /** Stable over runs. */
  readonly id: string;
  readonly subject:
    | { readonly verdict: InteractionVerdict }
    | { readonly code: string; readonly phase: string | null; readonly message: string | null };
  /** How many the whole recording has, listed or not. */
  readonly total: number;
  readonly interactions: readonly ListedInteraction[];
}

export interface InteractionNode {
  readonly kind: 'interaction';
  readonly group: InteractionGroup;
  readonly interaction: ListedInteraction;
}

export interface DeviationNode {
  readonly kind: 'deviation';
  readonly parent: InteractionNode;
  readonly deviation: ListedDeviation;
  readonly number: number;
}

/** The end of a list that does not hold all. */
export interface MoreNode {
  readonly kind: 'more';
  readonly group: InteractionGroup;
  readonly missing: number;
}

export type RecordingNode = InteractionGroup | InteractionNode | DeviationNode | MoreNode;

/** A filter as it is typed: words that an interaction must have, and with `@` the verdict. */
export interface RecordingFilter {
  readonly words: readonly string[];
  readonly verdicts: readonly InteractionVerdict[];
}

/** Reads a filter: `K17 @deviates`. */
export function parseFilter(text: string): RecordingFilter {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const named = words.filter((word) => word.startsWith('@'));
  return {
    words: words.filter((word) => !word.startsWith('@')),
    verdicts: verdicts.filter((verdict) => named.some((word) => word.length > 1 && `@${verdict}`.startsWith(word))),
  };
}

/** Whether an interaction has the verdict, and each word in its key, its phases or its deviations. */
function fitsFilter({ key, verdict, phases, deviations }: ListedInteraction, filter: RecordingFilter): boolean {
  if (filter.verdicts.length > 0 && !filter.verdicts.includes(verdict)) return false;
  if (filter.words.length === 0) return true;
  const texts = [key, ...phases, ...deviations.flatMap(({ code, text, message }) => [code, text, message ?? ''])];
  const all = texts.join('\n').toLowerCase();
  return filter.words.every((word) => all.includes(word));
}

/**
 * The groups of the view, those that need attention first.
 * @param summary what the whole recording came to; undefined while it is read
 */
export function groupInteractions(
  interactions: readonly ListedInteraction[],
  summary: RunSummary | undefined,
  grouping: RecordingGrouping,
  filter: RecordingFilter,
): InteractionGroup[] {
  const fitting = interactions
    .filter((interaction) => fitsFilter(interaction, filter))
    .sort((a, b) => a.fromMs - b.fromMs || a.index - b.index);
  const isFiltered = filter.words.length + filter.verdicts.length > 0;
  return grouping === 'verdict'
    ? byVerdict(fitting, isFiltered ? undefined : summary)
    : byDeviation(fitting, isFiltered ? undefined : summary);
}

function byVerdict(interactions: readonly ListedInteraction[], summary: RunSummary | undefined): InteractionGroup[] {
  return verdicts.flatMap((verdict): InteractionGroup[] => {
    const own = interactions.filter((interaction) => interaction.verdict === verdict);
    const total = summary?.interactions[verdict] ?? own.length;
    return total === 0 ? [] : [{ kind: 'group', id: verdict, subject: { verdict }, total, interactions: own }];
  });
}

function byDeviation(interactions: readonly ListedInteraction[], summary: RunSummary | undefined): InteractionGroup[] {
  const groups = new Map<string, { subject: ListedDeviation; interactions: Set<ListedInteraction> }>();
  for (const interaction of interactions) {
    for (const deviation of interaction.deviations) {
      const id = kindId(deviation);
      const group = groups.get(id) ?? { subject: deviation, interactions: new Set() };
      groups.set(id, group);
      group.interactions.add(interaction);
    }
  }
  const totals = new Map<string, number>();
  for (const kind of summary?.kinds ?? []) {
    totals.set(kindId(kind), (totals.get(kindId(kind)) ?? 0) + kind.interactions);
  }
  return [...groups]
    .map(
      ([
        id,
        {
          subject: { code, phase, message },
          interactions: own,
        },
      ]): InteractionGroup => {
        const total = totals.get(id) ?? own.size;
        return { kind: 'group', id, subject: { code, phase, message }, total, interactions: [...own] };
      },
    )
    .sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
}

function kindId({ code, phase, message }: Pick<ListedDeviation, 'code' | 'phase' | 'message'>): string {
  return [code, phase ?? '', message ?? ''].join('\u0000');
}

/** The children of a node: a group's interactions and how many more there are, an interaction's deviations. */
export function childrenOf(node: RecordingNode): readonly RecordingNode[] {
  switch (node.kind) {
    case 'group': {
      const interactions = node.interactions.map(
        (interaction): RecordingNode => ({ kind: 'interaction', group: node, interaction }),
      );
      const missing = node.total - node.interactions.length;
      return missing > 0 ? [...interactions, { kind: 'more', group: node, missing }] : interactions;
    }
    case 'interaction':
      return node.interaction.deviations.map((deviation, number) => ({
        kind: 'deviation',
        parent: node,
        deviation,
        number,
      }));
    default:
      return [];
  }
}

/** The interaction that a node is about; undefined for a group. */
export function interactionOf(node: RecordingNode): ListedInteraction | undefined {
  if (node.kind === 'interaction') return node.interaction;
  return node.kind === 'deviation' ? node.parent.interaction : undefined;
}

/** Where a node is recorded; null if it is not. */
export function placeOf(node: RecordingNode): RecordedPlace | null {
  if (node.kind === 'interaction') return node.interaction.place;
  return node.kind === 'deviation' ? (node.deviation.place ?? node.parent.interaction.place) : null;
}
