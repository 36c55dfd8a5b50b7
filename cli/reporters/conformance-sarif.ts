import type { ConformanceJson } from '../../recordings/index.js';
import { version } from '../version.js';

const levels: Readonly<Record<string, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A result as SARIF 2.1.0: a result for each deviation, at the line of the recording. */
export function sarifConformance({ deviations, problems }: ConformanceJson): string {
  const results = [
    ...deviations.map(({ code, severity, text, key, file, line, allowed }) => ({
      ruleId: code,
      level: levels[severity] ?? 'none',
      message: { text: `${key}: ${text}` },
      locations: locations(file, line),
      ...(allowed === null ? {} : { suppressions: [{ kind: 'external', justification: allowed }] }),
    })),
    ...problems.map(({ code, severity, text, file, line }) => ({
      ruleId: code,
      level: levels[severity] ?? 'none',
      message: { text },
      locations: locations(file, line),
    })),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort().map((id) => ({ id }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Confer', version, rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function locations(file: string | null, line: number | null): unknown[] {
  if (file === null) return [];
  const region = line === null ? {} : { region: { startLine: line } };
  return [
    { physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') }, ...region } },
  ];
}
