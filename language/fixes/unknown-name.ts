import { AstUtils, GrammarUtils, type LangiumDocument, UriUtils } from 'langium';
import type { RuleCode } from '../analysis/rules.js';
import * as ast from '../generated/ast.js';
import { isLibraryUri } from '../library/library.js';
import { UNKNOWN } from '../model/model.js';
import { fileNames } from '../scoping/declared-names.js';
import { importsOf } from '../workspace/import-resolver.js';
import { declareMessage } from './declare-message.js';
import type { Fault } from './fault.js';
import type { OffsetEdit, Proposal } from './fix.js';
import { removeFromList } from './list-edits.js';
import { addDeclaration } from './member-edits.js';
import { written } from './step-edits.js';
import { removeTarget } from './target-edits.js';

/** More than these are no help. */
const MOST_CANDIDATES = 3;

/** `unknown-…`: a name that was probably meant; a file that declares it; or a declaration for it. */
export function unknownName(fault: Fault): Proposal[] {
  const near = (fault.finding.data.candidates ?? []).slice(0, MOST_CANDIDATES);
  const candidates = near.length > 0 ? near : valuesOf(fault);
  return [
    ...candidates.map(
      (name): Proposal => ({
        title: `Change to "${name}"`,
        ways: [fault.replaced(written(name))],
        likely: near.length > 0 || candidates.length === 1,
      }),
    ),
    ...imports(fault),
    ...declarations(fault, near.length === 0),
    ...declareMessage(fault, near.length === 0),
    ...withoutArgument(fault),
    ...unknownTarget(fault),
  ];
}

/** Where no value is near, those that the fact has. */
function valuesOf({ finding, node }: Fault): string[] {
  const statement = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isFactStatement);
  if (finding.code !== 'unknown-value') return [];
  return (statement?.fact?.ref?.values ?? []).map(({ name }) => name).slice(0, MOST_CANDIDATES);
}

/** `unknown-import`: a file of that name somewhere else, or with the ending that was left out. */
export function unknownImport(fault: Fault): Proposal[] {
  const { node } = fault;
  if (!ast.isImport(node) || node.path === undefined) return [];
  const name = node.path
    .split('/')
    .at(-1)
    ?.replace(/\.confer$/, '');
  const others = [...fault.documents]
    .filter((other) => isOther(other, fault.document))
    .filter((other) => UriUtils.basename(other.uri).replace(/\.confer$/, '') === name)
    .slice(0, MOST_CANDIDATES)
    .map((other) => {
      const path = pathTo(fault.document, other);
      return { title: `Change to "${path}"`, ways: [fault.replaced(JSON.stringify(path))], likely: true };
    });
  const removal = node.$cstNode === undefined ? [] : [fault.source.removal(node.$cstNode)];
  return [...others, { title: 'Remove the import', ways: [removal], likely: false }];
}

/** `ambiguous-name`: the phase of one of the models. */
export function ambiguousName(fault: Fault): Proposal[] {
  return (fault.finding.data.candidates ?? []).map((name) => ({
    title: `Write "${name}"`,
    ways: [fault.replaced(name)],
    likely: false,
  }));
}

const exported: Partial<Record<RuleCode, 'Message' | 'Model' | 'Protocol'>> = {
  'unknown-message': 'Message',
  'unknown-model': 'Model',
  'unknown-protocol': 'Protocol',
};

/** Imports a file that declares the name as it is written. */
function imports(fault: Fault): Proposal[] {
  const kind = exported[fault.finding.code];
  if (kind === undefined) return [];
  const name = fault.source.text.slice(fault.start, fault.end).replace(/^\^/, '');
  return [...fault.documents]
    .filter((other) => isOther(other, fault.document) && fileNames(other.parseResult.value)[kind].has(name))
    .slice(0, MOST_CANDIDATES)
    .map((other) => {
      const path = pathTo(fault.document, other);
      return { title: `Import "${path}", which declares "${name}"`, ways: [addImport(fault, path)], likely: true };
    });
}

/** Below the other imports; else above the first declaration, below what the file says of itself. */
function addImport(fault: Fault, path: string): OffsetEdit[] {
  const { source } = fault;
  const line = `import ${JSON.stringify(path)}`;
  const last = importsOf(fault.document.parseResult.value).at(-1)?.$cstNode;
  if (last !== undefined) return [source.after(last.end, [line], '')];
  const comments = /^(?:[ \t]*\/\/[^\n]*\n)*(?:[ \t]*\r?\n)*/.exec(source.text)?.[0].length ?? 0;
  return [{ start: comments, end: comments, text: line + source.eol + source.eol }];
}

