import type { Finding } from '../../check/index.js';
import { isProblem } from '../../timeline/types/problems.js';
import { containsPosition } from '../../timeline/types/ranges.js';
import { visibleText } from '../../timeline/types/visible-text.js';
import { displayPath } from '../display-path.js';
import type { Report, ReportedFile } from './report.js';

/** One test case: a flow, a scenario of it, or what a file declares outside of flows. */
interface Case {
  readonly name: string;
  readonly line: number;
  readonly findings: readonly Finding[];
}

/** A suite per file and a case per flow and scenario, as build servers read JUnit's XML. */
export function junitReport({ files }: Report): string {
  const suites = files.map((file) => ({ file, cases: casesOf(file) }));
  const count = (cases: readonly Case[]) => cases.filter(({ findings }) => findings.some(isProblem)).length;
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="confer check" tests="${all.length}" failures="${count(all)}" errors="0">`,
    ...suites.flatMap(({ file, cases }) => {
      const path = attribute(displayPath(file.path));
      return [
        `  <testsuite name="${path}" tests="${cases.length}" failures="${count(cases)}" errors="0" skipped="0">`,
        ...cases.flatMap((testCase) => caseLines(testCase, path)),
        '  </testsuite>',
      ];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines({ name, line, findings }: Case, path: string): string[] {
  const opening = `    <testcase name="${attribute(name)}" classname="${path}" file="${path}" line="${line}" time="0"`;
  const problems = findings.filter(isProblem);
  const remarks = findings.filter((finding) => !isProblem(finding));
  if (findings.length === 0) return [`${opening}/>`];
  return [
    `${opening}>`,
    ...problems.map(
      (finding) =>
        `      <failure type="${finding.code}" message="${attribute(finding.message)}">${content(described(finding))}</failure>`,
    ),
    ...(remarks.length === 0 ? [] : [`      <system-out>${content(remarks.map(described).join('\n'))}</system-out>`]),
    '    </testcase>',
  ];
}

function described({ severity, code, message, range: { start } }: Finding): string {
  return `${start.line + 1}:${start.character + 1} ${severity} ${code} ${message}`;
}

/** The cases of a file; each finding is in the smallest that holds it. */
function casesOf({ analysis, findings }: ReportedFile): Case[] {
  const flows = analysis.flows.flatMap(({ flow }) => [
    { name: `flow ${flow.name}`, place: flow.place.range },
    ...flow.scenarios.map(({ name, place }) => ({ name: `flow ${flow.name}, scenario ${name}`, place: place.range })),
  ]);
  const left = new Set(findings);
  // Scenarios come after their flow, and take their own findings first.
  const cases = flows
    .reverse()
    .map(({ name, place }): Case => {
      const inside = [...left].filter(({ range }) => containsPosition(place, range.start));
      for (const finding of inside) left.delete(finding);
      return { name, line: place.start.line + 1, findings: inside };
    })
    .reverse();
  return [{ name: 'declarations', line: 1, findings: [...left] }, ...cases];
}

/** Text as XML has it. Where the XML is printed into a build's log, nothing in it is a command to the runner (`##[…]`). */
function content(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/##(?=\[|vso\[)/gi, '#&#35;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
