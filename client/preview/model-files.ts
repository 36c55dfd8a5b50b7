import * as vscode from 'vscode';
import type { FlowCoverage } from '../../server/protocol/coverage-messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';

/** The files of models that a timeline's page may open: those in timelines that it was sent. */
export class ModelFiles {
  private ofTimeline: ReadonlySet<string> = new Set();
  private ofCoverage: ReadonlySet<string> = new Set();
  /** The file that was opened from the page last. */
  private lookedInto: string | undefined;

  /** From now on the page has the rows of this timeline. */
  noteTimeline({ timeline, recorded = [] }: TimelineResult): void {
    this.ofTimeline = new Set([...(timeline?.rows ?? []), ...recorded].map(({ uri }) => uri));
  }

  /** From now on the page has this list. */
  noteCoverage({ models }: FlowCoverage): void {
    this.ofCoverage = new Set(models?.flatMap(({ gaps }) => gaps.map(({ uri }) => uri)));
  }

  /** The file of an address that the page wants to open; undefined if no timeline of the page has it. */
  toOpen(address: string): vscode.Uri | undefined {
    if (!this.ofTimeline.has(address) && !this.ofCoverage.has(address)) return undefined;
    const uri = vscode.Uri.parse(address);
    this.lookedInto = uri.toString();
    return uri;
  }

  /** Whether an editor has become active only because the file was opened from the page: it is read next to it. */
  isLookedInto(uri: vscode.Uri): boolean {
    if (uri.toString() === this.lookedInto) return true;
    this.lookedInto = undefined;
    return false;
  }
}
