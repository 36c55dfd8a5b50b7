/** Puts values into the places `{0}`, `{1}` of a text, in the language of the editor. */
export type Translate = (text: string, ...values: (number | string)[]) => string;

/** The counts of the check's findings. */
export interface VerdictCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Why not all of it was checked, as a clause; null when it was. */
  readonly unchecked: string | null;
}

/** The verdict in a few words: `2 errors`, `no problems`, `not fully checked: no participant plays "reporting"`. */
export function describeVerdict({ errors, warnings, unchecked }: VerdictCounts, translate: Translate): string {
  const counts = describeCounts({ errors, warnings, information: 0 }, translate);
  const parts = counts === '' ? [] : [counts];
  if (unchecked !== null) parts.push(translate('not fully checked: {0}', unchecked));
  return parts.length === 0 ? translate('no problems') : parts.join(', ');
}

/** Findings by severity, as the command line counts them: `2 errors, 1 info`; empty if there are none. */
export function describeCounts(
  {
    errors,
    warnings,
    information,
  }: { readonly errors: number; readonly warnings: number; readonly information: number },
  translate: Translate,
): string {
  const parts: string[] = [];
  if (errors > 0) parts.push(errors === 1 ? translate('1 error') : translate('{0} errors', errors));
  if (warnings > 0) parts.push(warnings === 1 ? translate('1 warning') : translate('{0} warnings', warnings));
  if (information > 0) parts.push(translate('{0} info', information));
  return parts.join(', ');
}
