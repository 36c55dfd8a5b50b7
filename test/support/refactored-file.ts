import type { Refactored } from '../../assist/refactorings/refactoring-provider.js';
import { FaultyFile } from './faulty-file.js';

/** What is offered where an author has selected something: the text after each refactoring, by title. */
export async function refactored(text: string, from: string, to = from): Promise<Record<string, string>> {
  const { file, found } = await refactoringsAt(text, from, to);
  return Object.fromEntries(found.map(({ title, edits }) => [title, file.after(edits)]));
}

/** What a refactoring leaves selected, or undefined if it is not offered. */
export async function selectedBy(title: string, text: string, from: string, to = from): Promise<string | undefined> {
  const { file, found } = await refactoringsAt(text, from, to);
  const chosen = found.find((refactoring) => refactoring.title === title);
  const { start, end } = chosen?.caret ?? {};
  if (chosen === undefined || start === undefined || end === undefined) return undefined;
  return file.after(chosen.edits).split('\n')[start.line]?.slice(start.character, end.character);
}

async function refactoringsAt(
  text: string,
  from: string,
  to: string,
): Promise<{ file: FaultyFile; found: Refactored[] }> {
  const file = await FaultyFile.open(text);
  const { textDocument } = file.document;
  const place = (needle: string) => {
    if (!text.includes(needle)) throw new Error(`no "${needle}" in the text`);
    return textDocument.positionAt(text.indexOf(needle));
  };
  const range = { start: place(from), end: place(to) };
  return { file, found: await file.workspace.services.fixes.RefactoringProvider.refactorings(file.document, range) };
}
