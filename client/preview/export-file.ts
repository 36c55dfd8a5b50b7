import type { ExportFormat } from '../../timeline/types/export-format.js';
import type { ExportMessage } from '../protocol/export-message.js';

/** How files of a format end. */
export const fileExtensions: Record<ExportFormat, string> = {
  png: 'png',
  svg: 'svg',
  html: 'html',
  text: 'txt',
  markdown: 'md',
  mermaid: 'mmd',
  plantuml: 'puml',
  json: 'json',
};

/** A name for the file: the flow's, in signs that every file system takes. */
export function exportFileName(flow: string, format: ExportFormat): string {
  const name = flow.replace(/[^\p{Letter}\p{Number}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${name === '' ? 'timeline' : name.slice(0, 80)}.${fileExtensions[format]}`;
}

/** What the file holds. */
export function exportBytes({ format, content }: Pick<ExportMessage, 'format' | 'content'>): Uint8Array {
  if (format !== 'png') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
