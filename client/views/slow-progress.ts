import * as vscode from 'vscode';

/** Work that takes longer shows its progress, in ms: what comes and goes at once only distracts. */
const QUIET_MS = 1000;

type ProgressReporter = vscode.Progress<{ message?: string; increment?: number }>;

/**
 * Waits for work, and shows its progress once it has taken over a second.
 * @param report is called once, when progress is shown
 * @returns the result of the work, or its rejection
 */
export async function withSlowProgress<T>(
  options: vscode.ProgressOptions,
  work: Promise<T>,
  report: (progress: ProgressReporter, token: vscode.CancellationToken) => void = () => {},
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), QUIET_MS);
  });
  try {
    if ((await Promise.race([work.then(() => 'done'), slow])) === 'done') return await work;
  } finally {
    clearTimeout(timer);
  }
  return vscode.window.withProgress(options, (progress, token) => {
    report(progress, token);
    return work;
  });
}
