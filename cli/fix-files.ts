import { TextDocument } from 'langium';
import type { FixProvider } from '../assist/index.js';
import type { RuleCode } from '../check/index.js';
import type { CheckedFile, Project } from './project.js';

/** Rounds over all files: a fix in one can uncover findings in files that import it. */
const MAX_ROUNDS = 3;

/** The text of a file before and after its fixes. */
export interface FixedFile {
  readonly file: CheckedFile;
  readonly before: string;
  readonly after: string;
}

/**
 * Applies the preferred fixes of some rules to files, as *Fix All* does in the editor; nothing is written.
 * @returns the files checked again, and those whose text is another one now
 */
export async function fixFiles(
  project: Project,
  provider: FixProvider,
  files: readonly CheckedFile[],
  codes: ReadonlySet<RuleCode>,
): Promise<{ readonly files: readonly CheckedFile[]; readonly fixed: readonly FixedFile[] }> {
  const before = files.map(textOf);
  let current = files;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const texts = new Map<CheckedFile, string>();
    for (const file of current) {
      if (!file.analysis.findings.some(({ code }) => codes.has(code))) continue;
      const edits = await provider.fixAll(file.document, codes);
      const after = TextDocument.applyEdits(file.document.textDocument, [...edits]);
      if (after !== textOf(file)) texts.set(file, after);
    }
    if (texts.size === 0) break;
    current = await project.recheck(current, texts);
  }
  const fixed = current.flatMap((file, index): FixedFile[] => {
    const [old, after] = [before[index] ?? '', textOf(file)];
    return old === after ? [] : [{ file, before: old, after }];
  });
  return { files: current, fixed };
}

function textOf({ document }: CheckedFile): string {
  return document.textDocument.getText();
}
