import type { Capture, Flow, Model } from '../../check/index.js';

/** The declarations of a source file and its imports, and other names that it can use. */
export interface Declarations {
  readonly flows: readonly Flow[];
  readonly models: readonly Model[];
  readonly captures: readonly Capture[];
  readonly names: {
    /** Names and titles, each with the name. */
    readonly message: ReadonlyMap<string, string>;
    readonly protocol: ReadonlyMap<string, string>;
  };
  /** The model of a name, the library's too. */
  model(name: string): Model | undefined;
  /** The capture of a name, the library's too. */
  capture(name: string): Capture | undefined;
}

/** The captures that sources declare, each once. */
export function capturesOf(sources: readonly Declarations[]): Capture[] {
  return unique(sources.flatMap(({ captures }) => captures));
}

/** The flows that sources declare, each once. */
export function flowsOf(sources: readonly Declarations[]): Flow[] {
  return unique(sources.flatMap(({ flows }) => flows));
}

/** The models that sources declare, each once. */
export function modelsOf(sources: readonly Declarations[]): Model[] {
  return unique(sources.flatMap(({ models }) => models));
}

/** The capture of a name, the library's too. */
export function findCapture(name: string, sources: readonly Declarations[]): Capture | undefined {
  for (const own of sources) {
    const capture = own.capture(name);
    if (capture !== undefined) return capture;
  }
  return undefined;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
