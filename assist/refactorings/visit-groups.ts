import type { Edge, FlowAnalysis } from '../../check/index.js';

/** Rounds until the groups stay as they are; groups that do not settle are no help. */
const MAX_ROUNDS = 12;

/** The visits of each phase in groups, so that each group's targets lead to one group of each phase. */
export interface VisitGroups {
  /** Group of each visit, by the visit's number. */
  readonly of: readonly number[];
  /** How many groups each phase has. */
  readonly counts: readonly number[];
}

/**
 * Divides the phases that lead to a divided one, as far back as it takes: if a phase leads to one group on some
 * paths and to another on others, it is two phases itself.
 * @param divided group of each visit of the phase that is divided first
 * @param most new phases, which are groups beyond each phase's first
 * @returns undefined if it takes more of them, or does not come to an end
 */
export function groupVisits(
  analysis: FlowAnalysis,
  divided: ReadonlyMap<number, number>,
  most: number,
): VisitGroups | undefined {
  const { visits, byPhase } = analysis.exploration;
  let groups = visits.map(({ index }) => divided.get(index) ?? 0);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = [...groups];
    let added = 0;
    const counts = byPhase.map((numbers) => {
      const made: { base: number; leads: (string | undefined)[] }[] = [];
      // The first group keeps the phase's name: the one that the phase is divided for first.
      const inOrder = [...numbers].sort((a, b) => (divided.get(a) ?? 0) - (divided.get(b) ?? 0));
      for (const number of inOrder) {
        const base = divided.get(number) ?? 0;
        const leads = (visits[number]?.edges ?? []).map((edge) => leadOf(edge, analysis, groups));
        const position = made.findIndex((group) => group.base === base && agree(group.leads, leads));
        const group = made[position];
        if (group === undefined) {
          if (made.length > 0 && ++added > most) return made.length;
          next[number] = made.push({ base, leads }) - 1;
        } else {
          group.leads = leads.map((lead, position) => lead ?? group.leads[position]);
          next[number] = position;
        }
      }
      return made.length;
    });
    if (added > most) return undefined;
    if (next.every((group, index) => group === groups[index])) return { of: groups, counts };
    groups = next;
  }
  return undefined;
}

/** Undefined if the target is not taken: it may lead to any group then. */
function leadOf(edge: Edge, { exploration }: FlowAnalysis, groups: readonly number[]): string | undefined {
  if (edge.kind !== 'visit') return undefined;
  return `${exploration.visits[edge.visit]?.phase}/${groups[edge.visit]}`;
}

function agree(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): boolean {
  return a.every((lead, position) => lead === undefined || b[position] === undefined || lead === b[position]);
}
