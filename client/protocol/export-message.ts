import { type ExportFormat, exportFormats } from '../../timeline/types/export-format.js';
import type { SyntaxErrorFallback } from '../../timeline/types/timeline.js';

/** The action: the host copies or saves it; or the page has copied it, and the host reports it. */
export type ExportAction = 'copy' | 'save' | 'copied';

/** Pages and data are for files; everything else can be pasted somewhere. */
export const filesOnly: ReadonlySet<ExportFormat> = new Set(['html', 'json']);

/** Host → webview. A command asks for what the page's own menu does, as the timeline is shown. */
export interface ExportCommand {
  readonly type: 'run-export';
  readonly documentUri: string;
  readonly action: 'copy' | 'save';
  readonly format: ExportFormat;
}

/** Whether what came asks the page to export its timeline. */
export function isExportCommand({ type, documentUri, action, format }: Record<string, unknown>): boolean {
  return (
    type === 'run-export' &&
    typeof documentUri === 'string' &&
    (action === 'copy' || action === 'save') &&
    isFormat(format)
  );
}

/** Webview → host. An exported timeline. */
export interface ExportMessage {
  readonly type: 'export';
  readonly documentUri: string;
  readonly flow: string;
  readonly action: ExportAction;
  readonly format: ExportFormat;
  /** What the timeline shows if its flow has a syntax error; null if it has none. */
  readonly syntaxError: SyntaxErrorFallback | null;
  /** The text; for `png` its bytes in base64. Empty for `copied`. */
  readonly content: string;
}

const formats: readonly string[] = exportFormats;
const actions: readonly string[] = ['copy', 'save', 'copied'];
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The message, or undefined if the value is none: neither side trusts the other. */
export function parseExportMessage(value: Record<string, unknown>): ExportMessage | undefined {
  const { type, documentUri, flow, action, format, content, syntaxError } = value;
  if (type !== 'export' || typeof documentUri !== 'string' || typeof flow !== 'string') return undefined;
  if (!isFormat(format) || !isAction(action) || typeof content !== 'string') return undefined;
  if (syntaxError !== null && syntaxError !== 'last-valid' && syntaxError !== 'readable') return undefined;
  // The host's clipboard takes text only.
  if (format === 'png' && (action === 'copy' || content.length % 4 !== 0 || !base64.test(content))) return undefined;
  return { type, documentUri, flow, action, format, syntaxError, content };
}

function isFormat(value: unknown): value is ExportFormat {
  return typeof value === 'string' && formats.includes(value);
}

function isAction(value: unknown): value is ExportAction {
  return typeof value === 'string' && actions.includes(value);
}
