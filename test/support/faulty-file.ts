import { type LangiumDocument, TextDocument } from 'langium';
import type { Fix, TextEdit } from '../../assist/edits/fix.js';
import type { Finding } from '../../check/findings/finding.js';
import { TestWorkspace } from './workspace.js';

/** A finding with what is offered for it. */
export interface FixableFinding {
  readonly finding: Finding;
  readonly fixes: readonly Fix[];
}

/** A file in a workspace, with what is found in it and what is offered. */
export class FaultyFile {
  private constructor(
    readonly workspace: TestWorkspace,
    readonly document: LangiumDocument,
  ) {}

  static async open(text: string, beside: Record<string, string> = {}): Promise<FaultyFile> {
    const workspace = await TestWorkspace.create({ ...beside, 'fault.confer': text });
    return new FaultyFile(workspace, workspace.document('fault.confer'));
  }

  async findings(): Promise<readonly Finding[]> {
    return (await this.workspace.services.analysis.AnalysisProvider.analyze(this.document)).findings;
  }

  /** The findings of a code with their fixes. */
  async fixes(code: string): Promise<FixableFinding[]> {
    const found: FixableFinding[] = [];
    for (const finding of (await this.findings()).filter((found) => found.code === code)) {
      found.push({ finding, fixes: await this.workspace.services.fixes.FixProvider.fixes(this.document, finding) });
    }
    return found;
  }

  /** The text after edits, as an editor makes them. */
  after(edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(this.document.textDocument, [...edits]);
  }
}
