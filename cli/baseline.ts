import { readFile } from 'node:fs/promises';
import type { Finding } from '../check/index.js';
import { displayPath } from './display-path.js';
import { UsageError } from './exit-codes.js';
import { jsonText } from './json-text.js';
import { lineText } from './line-text.js';
import type { CheckedFile } from './project.js';
import { writeOutput } from './write-output.js';

/** One finding as a baseline keeps it. */
interface KnownFinding {
  /** `Finding.id`: the same after edits elsewhere in the file. */
  readonly id: string;
  readonly code: string;
  /** Text of the line it starts on, without the space around it. */
  readonly line: string;
}

/** Findings by file, relative to the working directory. */
type Baseline = ReadonlyMap<string, readonly KnownFinding[]>;

/**
 * Reads a baseline.
 * @throws UsageError if the file does not exist or is no baseline
 */
export async function readBaseline(file: string): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`Baseline ${file} does not exist. Create it with --baseline ${file} --update-baseline.`);
  }
  try {
    const { findings } = JSON.parse(text) as { findings: Record<string, KnownFinding[]> };
    return new Map(Object.entries(findings));
  } catch {
    throw new UsageError(`${file} is not a baseline. Write it again with --update-baseline.`);
  }
}

/** Writes all that is found now: it is known from now on. */
export async function writeBaseline(file: string, files: readonly CheckedFile[]): Promise<void> {
  const findings = Object.fromEntries(
    files
      .filter(({ analysis }) => analysis.findings.length > 0)
      .map((checked) => [
        displayPath(checked.path),
        checked.analysis.findings.map((finding) => baselineEntry(checked, finding)),
      ]),
  );
  await writeOutput(file, jsonText({ version: 1, findings }));
}

/** Splits a file's findings into new ones and those that the baseline knows, each entry once. */
export function splitByBaseline(
  file: CheckedFile,
  baseline: Baseline,
): { readonly findings: readonly Finding[]; readonly known: readonly Finding[] } {
  const left = [...(baseline.get(displayPath(file.path)) ?? [])];
  const claim = (fits: (entry: KnownFinding) => boolean) => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  // By id first, so that a finding whose line has moved takes no other one's entry.
  const byId = new Set(file.analysis.findings.filter(({ id }) => claim((entry) => entry.id === id)));
  const isKnown = (finding: Finding) => {
    const { code, line } = baselineEntry(file, finding);
    return byId.has(finding) || claim((entry) => entry.code === code && entry.line === line);
  };
  const knownFindings = new Set(file.analysis.findings.filter(isKnown));
  return {
    findings: file.analysis.findings.filter((finding) => !knownFindings.has(finding)),
    known: [...knownFindings],
  };
}

function baselineEntry({ document }: CheckedFile, { id, code, range }: Finding): KnownFinding {
  return { id, code, line: lineText(document.textDocument, range.start.line).trim() };
}
