import { AstUtils, GrammarUtils, type LangiumDocument, UriUtils } from 'langium';
import { quoted, type RuleCode } from '../../check/index.js';
import { ast, fileNames, importsOf, isAtRest, isLibraryUri } from '../../language/index.js';
import { MAX_CANDIDATES, type OffsetEdit, type Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { importPath } from '../edits/import-path.js';
import { removeFromList } from '../edits/list-edits.js';
import { removeRole } from '../edits/member-edits.js';
import { written } from '../edits/step-edits.js';
import { removeTarget } from '../edits/target-edits.js';
import { declareInModel } from './declare-in-model.js';
import { declareMessage } from './declare-message.js';
import { declareParticipant } from './declare-participant.js';
import { declareProtocol } from './declare-protocol.js';
import { nameSuggestions } from './name-suggestions.js';

/** `unknown-…`: a name that was probably meant; a file that declares it; or a declaration for it. */
export function unknownName(context: FixContext): Proposal[] {
  const names = nameSuggestions(context);
  const changes = (preferable: boolean) =>
    names
      .filter((name) => name.preferable === preferable)
      .map(
        ({ name }): Proposal => ({
          title: `Change to "${name}"`,
          alternatives: [context.replaced(written(name))],
          preferable,
        }),
      );
  const isNew = names.every(({ preferable }) => !preferable);
  return [
    ...changes(true),
    ...imports(context),
    ...declareParticipant(context, isNew),
    ...declareMessage(context, isNew),
    ...declareProtocol(context, isNew),
    ...declareInModel(context, isNew),
    ...changes(false),
    ...withoutArgument(context),
    ...withoutRole(context),
    ...unknownTarget(context, isNew),
  ];
}

/** `unknown-role` of a participant: leaves the role out, as it is if all roles of the model have a player. */
function withoutRole({ finding, node, source, start, end }: FixContext): Proposal[] {
  const participant = node === undefined ? undefined : AstUtils.getContainerOfType(node, ast.isParticipant);
  if (finding.code !== 'unknown-role' || participant === undefined) return [];
  const name = source.text.slice(start, end).replace(/^\^/, '');
  return [
    {
      title: `Remove role ${quoted(name)}`,
      alternatives: [removeRole(participant, name)],
      preferable: false,
      unmasks: 'offered',
    },
  ];
}

/** `unknown-import`: a file of that name somewhere else, or with the ending that was left out. */
export function unknownImport(context: FixContext): Proposal[] {
  const { node } = context;
  if (!ast.isImport(node) || node.path === undefined) return [];
  const name = node.path
    .split('/')
    .at(-1)
    ?.replace(/\.confer$/, '');
  const others = [...context.documents]
    .filter((other) => isOther(other, context.document))
    .filter((other) => UriUtils.basename(other.uri).replace(/\.confer$/, '') === name)
    .map((other) => importPath(context.document, other))
    .sort(nearestPath)
    .map((path, _, { length }) => {
      return {
        title: `Change to "${path}"`,
        alternatives: [context.replaced(JSON.stringify(path))],
        preferable: length === 1,
      };
    })
    .slice(0, MAX_CANDIDATES);
  const removal = node.$cstNode === undefined ? [] : [context.source.removal(node.$cstNode)];
  return [...others, { title: 'Remove the import', alternatives: [removal], preferable: false }];
}

/** `ambiguous-name`: the phase of one of the models. */
export function ambiguousName(context: FixContext): Proposal[] {
  return (context.finding.data.candidates ?? []).map((name) => ({
    title: `Change to "${name}"`,
    alternatives: [context.replaced(name)],
    preferable: false,
  }));
}

const exported: Partial<Record<RuleCode, 'Message' | 'Model' | 'Protocol'>> = {
  'unknown-message': 'Message',
  'unknown-model': 'Model',
  'unknown-protocol': 'Protocol',
};

/** Imports a file that declares the name as it is written; which of several, only the author knows. */
function imports(context: FixContext): Proposal[] {
  const kind = exported[context.finding.code];
  if (kind === undefined) return [];
  const name = context.source.text.slice(context.start, context.end).replace(/^\^/, '');
  const paths = [...context.documents]
    .filter((other) => isOther(other, context.document) && !isAtRest(other))
    .filter((other) => fileNames(other.parseResult.value)[kind].has(name))
    .map((other) => importPath(context.document, other))
    .sort(nearestPath);
  return paths.slice(0, MAX_CANDIDATES).map((path) => ({
    title: `Import "${path}", which declares "${name}"`,
    alternatives: [addImport(context, path)],
    preferable: paths.length === 1,
  }));
}

/** Files of the same folder first, then by name, independent of the order in which they were loaded. */
function nearestPath(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || a.localeCompare(b);
}

/** Below the other imports; otherwise above the first declaration, below the file's own comment. */
function addImport(context: FixContext, path: string): OffsetEdit[] {
  const { source } = context;
  const line = `import ${JSON.stringify(path)}`;
  const last = importsOf(context.document.parseResult.value).at(-1)?.$cstNode;
  if (last !== undefined) return [source.after(last.end, [line], '')];
  const comments = /^(?:[ \t]*\/\/[^\n]*\n)*(?:[ \t]*\r?\n)*/.exec(source.text)?.[0].length ?? 0;
  return [{ start: comments, end: comments, text: line + source.eol + source.eol }];
}

/** An attribute that the message does not have can be left out. */
function withoutArgument(context: FixContext): Proposal[] {
  const { node } = context;
  const step = context.step?.node;
  if (context.finding.code !== 'unknown-attribute' || !ast.isArgument(node) || step === undefined) return [];
  const index = step.arguments.indexOf(node);
  const alternatives = [removeFromList(step.arguments, new Set([index]))];
  const open = GrammarUtils.findNodeForKeyword(step.$cstNode, '(');
  const close = GrammarUtils.findNodeForKeyword(step.$cstNode, ')');
  if (step.arguments.length < 2 && open !== undefined && close !== undefined) {
    alternatives.splice(0, 1, [{ start: open.offset, end: close.end, text: '' }]);
  }
  return [{ title: `Remove "${node.attribute?.$refText ?? ''}"`, alternatives, preferable: true }];
}

/**
 * A target that is no phase yet: it becomes one, the model's phase of that name if there is one; otherwise it can go.
 */
function unknownTarget(context: FixContext, isNew: boolean): Proposal[] {
  const { flow, source } = context;
  const target = context.node === undefined ? undefined : AstUtils.getContainerOfType(context.node, ast.isPhaseTarget);
  const holder = target?.$container;
  const name = target?.phase?.$refText;
  if (flow === undefined || name === undefined || !(ast.isStart(holder) || ast.isNext(holder))) return [];
  const last = flow.node.members.findLast(ast.isFlowPhase)?.$cstNode;
  const isPhase = flow.analysis.model.phases.some((phase) => phase.name === name);
  const line = `phase ${written(name)}${isPhase ? ` is ${written(name)}` : ''}`;
  const added = last === undefined ? [] : [source.after(last.end, ['', line], source.indentation(last.offset))];
  const index = holder.targets.indexOf(target as ast.Target);
  return [
    { title: `Add "${line}"`, alternatives: [added], preferable: isPhase || isNew, unmasks: 'offered' },
    { title: `Remove the target "${name}"`, alternatives: [removeTarget(source, holder, index)], preferable: false },
  ];
}

function isOther(other: LangiumDocument, document: LangiumDocument): boolean {
  return (
    !isLibraryUri(other.uri) && other.uri.scheme === document.uri.scheme && !UriUtils.equals(other.uri, document.uri)
  );
}
