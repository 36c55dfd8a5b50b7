import type { InteractionResult } from '../../recordings/index.js';

/** A recording of `test/fixtures/recordings`: `// against NAME` first, then lines of the log and what is expected of them. */
export interface AnnotatedLog {
  /** Name of the flow or model. */
  readonly against: string;
  /** The log without what is expected. */
  readonly log: string;
}

/** Reads an annotated log. */
export function readAnnotatedLog(text: string): AnnotatedLog {
  const against = /^\/\/ against (\w+)$/m.exec(text)?.[1];
  if (against === undefined) throw new Error('The log does not say what it is followed through: // against NAME');
  const log = text
    .split('\n')
    .filter((line) => !line.startsWith('//! ') && !line.startsWith('//= '))
    .join('\n');
  return { against, log };
}

/**
 * A log with what was found in it: below each line its deviations, `//! severity code phase message`, and at the end a
 * line for each interaction, `//= key verdict: phases`. Phases are the flow's, in parentheses the model's if it has none.
 */
export function annotateLog({ log }: AnnotatedLog, interactions: readonly InteractionResult[]): string {
  const lines = log.trimEnd().split('\n');
  const found = new Map<number, string[]>();
  for (const { deviations } of interactions) {
    for (const { severity, code, phase, modelPhase, message, line } of deviations) {
      const texts = [severity, code, phaseName({ name: phase, modelPhase }), message ?? ''];
      found.set(line ?? 0, [...(found.get(line ?? 0) ?? []), `//! ${texts.join(' ').trim()}`]);
    }
  }
  const results = interactions.map(({ key, verdict, beganBefore, phases }) => {
    const before = beganBefore ? ', begun before' : '';
    return `//= ${key} ${verdict}${before}: ${phases.map(phaseName).join(' ')}`.trimEnd();
  });
  const annotated = lines.flatMap((line, index) => [line, ...(found.get(index + 1) ?? []).sort()]);
  return `${[...annotated, ...results.sort()].join('\n')}\n`;
}

function phaseName({ name, modelPhase }: { readonly name: string | null; readonly modelPhase: string | null }): string {
  return name ?? `(${modelPhase ?? ''})`;
}
