import type { ViewState } from './view-state.js';

/** A part of the page that Escape closes. */
export type OpenPart = 'problems' | 'search' | 'filter' | 'details' | 'help';

/** The parts that are open, the one that was opened last at the end. */
export function openParts(
  before: readonly OpenPart[],
  {
    problemsOpen,
    filterOpen,
    helpOpen,
    options,
  }: Pick<ViewState, 'problemsOpen' | 'filterOpen' | 'helpOpen' | 'options'>,
): readonly OpenPart[] {
  const open: Readonly<Record<OpenPart, boolean>> = {
    problems: problemsOpen,
    details: options.details,
    filter: filterOpen,
    search: options.search !== null,
    help: helpOpen,
  };
  const kept = before.filter((part) => open[part]);
  const opened = (Object.keys(open) as OpenPart[]).filter((part) => open[part] && !before.includes(part));
  return kept.length === before.length && opened.length === 0 ? before : [...kept, ...opened];
}
