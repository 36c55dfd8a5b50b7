import type { TakenFormat } from '../../timeline/types/export-format.js';
import type { ExportMessage } from '../preview-protocol/export-message.js';

/** What people call a format, and how files of it end. */
export const fileKinds: Record<TakenFormat, { readonly title: string; readonly extension: string }> = {
  png: { title: 'PNG image', extension: 'png' },
  svg: { title: 'SVG image', extension: 'svg' },
  html: { title: 'Web page', extension: 'html' },
  text: { title: 'Text', extension: 'txt' },
  markdown: { title: 'Markdown', extension: 'md' },
  mermaid: { title: 'Mermaid diagram', extension: 'mmd' },
  plantuml: { title: 'PlantUML diagram', extension: 'puml' },
  json: { title: 'JSON', extension: 'json' },
};

/** A name for the file: the flow's, in signs that every file system takes. */
export function exportFileName(flow: string, format: TakenFormat): string {
  const name = flow.replace(/[^\p{Letter}\p{Number}_-]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${name === '' ? 'timeline' : name.slice(0, 80)}.${fileKinds[format].extension}`;
}

/** What the file holds. */
export function exportBytes({ format, content }: Pick<ExportMessage, 'format' | 'content'>): Uint8Array {
  if (format !== 'png') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
