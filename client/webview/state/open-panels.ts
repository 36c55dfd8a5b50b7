import type { ViewState } from './view-state.js';

/** A part of the page that Escape closes. */
export type OpenPanel = 'problems' | 'coverage' | 'search' | 'filter' | 'details' | 'help';

/** The parts that are open, the one that was opened last at the end. */
export function openPanels(
  before: readonly OpenPanel[],
  {
    problemsOpen,
    coverageOpen,
    filterOpen,
    helpOpen,
    options,
  }: Pick<ViewState, 'problemsOpen' | 'coverageOpen' | 'filterOpen' | 'helpOpen' | 'options'>,
): readonly OpenPanel[] {
  const open: Readonly<Record<OpenPanel, boolean>> = {
    problems: problemsOpen,
    coverage: coverageOpen,
    details: options.details,
    filter: filterOpen,
    search: options.search !== null,
    help: helpOpen,
  };
  const kept = before.filter((part) => open[part]);
  const opened = (Object.keys(open) as OpenPanel[]).filter((part) => open[part] && !before.includes(part));
  return kept.length === before.length && opened.length === 0 ? before : [...kept, ...opened];
}
