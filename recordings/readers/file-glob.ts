/** A part of a pattern: a character, or what stands for others. Folders are optional, and end with a slash. */
type GlobPart = 'optional' | 'folders' | 'any' | 'one' | { readonly character: string };

const FOLDERS: readonly GlobPart[] = ['optional', 'folders'];

/** Whether a file's name fits a pattern: `*` matches anything but `/`, `?` one character. */
export function fitsGlob(path: string, glob: string): boolean {
  if (!glob.includes('/')) return fitsWhole(path.split(/[/\\]/).at(-1) ?? path, partsOf(glob));
  const name = path.replaceAll('\\', '/');
  // A pattern with folders fits from any folder on.
  return fitsWhole(name, [...FOLDERS, ...partsOf(glob)]);
}

function partsOf(glob: string): GlobPart[] {
  const parts = glob.match(/\*\*\/?|[\s\S]/g) ?? [];
  return parts.flatMap((part): readonly GlobPart[] => {
    if (part.startsWith('**')) return FOLDERS;
    if (part === '*') return ['any'];
    return [part === '?' ? 'one' : { character: part }];
  });
}

/**
 * Whether a whole name fits. All ways to read the pattern are followed at once, so that no pattern takes longer than
 * its length times that of the name.
 */
function fitsWhole(name: string, parts: readonly GlobPart[]): boolean {
  let states = withSkipped(new Set([0]), parts);
  for (const character of name.split('')) {
    const after = new Set<number>();
    for (const state of states) {
      const part = parts[state];
      const isSlash = character === '/';
      if (part === 'folders' || (part === 'any' && !isSlash)) after.add(state);
      const passes = part === 'folders' ? isSlash : part === 'one' ? !isSlash : isCharacter(part, character);
      if (passes) after.add(state + 1);
    }
    states = withSkipped(after, parts);
    if (states.size === 0) return false;
  }
  return states.has(parts.length);
}

function isCharacter(part: GlobPart | undefined, character: string): boolean {
  return typeof part === 'object' && part.character === character;
}

/** These states, and those that follow by parts that may stand for nothing. */
function withSkipped(states: Set<number>, parts: readonly GlobPart[]): Set<number> {
  // The loop also visits the states that it adds.
  for (const state of states) {
    const part = parts[state];
    if (part === 'any' || part === 'optional') states.add(state + 1);
    if (part === 'optional') states.add(state + 2);
  }
  return states;
}
