import type { AstNode, AstNodeDescription, LangiumDocument } from 'langium';
import { ast, isLibraryUri } from '../../language/index.js';
import { type Candidate, ranks, type SideEdit, verbatim } from './candidate.js';
import { type ImportCandidates, importEdit } from './import-candidates.js';
import { nameFor } from './name-candidates.js';
import type { VisibleNames } from './visible-names.js';

/** Most models offered of files that are not imported: more would hide everything else. */
const MAX_ELSEWHERE = 12;

/**
 * A new flow for each model there is, with a participant for each of its roles and its facts to be chosen: the file's
 * own first, those of other files with their import, and the library's last.
 */
export function flowTemplates(document: LangiumDocument, names: VisibleNames, imports: ImportCandidates): Candidate[] {
  const visible = names.models();
  const isOwn = ({ documentUri }: { readonly documentUri: { toString(): string } }) =>
    documentUri.toString() === document.uri.toString();
  const templatesOf = (descriptions: readonly AstNodeDescription[]) =>
    descriptions.flatMap(({ node }) => template(node, names));
  const isOfLibrary = ({ documentUri }: AstNodeDescription) => isLibraryUri(documentUri);
  const imported = visible.filter((description) => !isOwn(description) && !isOfLibrary(description));
  const visibleNames = new Set(visible.map(({ name }) => name));
  const elsewhere = imports
    .elsewhere(document, 'Model', visibleNames)
    .flatMap(({ node, path }) =>
      template(node, names, { detail: `from ${path}`, sideEdits: [importEdit(document, path)] }),
    );
  // The library's models are many: what an author has written comes before them.
  const own = [...templatesOf(visible.filter(isOwn)), ...templatesOf(imported)];
  return [...own, ...elsewhere.slice(0, MAX_ELSEWHERE), ...templatesOf(visible.filter(isOfLibrary))];
}

function template(
  node: AstNode | undefined,
  names: VisibleNames,
  more: { readonly detail?: string; readonly sideEdits?: readonly SideEdit[] } = {},
): Candidate[] {
  if (!ast.isModel(node) || node.name === undefined) return [];
  const { snippet, text } = flowOf(node);
  return [
    {
      label: `flow follows ${node.name}`,
      kind: 'snippet',
      detail: node.title ?? 'a new flow, with its participants',
      documentation: `A new flow with a participant for each role of the model:\n\n\`\`\`confer\n${text}\n\`\`\`\n\n${names.describe(node)}`,
      snippet,
      rank: ranks.required,
      ...more,
    },
  ];
}

/** The flow as a snippet, and as a text to be read. */
function flowOf(model: ast.Model): { snippet: string; text: string } {
  let stop = 1;
  const lines: { snippet: string; text: string }[] = [];
  const roles = model.members.filter(ast.isRole).filter(({ name }) => name !== undefined);
  for (const { kind, name } of roles) {
    const proposed = nameFor(name);
    lines.push({
      snippet: `${kind} \${${++stop}:${verbatim(proposed)}} as ${verbatim(name)}`,
      text: `${kind} ${proposed} as ${name}`,
    });
  }
  for (const { name, values } of model.members.filter(ast.isFact)) {
    const choices = values.flatMap((value) => value.name ?? []);
    if (name === undefined || choices.length === 0) continue;
    lines.push({
      snippet: `${verbatim(name)} is \${${++stop}|${choices.join(',')}|}`,
      text: `${name} is ${choices[0] ?? ''}`,
    });
  }
  return {
    snippet: `flow \${1:Name} follows ${verbatim(model.name)} {\n${lines.map(({ snippet }) => `\t${snippet}\n`).join('')}\n\t$0\n}`,
    text: `flow Name follows ${model.name} {\n${lines.map(({ text }) => `  ${text}\n`).join('')}}`,
  };
}
