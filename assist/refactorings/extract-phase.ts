import { type Configuration, messageTriggers } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { type LegalTrial, PhaseTrials } from '../context/hypothetical-phases.js';
import type { OffsetEdit } from '../edits/fix.js';
import type { FlowAt, PhaseAt } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import type { SourceText } from '../edits/source-text.js';
import { stepsOf, written } from '../edits/step-edits.js';
import type { PlaceInFlow } from './place-in-flow.js';
import type { Refactoring } from './refactoring.js';

/** Phases of the model that the steps may make up; more are not tried. */
const MAX_TRIED = 6;

/** Selected steps of a phase, or those after them. */
interface Part {
  readonly nodes: readonly ast.Step[];
  /** Whether they are the first ones of their phase. */
  readonly isHead: boolean;
  /** The steps after them, if others stay before them: they become a phase too. */
  readonly rest: Part | undefined;
  /** From the first of them to the last, with the comments in front that are selected too. */
  readonly start: number;
  readonly end: number;
  readonly ownLines: boolean;
}

/**
 * Makes a phase of its own of the selected steps: linked with what is left, and named in scenarios. It realizes the
 * phase of the model that the steps make up; otherwise none.
 * @param selection offsets
 */
export function extractPhase(
  source: SourceText,
  { flow, at }: PlaceInFlow,
  selection: { readonly start: number; readonly end: number },
): Refactoring[] {
  const part = at === undefined ? undefined : selectedPart(source, at, selection);
  if (at === undefined || part === undefined) return [];
  const names = new Set(flow.analysis.flow.phases.map(({ name }) => name));
  const realized = trialsFor(flow, at, part).map((trial) => {
    const name = freeName(trial.modelPhase.name, names);
    return edits(
      source,
      flow,
      at,
      part,
      [name, freeName(`${at.phase.name}2`, names)],
      ` is ${realization(flow, trial)}`,
    );
  });
  const plainNames = [freeName('NewPhase', names), freeName(`${at.phase.name}2`, names)] as const;
  const plain = edits(source, flow, at, part, plainNames, '');
  return [
    {
      title: 'Extract the steps into a new phase',
      kind: 'extract',
      alternatives: [...realized, plain],
      renames: true,
      asks: 'no-worse',
    },
  ];
}

function selectedPart(
  source: SourceText,
  { node }: PhaseAt,
  selection: { readonly start: number; readonly end: number },
): Part | undefined {
  const steps = stepsOf(node);
  const isSelected = ({ $cstNode: cst }: ast.Step) =>
    cst !== undefined && cst.offset < selection.end && cst.end > selection.start;
  const nodes = steps.filter(isSelected);
  const first = nodes[0]?.$cstNode;
  const last = nodes.at(-1)?.$cstNode;
  if (first === undefined || last === undefined || nodes.length === steps.length) return undefined;
  const isHead = nodes[0] === steps[0];
  const following = isHead ? [] : steps.slice(steps.findLastIndex(isSelected) + 1);
  const part = partOf(source, nodes, isHead, selection.start, following);
  return part === undefined || losesText(source, part) ? undefined : part;
}

/** Whether there is a comment among the steps, which would be left behind or moved. */
function losesText(source: SourceText, { nodes, rest, end, ownLines }: Part): boolean {
  const between = (from: number, to: number) => source.text.slice(from, to).trim() !== '';
  const gaps = ownLines
    ? []
    : nodes.slice(1).map((node, index) => [nodes[index]?.$cstNode?.end, node.$cstNode?.offset]);
  if (gaps.some(([from = 0, to = from]) => between(from, to))) return true;
  return rest !== undefined && (between(end, rest.start) || losesText(source, rest));
}

