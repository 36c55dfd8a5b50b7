/** The commands of the view, by button and by key. */
export type ViewCommand =
  | 'search'
  | 'filter'
  | 'coverage'
  | 'dim'
  | 'show-all'
  | 'outline'
  | 'minimap'
  | 'table'
  | 'all-paths'
  | 'times'
  | 'scale'
  | 'details'
  | 'fold-all'
  | 'unfold-all'
  | 'previous'
  | 'next'
  | 'previous-phase'
  | 'next-phase'
  | 'previous-problem'
  | 'next-problem'
  | 'play'
  | 'speed'
  | 'zoom-out'
  | 'zoom-reset'
  | 'zoom-in'
  | 'zoom-fit'
  | 'scroll-sync'
  | 'help'
  | 'close';

const keys: Readonly<Record<string, ViewCommand>> = {
  '/': 'search',
  f: 'filter',
  v: 'coverage',
  h: 'dim',
  r: 'show-all',
  o: 'outline',
  m: 'minimap',
  t: 'table',
  a: 'all-paths',
  g: 'times',
  x: 'scale',
  d: 'details',
  c: 'fold-all',
  u: 'unfold-all',
  k: 'previous',
  j: 'next',
  K: 'previous-phase',
  J: 'next-phase',
  E: 'previous-problem',
  e: 'next-problem',
  p: 'play',
  s: 'speed',
  '-': 'zoom-out',
  '0': 'zoom-reset',
  '+': 'zoom-in',
  '=': 'zoom-in',
  w: 'zoom-fit',
  y: 'scroll-sync',
  '?': 'help',
  Escape: 'close',
};

/** Command bound to a key press; null if none, or while a text field has the focus. */
export function commandOfKey(event: KeyboardEvent): ViewCommand | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return event.key === 'f' ? 'search' : null;
  if (event.key !== 'Escape' && isTypedIn(event.target)) return null;
  return keys[event.key] ?? null;
}

/** The key of a command as a person reads it on a button: `t`, `Shift+E`. */
export function keyOfCommand(command: ViewCommand): string {
  const key = Object.keys(keys).find((candidate) => keys[candidate] === command) ?? '';
  return /^[A-Z]$/.test(key) ? `Shift+${key}` : key;
}

function isTypedIn(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), select, textarea') !== null;
}

/** The commands' descriptions for the list of keys, in its order. */
export const commandLabels: readonly (readonly [ViewCommand, string])[] = [
  ['next', 'Next message'],
  ['previous', 'Previous message'],
  ['next-phase', 'Next phase'],
  ['previous-phase', 'Previous phase'],
  ['next-problem', 'Next problem'],
  ['previous-problem', 'Previous problem'],
  ['play', 'Play the messages'],
  ['speed', 'Playback speed'],
  ['search', 'Search'],
  ['filter', 'Filter'],
  ['dim', 'Dim instead of hiding'],
  ['show-all', 'Show all'],
  ['details', 'Details of the message'],
  ['coverage', 'Coverage of the model'],
  ['table', 'Table'],
  ['outline', 'Outline'],
  ['all-paths', 'All paths'],
  ['times', 'Times since the start'],
  ['scale', 'Distances to scale'],
  ['fold-all', 'Fold all phases'],
  ['unfold-all', 'Unfold all phases'],
  ['zoom-in', 'Zoom in'],
  ['zoom-out', 'Zoom out'],
  ['zoom-reset', 'Reset zoom'],
  ['zoom-fit', 'Fit to width'],
  ['minimap', 'Minimap'],
  ['scroll-sync', 'Scroll together with the editor'],
  ['help', 'Legend and shortcuts'],
  ['close', 'Close the last opened panel'],
];
