import { showsAllPaths } from '../../../timeline/index.js';
import { counted } from '../../../timeline/types/counted.js';
import type { Timeline, TimelinePath, Verdict } from '../../../timeline/types/timeline.js';

/** A path as the picker offers it. */
export interface PathEntry {
  /** Index into the paths that the server listed. */
  readonly index: number;
  readonly path: TimelinePath;
  /** Its name: the scenario's name and title; null without a scenario. */
  readonly name: string | null;
  /** `Invite → Accepts → Leaves`, and whether that leads to an end. */
  readonly phases: string;
  /** `3 phases`. */
  readonly length: string;
  /** `conforms`, `has errors`. */
  readonly verdict: string;
}

/** Paths that end the same way. */
export interface PathGroup {
  readonly outcome: string;
  readonly entries: readonly PathEntry[];
}

const verdictWords: Record<Verdict, string> = {
  conforms: 'conforms',
  warnings: 'has warnings',
  errors: 'has errors',
  unjudged: 'not fully checked',
};

/**
 * The paths by what they end with, in the order listed; in each group declared scenarios first.
 * @param text the search text: every word has to be in a path's name, phases, outcome or verdict
 */
export function pathGroups(paths: readonly TimelinePath[], text: string): readonly PathGroup[] {
  const words = text
    .toLowerCase()
    .split(/[\s→]+/)
    .filter((word) => word !== '');
  const groups = new Map<string, PathEntry[]>();
  for (const [index, path] of paths.entries()) {
    const entry = pathEntry(path, index);
    const searchedText = [entry.name ?? '', entry.phases, path.outcome, entry.verdict].join('\n').toLowerCase();
    if (!words.every((word) => searchedText.includes(word))) continue;
    const group = groups.get(path.outcome);
    if (group === undefined) groups.set(path.outcome, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([outcome, entries]) => ({
    outcome,
    entries: entries.sort((a, b) => Number(a.name === null) - Number(b.name === null) || a.index - b.index),
  }));
}

/** The picker's text for the path that is drawn: `Joined: Invite → Accepts`, `All paths`. */
export function shownPathText(paths: readonly TimelinePath[], timeline: Timeline): string {
  if (showsAllPaths(timeline)) return 'All paths';
  const path = paths[shownPath(paths, timeline)];
  if (path === undefined) return `This path: ${phasesText(timeline.path)}`;
  const { name, phases } = pathEntry(path, 0);
  return name === null ? phases : `${name}: ${phases}`;
}

/** The path that is drawn in the chooser: `Joined`, `Path 2 of 5`, `All paths`. */
export function pathLabel(
  { paths, morePaths }: { readonly paths: readonly TimelinePath[]; readonly morePaths: boolean },
  timeline: Timeline,
): string {
  if (showsAllPaths(timeline)) return 'All paths';
  const index = shownPath(paths, timeline);
  const path = paths[index];
  if (path === undefined) return 'This path';
  return path.scenario ?? `Path ${index + 1} of ${paths.length}${morePaths ? '+' : ''}`;
}

/** Index of the path that is drawn among those listed; -1 if it is none of them. */
export function shownPath(paths: readonly TimelinePath[], timeline: Timeline): number {
  if (showsAllPaths(timeline)) return -1;
  if (timeline.scenario !== null) return paths.findIndex((path) => path.scenario === timeline.scenario);
  const same = (path: TimelinePath): boolean =>
    path.phases.length === timeline.path.length && path.phases.every((name, index) => name === timeline.path[index]);
  const unnamed = paths.findIndex((path) => path.scenario === null && same(path));
  return unnamed >= 0 ? unnamed : paths.findIndex(same);
}

function pathEntry(path: TimelinePath, index: number): PathEntry {
  const name = [path.scenario, path.title].filter((part) => part !== null).join(', ');
  return {
    index,
    path,
    name: name === '' ? null : name,
    phases: phasesText(path.phases) + (path.complete ? '' : ' (continues)'),
    length: counted(path.phases.length, 'phase'),
    verdict: verdictWords[path.verdict],
  };
}

function phasesText(phases: readonly string[]): string {
  return phases.join(' → ');
}

/** Whether the path that is shown is no declared scenario, and can become one. */
export function isUnnamed(
  { paths, stale }: { readonly paths: readonly TimelinePath[]; readonly stale: boolean },
  timeline: Timeline,
): boolean {
  const { scenario, path } = timeline;
  const key = path.join('/');
  const isNamed = paths.some((other) => other.scenario !== null && other.phases.join('/') === key);
  return scenario === null && !isNamed && !showsAllPaths(timeline) && path.length > 0 && !stale;
}