function partOf(
  source: SourceText,
  nodes: readonly ast.Step[],
  isHead: boolean,
  selected: number,
  following: readonly ast.Step[],
): Part | undefined {
  const first = nodes[0]?.$cstNode;
  const last = nodes.at(-1)?.$cstNode;
  if (first === undefined || last === undefined) return undefined;
  // Comments between the two move with the steps after them.
  const rest = partOf(source, following, false, last.end, []);
  const ownLines = nodes.every(({ $cstNode: cst }) => cst !== undefined && source.ownsLines(cst));
  if (!ownLines) return { nodes, isHead, rest, start: first.offset, end: last.end, ownLines };
  let { start } = source.chunk(first);
  for (;;) {
    const above = source.lineStart(source.lineStart(start) - 1);
    const line = source.text.slice(above, source.lineEnd(above));
    const comment = above + source.indentation(above).length;
    if (comment < selected || source.lineStart(start) === 0 || !/^\s*\/\//.test(line)) break;
    start = comment;
  }
  return { nodes, isHead, rest, start, end: source.chunk(last).end, ownLines };
}

function edits(
  source: SourceText,
  { node: flow }: FlowAt,
  { node }: PhaseAt,
  part: Part,
  [name, restName]: readonly [string, string],
  is: string,
): OffsetEdit[] {
  const { next } = node;
  const cst = node.$cstNode;
  if (cst === undefined) return [];
  const outer = source.indentation(cst.offset);
  const inner = source.unit;
  const { rest, isHead } = part;
  const nextText = next?.$cstNode && source.of(next.$cstNode);
  const block = (head: string, moved: Part, last: string | undefined) => {
    const body = [...movedLines(source, moved), ...(last === undefined ? [] : [last])];
    return [`phase ${head} {`, ...body.map((line) => (line === '' ? '' : inner + line)), '}'];
  };
  const follower = isHead ? node.name : rest === undefined ? undefined : restName;
  const lines = block(written(name) + is, part, follower === undefined ? nextText : `next ${written(follower)}`);
  if (rest !== undefined) lines.push('', ...block(written(restName), rest, nextText));
  const text = lines.map((line) => (line === '' ? '' : outer + line)).join(source.eol);
  const select = { from: outer.length + 'phase '.length, length: written(name).length };
  const gone = { ...part, end: rest?.end ?? part.end };
  const stepRemoval = removal(source, gone);
  if (isHead) {
    const start = source.commentedStart(cst.offset);
    const added = { start, end: start, text: text + source.eol + source.eol, select };
    return [
      added,
      stepRemoval,
      ...retargeted(flow, node, written(name)),
      ...named(flow, node, `${written(name)}, `, true),
    ];
  }
  const gap = source.eol + source.eol;
  const end = source.endsLine(cst.end) ? source.lineEnd(cst.end) : cst.end;
  const added = { start: end, end, text: gap + text, select: { ...select, from: select.from + gap.length } };
  const link = `next ${written(name)}`;
  const linked =
    next?.$cstNode === undefined
      ? [{ start: gone.start, end: gone.end, text: link }]
      : [stepRemoval, { start: next.$cstNode.offset, end: next.$cstNode.end, text: link }];
  const through = rest === undefined ? [name] : [name, restName];
  return [...linked, added, ...named(flow, node, through.map((one) => `, ${written(one)}`).join(''), false)];
}

/** The steps as lines without their indentation. */
function movedLines(source: SourceText, { nodes, start, end, ownLines }: Part): string[] {
  if (!ownLines) return nodes.flatMap(({ $cstNode }) => ($cstNode === undefined ? [] : source.of($cstNode)));
  const indentation = source.indentation(start);
  return source.text
    .slice(start, end)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()).trimEnd());
}

function removal(source: SourceText, { start, end, ownLines }: Part): OffsetEdit {
  const rest = ownLines ? /^[ \t]*\r?\n/ : /^[ \t]*/;
  const after = rest.exec(source.text.slice(end))?.[0].length ?? 0;
  return { start: ownLines ? source.lineStart(start) : start, end: end + after, text: '' };
}

/** Redirects the targets of the phase to the part of it that comes first now. */
function retargeted(flow: ast.Flow, phase: ast.FlowPhase, name: string): OffsetEdit[] {
  const targets = flow.members.flatMap((member) => {
    if (ast.isStart(member)) return member.targets;
    return ast.isFlowPhase(member) ? (member.next?.targets ?? []) : [];
  });
  return targets.flatMap((target) => {
    const reference = ast.isPhaseTarget(target) && target.phase?.ref === phase ? target.phase.$refNode : undefined;
    return reference === undefined ? [] : [{ start: reference.offset, end: reference.end, text: name }];
  });
}

/** Scenarios go through both parts. */
function named(flow: ast.Flow, phase: ast.FlowPhase, text: string, before: boolean): OffsetEdit[] {
  return flow.members.filter(ast.isScenario).flatMap(({ phases }) =>
    phases.flatMap(({ ref, $refNode }) => {
      if (ref !== phase || $refNode === undefined) return [];
      const offset = before ? $refNode.offset : $refNode.end;
      return [{ start: offset, end: offset, text }];
    }),
  );
}

/** Phases of the model that can be taken there and have all messages of the steps. */
function trialsFor({ analysis }: FlowAt, { phase }: PhaseAt, { nodes, isHead }: Part): LegalTrial[] {
  const { exploration, simulation } = analysis;
  const visits = (exploration.byPhase[phase.index] ?? []).flatMap((index) => exploration.visits[index] ?? []);
  const froms = visits.map((visit): Configuration => {
    if (!isHead) return visit.entered.configuration;
    const parent = visit.parent === null ? undefined : exploration.visits[visit.parent];
    return parent?.entered.configuration ?? simulation.initial;
  });
  const messages = nodes.map(({ message }) => message?.$refText);
  return new PhaseTrials(analysis)
    .legalIn(froms)
    .filter(({ modelPhase }) => {
      const triggers = messageTriggers(modelPhase).map(({ row }) => row);
      const own = [...modelPhase.rows, ...triggers].map((row) => row.messageName);
      return messages.every((message) => message !== undefined && own.includes(message));
    })
    .slice(0, MAX_TRIED);
}

function realization({ analysis }: FlowAt, { modelPhase, bindings }: LegalTrial): string {
  const { flow, model } = analysis;
  const several = model.phases.filter(({ name }) => name === modelPhase.name).length > 1;
  const name = several ? `${modelPhase.model.name}.${modelPhase.name}` : modelPhase.name;
  const bound = bindings.map(({ participant, role }) => {
    return `${written(flow.participants[participant]?.name ?? '')} as ${model.roles[role]?.name ?? ''}`;
  });
  return bound.length === 0 ? name : `${name}(${bound.join(', ')})`;
}
