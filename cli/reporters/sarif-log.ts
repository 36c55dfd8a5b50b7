import { jsonText } from '../json-text.js';

const levels: Readonly<Record<string, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A severity as SARIF names it; `none` for a word that is no severity, which a merged result may have. */
export function sarifLevel(severity: string): string {
  return levels[severity] ?? 'none';
}

/** A path as the address of an artifact. */
export function sarifPath(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/**
 * A log of SARIF 2.1.0 with one run.
 * @param driver the tool's version and rules
 * @param content the results, and what their addresses are relative to
 */
export function sarifLog(driver: object, content: object): string {
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Confer', ...driver } }, columnKind: 'utf16CodeUnits', ...content }],
  });
}
