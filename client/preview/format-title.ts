import * as vscode from 'vscode';
import type { ExportFormat } from '../../timeline/types/export-format.js';

/** The display name of a format. */
export function formatTitle(format: ExportFormat): string {
  switch (format) {
    case 'png':
      return vscode.l10n.t('PNG image');
    case 'svg':
      return vscode.l10n.t('SVG image');
    case 'html':
      return vscode.l10n.t('Web page');
    case 'text':
      return vscode.l10n.t('Text');
    case 'markdown':
      return vscode.l10n.t('Markdown');
    case 'mermaid':
      return vscode.l10n.t('Mermaid diagram');
    case 'plantuml':
      return vscode.l10n.t('PlantUML diagram');
    case 'json':
      return vscode.l10n.t('JSON');
  }
}
