/** Says whether a path, relative to the folder of the pattern and written with `/`, is meant by a pattern. */
export type PathMatcher = (path: string) => boolean;

type Test = (character: string) => boolean;

/** A state of the automaton: it reads one character, or moves on without one. */
interface GlobState {
  readonly free: number[];
  reads?: { readonly test: Test; readonly to: number };
}

/** The syntax of a notation besides `*`, `**` and `?`. */
export interface GlobDialect {
  /** `{a,b}` for either. */
  readonly braces?: boolean;
  /** `[a-z]` for one of these, `[!a-z]` for another. */
  readonly classes?: boolean;
  /** A backslash before a character takes away its meaning. */
  readonly escapes?: boolean;
}

const isNoSlash: Test = (character) => character !== '/';
const isSlash: Test = (character) => character === '/';
const isAny: Test = () => true;

/**
 * Reads a pattern of paths: `*` matches any characters but `/`, `?` for one, `**` for any
 * number of folders, `{a,b}` for either. A pattern without `/` means files of that name in any folder.
 */
export function pathMatcher(pattern: string): PathMatcher {
  const bare = pattern.replace(/^\.\//, '');
  return globMatcher(bare.includes('/') ? bare : `**/${bare}`, { braces: true });
}

/**
 * Matches whole paths in time linear in the path, for any pattern: all ways to read it are followed at once.
 */
export function globMatcher(pattern: string, dialect: GlobDialect): PathMatcher {
  const automaton = new PatternReader(pattern, dialect).read();
  return (path) => matches(automaton, path);
}

function matches(states: readonly GlobState[], path: string): boolean {
  let current = closure(states, [0]);
  for (const character of path) {
    const next: number[] = [];
    for (const at of current) {
      const reads = states[at]?.reads;
      if (reads?.test(character) === true) next.push(reads.to);
    }
    if (next.length === 0) return false;
    current = closure(states, next);
  }
  return current.has(states.length - 1);
}

/** The states that can be reached without reading anything. */
function closure(states: readonly GlobState[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set(from);
  for (const at of reached) for (const next of states[at]?.free ?? []) reached.add(next);
  return reached;
}

/** Makes the automaton of a pattern; the last state is the one that accepts. */
class PatternReader {
  private readonly states: GlobState[] = [{ free: [] }];
  private readonly open: { readonly start: number; readonly ends: number[] }[] = [];
  private current = 0;
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly dialect: GlobDialect,
  ) {}

  read(): readonly GlobState[] {
    while (this.at < this.pattern.length) this.part();
    // A brace that is left open ends with the pattern.
    while (this.open.length > 0) this.closeBrace();
    this.moveTo(this.add());
    return this.states;
  }

  private part(): void {
    const character = this.pattern[this.at] ?? '';
    const inBrace = this.open.length > 0;
    const opensClass = this.dialect.classes === true && character === '[';
    const opensBrace = this.dialect.braces === true && character === '{' && this.pattern.includes('}', this.at);
    if (character === '*') {
      this.stars();
    } else if (character === '\\' && this.dialect.escapes === true && this.at + 1 < this.pattern.length) {
      this.at++;
      this.literal();
    } else if (character === '?' || opensClass || opensBrace || (inBrace && /[},]/.test(character))) {
      this.at++;
      if (character === '?') this.one(isNoSlash);
      else if (character === '[') this.characterClass();
      else if (character === '{') this.openBrace();
      else if (character === '}') this.closeBrace();
      else this.alternative();
    } else {
      this.literal();
    }
  }

  private literal(): void {
    // A character beyond the basic plane is two units and one character.
    const character = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += character.length;
    this.one((read) => read === character);
  }

  private one(test: Test): void {
    const next = this.add();
    this.onRead(this.current, test, next);
    this.current = next;
  }

  private stars(): void {
    const from = this.at;
    while (this.pattern[this.at] === '*') this.at++;
    if (this.at - from === 1 || this.pattern[this.at] !== '/') {
      this.many(this.at - from === 1 ? isNoSlash : isAny);
      return;
    }
    this.at++;
    const before = this.add();
    this.moveTo(before);
    const name = this.add();
    this.onRead(this.branch(before), isNoSlash, name);
    this.onRead(this.branch(name), isNoSlash, name);
    this.onRead(this.branch(name), isSlash, before);
    this.current = before;
  }

  private many(test: Test): void {
    const loop = this.add();
    this.moveTo(loop);
    this.onRead(this.branch(loop), test, loop);
  }

  private characterClass(): void {
    const end = this.pattern.indexOf(']', this.at + (/[!^]/.test(this.pattern[this.at] ?? '') ? 2 : 1));
    if (end < 0) {
      this.one((read) => read === '[');
      return;
    }
    const inside = this.pattern.slice(this.at, end);
    this.at = end + 1;
    const isNegated = /^[!^]/.test(inside);
    const ranges = [...(isNegated ? inside.slice(1) : inside).matchAll(/(.)-(.)|(.)/gsu)].map(
      ([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const,
    );
    this.one((read) => read !== '/' && ranges.some(([from, to]) => from <= read && read <= to) !== isNegated);
  }

  private openBrace(): void {
    this.open.push({ start: this.current, ends: [] });
    this.current = this.branch(this.current);
  }

  private alternative(): void {
    const brace = this.open.at(-1);
    if (brace === undefined) return;
    brace.ends.push(this.current);
    this.current = this.branch(brace.start);
  }

  private closeBrace(): void {
    const brace = this.open.pop();
    if (brace === undefined) return;
    const after = this.add();
    for (const end of [...brace.ends, this.current]) this.states[end]?.free.push(after);
    this.current = after;
  }

  private add(): number {
    this.states.push({ free: [] });
    return this.states.length - 1;
  }

  /** A new state that is reached from another without reading. */
  private branch(from: number): number {
    const to = this.add();
    this.states[from]?.free.push(to);
    return to;
  }

  private moveTo(state: number): void {
    this.states[this.current]?.free.push(state);
    this.current = state;
  }

  private onRead(from: number, test: Test, to: number): void {
    const state = this.states[from];
    if (state !== undefined) state.reads = { test, to };
  }
}
