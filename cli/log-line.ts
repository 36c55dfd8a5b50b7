import { visibleLine } from '../timeline/types/visible-text.js';

/**
 * Text as one line of a terminal or a build's log: controls are shown, and nothing in it is a command to the runner
 * that reads the log (`::error …` at the start of a line, `##[…]` and `##vso[…]` anywhere).
 */
export function logLine(text: string): string {
  return visibleLine(text)
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}')
    .replace(/##(?=\[|vso\[)/gi, '#\\u{23}');
}
