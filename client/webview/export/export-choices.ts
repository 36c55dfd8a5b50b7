import type { ExportFormat } from '../../../timeline/types/export-format.js';
import { filesOnly } from '../../protocol/export-message.js';

/** One item of the menu. */
export interface ExportChoice {
  readonly action: 'copy' | 'save';
  readonly format: ExportFormat;
  /** The item's text, under the heading of its group. */
  readonly label: string;
}

export interface ExportGroup {
  readonly title: string;
  readonly choices: readonly ExportChoice[];
}

/** In the order of the menu. */
const labels: Readonly<Record<ExportFormat, string>> = {
  png: 'Image',
  svg: 'SVG',
  text: 'Text',
  markdown: 'Markdown',
  mermaid: 'Mermaid',
  plantuml: 'PlantUML',
  html: 'Web page',
  json: 'JSON',
};
const menuFormats = Object.keys(labels) as ExportFormat[];

/** The menu: formats to copy, and next to them formats to save, in the same order. */
export const exportGroups: readonly ExportGroup[] = [
  {
    title: 'Copy as',
    choices: menuFormats
      .filter((format) => !filesOnly.has(format))
      .map((format) => ({ action: 'copy', format, label: labels[format] })),
  },
  { title: 'Save as', choices: menuFormats.map((format) => ({ action: 'save', format, label: labels[format] })) },
];

/**
 * Where a key takes the focus in the menu.
 * @param key as in `KeyboardEvent.key`
 * @param at index among all choices, group after group
 * @returns the index to go to; null if the key does nothing
 */
export function choiceAfterKey(key: string, at: number): number | null {
  const all = exportGroups.flatMap((group) => group.choices);
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % all.length;
    case 'ArrowUp':
      return (at + all.length - 1) % all.length;
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
    case 'ArrowLeft':
    case 'ArrowRight':
      return inOtherGroup(all, at);
    default:
      return key.length === 1 && key !== ' ' ? startingWith(all, at, key) : null;
  }
}

/** The same format in the other group; if that has none, its last. */
function inOtherGroup(all: readonly ExportChoice[], at: number): number {
  const from = all[at];
  const same = all.findIndex(({ action, format }) => action !== from?.action && format === from?.format);
  if (same >= 0) return same;
  return from?.action === 'save' ? (exportGroups[0]?.choices.length ?? 1) - 1 : all.length - 1;
}

/** The next choice whose name begins with a letter. */
function startingWith(all: readonly ExportChoice[], at: number, letter: string): number | null {
  for (let step = 1; step <= all.length; step += 1) {
    const index = (at + step) % all.length;
    if (all[index]?.label.toLowerCase().startsWith(letter.toLowerCase())) return index;
  }
  return null;
}