function declarations(fault: Fault, likely: boolean): Proposal[] {
  const { flow } = fault;
  if (flow === undefined || fault.finding.code !== 'unknown-participant') return [];
  const name = fault.source.text.slice(fault.start, fault.end);
  const { role, kind } = meantRole(fault);
  return (kind === undefined ? (['party', 'system'] as const) : [kind]).map((word) => {
    const as = role === undefined ? '' : ` as ${role}`;
    const line = `${word} ${name}${as}`;
    return {
      title: `Declare "${line}"`,
      ways: [addDeclaration(fault.source, flow.node, line)],
      likely: likely && kind !== undefined,
    };
  });
}

/** The role that the unknown participant plays here: as bound, or as the model's row of the step's message has it. */
function meantRole(fault: Fault): { role?: string; kind?: 'party' | 'system' } {
  const { flow, phase, step, node } = fault;
  if (flow === undefined) return {};
  const { roles } = flow.analysis.model;
  const binding = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isBinding);
  if (binding !== undefined) {
    const kind = roles.find(({ name }) => name === binding.role?.$refText)?.kind;
    return kind === undefined ? {} : { kind };
  }
  const row = phase?.phase.realizes?.phase?.rows.find(
    ({ message }) => message !== null && message === step?.step.message,
  );
  if (row === undefined || step === undefined) return {};
  const sends = step.step.arrow?.sender === UNKNOWN;
  const ends = sends ? [row.sender] : row.arrows.map(({ receiver }) => receiver);
  const known = ends.flatMap((end) => (end.kind === 'role' ? [end.role] : []));
  const free = known.find((role) => (flow.analysis.entering.roles.defaults[role] ?? []).length === 0);
  const declared = roles[free ?? known[0] ?? UNKNOWN];
  if (declared === undefined) return {};
  return free === undefined ? { kind: declared.kind } : { role: declared.name, kind: declared.kind };
}

/** An attribute that the message does not have can be left out. */
function withoutArgument(fault: Fault): Proposal[] {
  const { node } = fault;
  const step = fault.step?.node;
  if (fault.finding.code !== 'unknown-attribute' || !ast.isArgument(node) || step === undefined) return [];
  const index = step.arguments.indexOf(node);
  const ways = [removeFromList(step.arguments, new Set([index]))];
  const open = GrammarUtils.findNodeForKeyword(step.$cstNode, '(');
  const close = GrammarUtils.findNodeForKeyword(step.$cstNode, ')');
  if (step.arguments.length < 2 && open !== undefined && close !== undefined) {
    ways.splice(0, 1, [{ start: open.offset, end: close.end, text: '' }]);
  }
  return [{ title: `Leave "${node.attribute?.$refText ?? ''}" out`, ways, likely: true }];
}

/** A target that is no phase yet: the model's phase of that name becomes one; else it can go. */
function unknownTarget(fault: Fault): Proposal[] {
  const { flow, source } = fault;
  const target = fault.node === undefined ? undefined : AstUtils.getContainerOfType(fault.node, ast.isPhaseTarget);
  const holder = target?.$container;
  const name = target?.phase?.$refText;
  if (flow === undefined || name === undefined || !(ast.isStart(holder) || ast.isNext(holder))) return [];
  const last = flow.node.members.findLast(ast.isFlowPhase)?.$cstNode;
  const isPhase = flow.analysis.model.phases.some((phase) => phase.name === name);
  const line = `phase ${written(name)} is ${written(name)}`;
  const added =
    last === undefined || !isPhase ? [] : [source.after(last.end, ['', line], source.indentation(last.offset))];
  const index = holder.targets.indexOf(target as ast.Target);
  return [
    { title: `Add "${line}"`, ways: [added], likely: true },
    { title: `Remove the target "${name}"`, ways: [removeTarget(source, holder, index)], likely: false },
  ];
}

function isOther(other: LangiumDocument, document: LangiumDocument): boolean {
  return (
    !isLibraryUri(other.uri) && other.uri.scheme === document.uri.scheme && !UriUtils.equals(other.uri, document.uri)
  );
}

function pathTo(from: LangiumDocument, to: LangiumDocument): string {
  const path = UriUtils.relative(UriUtils.dirname(from.uri), to.uri);
  return path.startsWith('.') ? path : `./${path}`;
}
