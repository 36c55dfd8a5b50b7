import { type ExportFormat, formatExtensions } from '../../timeline/types/export-format.js';
import type { ExportMessage } from '../protocol/export-message.js';

/** A name for the file: the flow's, in characters that every file system accepts. */
export function exportFileName(flow: string, format: ExportFormat): string {
  const name = flow.replace(/[^\p{Letter}\p{Number}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${name === '' ? 'timeline' : name.slice(0, 80)}.${formatExtensions[format][0]}`;
}

/** The content of the file. */
export function exportBytes({ format, content }: Pick<ExportMessage, 'format' | 'content'>): Uint8Array {
  if (format !== 'png') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
