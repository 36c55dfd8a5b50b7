import * as vscode from 'vscode';
import type { Severity } from '../../timeline/types/timeline.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';
import { commands } from '../contributions.js';
import { count, deviationCount, interactionCount, lengthText, timeText, verdictTitle } from './recording-texts.js';
import type { DeviationNode, InteractionGroup, InteractionNode, MoreNode, RecordingNode } from './recording-tree.js';

/** How a node of the view is shown. */
export function treeItem(node: RecordingNode): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'interaction':
      return interactionItem(node);
    case 'deviation':
      return deviationItem(node);
    case 'more':
      return moreItem(node);
  }
}

function groupItem({ id, subject, total, interactions }: InteractionGroup): vscode.TreeItem {
  const isOpen = 'code' in subject || subject.verdict === 'deviates' || subject.verdict === 'inconclusive';
  const state = isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(groupTitle(subject), state);
  item.id = id;
  item.description = 'code' in subject ? `${groupPlace(subject)} · ${interactionCount(total)}` : count(total);
  item.iconPath = 'code' in subject ? severityIcon('error') : verdictIcons[subject.verdict];
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${groupTitle(subject)}, ${interactionCount(total)}` };
  if (interactions.length === 0) item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  return item;
}

function groupTitle(subject: InteractionGroup['subject']): string {
  return 'code' in subject ? subject.code : verdictTitle(subject.verdict);
}

function groupPlace({ phase, message }: { readonly phase: string | null; readonly message: string | null }): string {
  return [phase, message].filter((text) => text !== null).join(' · ');
}

function interactionItem(node: InteractionNode): vscode.TreeItem {
  const { group, interaction } = node;
  const { key, verdict, fromMs, toMs, phases, deviationCount: deviations, place } = interaction;
  const hasDeviations = interaction.deviations.length > 0;
  const state = hasDeviations ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(key, state);
  const parts = [
    deviations > 0 ? deviationCount(deviations) : null,
    timeText(fromMs),
    lengthText(toMs - fromMs),
    phases.join(' › '),
  ];
  item.id = `${group.id}\u0000${interaction.index}`;
  item.description = parts.filter(Boolean).join(' · ');
  item.iconPath = verdictIcons[verdict];
  item.contextValue = 'interaction';
  item.tooltip = [
    `${key}: ${verdictTitle(verdict)}`,
    `${timeText(fromMs)} – ${timeText(toMs)} (UTC)`,
    phases.join(' › '),
    `${place.file}:${place.line}`,
    ...(interaction.beganBefore ? [vscode.l10n.t('It began before the recording.')] : []),
  ].join('\n');
  item.command = { command: commands.showInteraction, title: '', arguments: [node] };
  return item;
}

function deviationItem(node: DeviationNode): vscode.TreeItem {
  const { deviation, parent, number } = node;
  const { text, code, severity, place, allowed } = deviation;
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.None);
  item.id = `${parent.group.id}\u0000${parent.interaction.index}\u0000${number}`;
  item.description = place === null ? code : `${code} · ${place.file}:${place.line}`;
  item.iconPath = severityIcon(severity);
  item.contextValue = 'deviation';
  item.tooltip = allowed === null ? text : `${text}\n${vscode.l10n.t('Allowed: {0}', allowed)}`;
  item.command = { command: commands.showRecordedLine, title: '', arguments: [node] };
  return item;
}

function moreItem({ group, missing }: MoreNode): vscode.TreeItem {
  const label = vscode.l10n.t('{0} more are not listed. Search the whole recording…', count(missing));
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = `${group.id}\u0000more`;
  item.iconPath = new vscode.ThemeIcon('search');
  item.command = { command: commands.searchRecording, title: '' };
  return item;
}

const verdictIcons: Readonly<Record<InteractionVerdict, vscode.ThemeIcon>> = {
  deviates: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  inconclusive: new vscode.ThemeIcon('question', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  unfinished: new vscode.ThemeIcon('watch'),
  conforms: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  unplaced: new vscode.ThemeIcon('circle-slash'),
};

function severityIcon(severity: Severity): vscode.ThemeIcon {
  const color = (name: string) => new vscode.ThemeColor(`problems${name}Icon.foreground`);
  switch (severity) {
    case 'error':
      return new vscode.ThemeIcon('error', color('Error'));
    case 'warning':
      return new vscode.ThemeIcon('warning', color('Warning'));
    default:
      return new vscode.ThemeIcon('info', color('Info'));
  }
}
