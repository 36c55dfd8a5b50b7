import type { ConformanceJson } from '../../recordings/index.js';
import { version } from '../version.js';
import { sarifLevel, sarifLog, sarifPath } from './sarif-log.js';

/** A result as SARIF 2.1.0: a result for each deviation, at the line of the recording. */
export function sarifConformance({ deviations, problems }: ConformanceJson): string {
  const results = [
    ...deviations.map(({ code, severity, text, key, file, line, allowed }) => ({
      ruleId: code,
      level: sarifLevel(severity),
      message: { text: `${key}: ${text}` },
      locations: locations(file, line),
      ...(allowed === null ? {} : { suppressions: [{ kind: 'external', justification: allowed }] }),
    })),
    ...problems.map(({ code, severity, text, file, line }) => ({
      ruleId: code,
      level: sarifLevel(severity),
      message: { text },
      locations: locations(file, line),
    })),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort().map((id) => ({ id }));
  return sarifLog({ version, rules }, { results });
}

function locations(file: string | null, line: number | null): unknown[] {
  if (file === null) return [];
  const region = line === null ? {} : { region: { startLine: line } };
  return [{ physicalLocation: { artifactLocation: { uri: sarifPath(file) }, ...region } }];
}
