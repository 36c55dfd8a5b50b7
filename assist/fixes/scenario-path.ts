import { quoted, startTargets, targetsOf } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { MAX_CANDIDATES, type Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { removeFromList } from '../edits/list-edits.js';
import { removeMember } from '../edits/member-edits.js';
import { written } from '../edits/step-edits.js';

/** `not-a-path`: puts in the phase that leads there, ends the scenario before it, leaves it out, or all of it. */
export function notAPath(context: FixContext): Proposal[] {
  const { flow, node } = context;
  const { origin } = context.finding;
  if (flow === undefined || !ast.isScenario(node) || origin?.kind !== 'scenario') return [];
  const compiled = flow.analysis.flow;
  const scenario = compiled.scenarios[origin.scenario];
  const index = origin.position;
  const wrong = scenario?.phases[index]?.phase;
  if (scenario === undefined || wrong === undefined || wrong === null) return [];
  const before = scenario.phases[index - 1]?.phase;
  const targets = before === undefined || before === null ? startTargets(compiled) : targetsOf(compiled, before);
  const between = targets.flatMap((target) => {
    if (target?.kind !== 'phase') return [];
    const leads = targetsOf(compiled, target.phase).some((next) => next?.kind === 'phase' && next.phase === wrong);
    return leads ? [compiled.phases[target.phase]?.name ?? ''] : [];
  });
  const inserted = [...new Set(between)].slice(0, MAX_CANDIDATES).map(
    (name): Proposal => ({
      title: `Insert ${quoted(name)}`,
      alternatives: [[{ start: context.start, end: context.start, text: `${written(name)}, ` }]],
      preferable: true,
    }),
  );
  const rest = new Set(node.phases.map((_, at) => at).filter((at) => at >= index));
  const items = node.phases.map((reference) => ({ $type: 'Reference', $cstNode: reference.$refNode }));
  const without = (gone: ReadonlySet<number>) =>
    gone.size === items.length ? [] : [removeFromList(items as Parameters<typeof removeFromList>[0], gone)];
  const name = quoted(compiled.phases[wrong]?.name ?? '');
  return [
    ...inserted,
    { title: `End the scenario before ${name}`, alternatives: without(rest), preferable: true },
    { title: `Remove ${name}`, alternatives: without(new Set([index])), preferable: false },
    {
      title: `Remove scenario ${quoted(scenario.name)}`,
      alternatives: [removeMember(context.source, node)],
      preferable: false,
    },
  ];
}
