/** Puts values into the places `{0}`, `{1}` of a text, in the language of the editor. */
export type Translate = (text: string, ...values: number[]) => string;

/** What the check says of a file, in a few words. */
export function describeVerdict(errors: number, warnings: number, translate: Translate): string {
  const parts: string[] = [];
  if (errors > 0) parts.push(errors === 1 ? translate('1 error') : translate('{0} errors', errors));
  if (warnings > 0) parts.push(warnings === 1 ? translate('1 warning') : translate('{0} warnings', warnings));
  return parts.length === 0 ? translate('No errors or warnings') : parts.join(', ');
}
