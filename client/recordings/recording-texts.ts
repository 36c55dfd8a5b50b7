import * as vscode from 'vscode';
import type { RunProgress, RunSummary } from '../../runner/protocol/messages.js';
import { durationText } from '../../timeline/types/duration.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';
import { interactionsOf } from './frequencies.js';
import { verdicts } from './recording-tree.js';

/** A verdict as the head of a group. */
export function verdictTitle(verdict: InteractionVerdict): string {
  switch (verdict) {
    case 'deviates':
      return vscode.l10n.t('Deviates');
    case 'inconclusive':
      return vscode.l10n.t('Inconclusive');
    case 'unfinished':
      return vscode.l10n.t('Unfinished');
    case 'conforms':
      return vscode.l10n.t('Conforms');
    case 'unplaced':
      return vscode.l10n.t('Unplaced');
  }
}

/** The number of interactions with a verdict, in words: `12 deviate`. */
function verdictCount(verdict: InteractionVerdict, n: number): string {
  switch (verdict) {
    case 'deviates':
      return n === 1 ? vscode.l10n.t('1 deviates') : vscode.l10n.t('{0} deviate', count(n));
    case 'inconclusive':
      return vscode.l10n.t('{0} inconclusive', count(n));
    case 'unfinished':
      return vscode.l10n.t('{0} unfinished', count(n));
    case 'conforms':
      return n === 1 ? vscode.l10n.t('1 conforms') : vscode.l10n.t('{0} conform', count(n));
    case 'unplaced':
      return vscode.l10n.t('{0} unplaced', count(n));
  }
}

/** The counts above the list: `1,200 interactions: 12 deviate · 1,188 conform`. */
export function summaryText(summary: RunSummary): string {
  const { interactions } = summary;
  const total = interactionsOf(summary);
  const parts = verdicts
    .filter((verdict) => interactions[verdict] > 0)
    .map((verdict) => verdictCount(verdict, interactions[verdict]));
  return total === 0 ? interactionCount(0) : `${interactionCount(total)}: ${parts.join(' · ')}`;
}

/** How far a run is: `43 % · 1,200 interactions`. */
export function progressText({ bytes, totalBytes, interactions }: RunProgress): string {
  const percent = totalBytes === 0 ? 100 : Math.min(100, Math.floor((bytes / totalBytes) * 100));
  return `${percent}% · ${interactionCount(interactions)}`;
}

/** `1 interaction`, `1,200 interactions`. */
export function interactionCount(n: number): string {
  return n === 1 ? vscode.l10n.t('1 interaction') : vscode.l10n.t('{0} interactions', count(n));
}

/** `1 deviation`, `12 deviations`. */
export function deviationCount(n: number): string {
  return n === 1 ? vscode.l10n.t('1 deviation') : vscode.l10n.t('{0} deviations', count(n));
}

/** A number with the editor's separators. */
export function count(n: number): string {
  return n.toLocaleString(vscode.env.language);
}

/** A time as recordings have it, in UTC: `2026-01-12 12:00:00.000`. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

/** A length of time to three digits, since more says nothing in a list. */
export function lengthText(ms: number): string {
  return durationText(ms < 1000 ? Math.round(ms) : Math.round(ms / 10) * 10);
}
