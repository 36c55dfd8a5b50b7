import { GrammarUtils } from 'langium';
import { defaultPath, type FlowAnalysis, listPaths } from '../../check/index.js';
import { ast } from '../../language/index.js';
import type { OffsetEdit } from '../edits/fix.js';
import type { FlowAt } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import type { SourceText } from '../edits/source-text.js';
import { written } from '../edits/step-edits.js';
import type { PlaceInFlow } from './place-in-flow.js';
import type { Refactoring } from './refactoring.js';

/** Most paths offered; others can be chosen in the preview. */
const MAX_PATHS = 3;
/** Phases of a path that are named; of a longer one its ends. */
const MAX_SHOWN = 4;

/** Names for paths of the flow that are no scenario yet: the default one, and those to an end. */
export function nameablePaths(source: SourceText, { analysis, flow, at }: PlaceInFlow): Refactoring[] {
  if (at !== undefined) return [];
  const declared = new Set(flow.analysis.flow.scenarios.map((scenario) => phasesOf(flow.analysis, scenario).join('/')));
  const paths = [defaultPath(flow.analysis), ...listPaths(analysis, flow.analysis).paths.map(({ phases }) => phases)];
  const unnamed = new Map(paths.map((path) => [path.join('/'), path]));
  return [...unnamed]
    .filter(([key, path]) => path.length > 0 && !declared.has(key))
    .slice(0, MAX_PATHS)
    .map(([, path]) => ({
      title: `Save the path ${shortened(path)} as a scenario`,
      kind: 'extract',
      alternatives: [scenarioOfPath(source, flow, path)],
    }));
}

/** Declares a path as a scenario after the others, under a free name for the author to change. */
export function scenarioOfPath(source: SourceText, { analysis, node }: FlowAt, path: readonly string[]): OffsetEdit[] {
  const name = freeName(path.at(-1) ?? 'Path', new Set(analysis.flow.scenarios.map((scenario) => scenario.name)));
  const line = `scenario ${written(name)} { ${path.map(written).join(', ')} }`;
  const members = node.members.filter((member) => member !== undefined);
  const other = members.findLast(ast.isScenario)?.$cstNode;
  const last = other ?? members.at(-1)?.$cstNode ?? GrammarUtils.findNodeForKeyword(node.$cstNode, '{');
  if (last === undefined) return [];
  const indentation = members.length === 0 ? source.unit : source.indentation(last.offset);
  const edit = source.after(last.end, other === undefined ? ['', line] : [line], indentation);
  const from = edit.text.indexOf(line) + 'scenario '.length;
  return [{ ...edit, select: { from, length: written(name).length } }];
}

function phasesOf({ flow }: FlowAnalysis, { phases }: FlowAnalysis['flow']['scenarios'][number]): string[] {
  return phases.map(({ phase }) => (phase === null ? '' : (flow.phases[phase]?.name ?? '')));
}

function shortened(path: readonly string[]): string {
  const shown = path.length <= MAX_SHOWN ? path : [...path.slice(0, 2), '…', path.at(-1) ?? ''];
  return shown.join(' → ');
}
