import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Output } from '../../cli/output.js';
import { Progress } from '../../cli/progress.js';

/** A stream that says it is a terminal, and what was written to it. */
function terminal() {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });
  return { stream, written: () => String(stream.read() ?? '') };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('a terminal', () => {
  const isColored = () => new Output(terminal().stream, terminal().stream).colored;

  test('a terminal has colors, unless it is dumb or the user wants none', () => {
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('TERM', 'xterm');
    expect(isColored()).toBe(true);
    vi.stubEnv('TERM', 'dumb');
    expect(isColored()).toBe(false);
    vi.stubEnv('FORCE_COLOR', '1');
    expect(isColored()).toBe(true);
    vi.stubEnv('NO_COLOR', '1');
    expect(isColored()).toBe(false);
  });

  test('a terminal shows how far work is that takes longer than a second, and takes the line away', () => {
    vi.stubEnv('TERM', 'xterm');
    vi.useFakeTimers({ toFake: ['performance'] });
    const { stream, written } = terminal();
    const progress = new Progress(stream);
    vi.advanceTimersByTime(900);
    progress.show(1, 9);
    expect(written()).toBe('');
    vi.advanceTimersByTime(200);
    progress.show(2, 9);
    expect(written()).toContain('confer: checking 2 of 9');
    progress.end();
    expect(written()).toBe('\r\u001b[K');
  });

  test('a dumb terminal and a pipe are shown no progress', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const pipe = new PassThrough({ encoding: 'utf8' });
    vi.stubEnv('TERM', 'dumb');
    const { stream, written } = terminal();
    const all = [new Progress(stream), new Progress(pipe)];
    vi.advanceTimersByTime(2_000);
    for (const progress of all) {
      progress.show(1, 9);
      progress.end();
    }
    expect([written(), pipe.read()]).toEqual(['', null]);
  });
});
