import { pathToFileURL } from 'node:url';
import { type Finding, type RuleCode, ruleCodes, rules } from '../../check/index.js';
import type { Range } from '../../timeline/types/timeline.js';
import { visibleLine } from '../../timeline/types/visible-text.js';
import { displayPath, displayUri } from '../display-path.js';
import { fingerprint } from '../fingerprints.js';
import { rulePage } from '../rule-pages.js';
import { version } from '../version.js';
import type { Report, ReportedFile } from './report.js';
import { sarifLevel, sarifLog, sarifPath } from './sarif-log.js';

/** Findings as SARIF 2.1.0, with rules, witness paths, fixes and suppressions. */
export function sarifReport(report: Report): string {
  return sarifLog(
    { semanticVersion: version, rules: ruleCodes.map(ruleDescriptor) },
    {
      originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(process.cwd()).href}/` } },
      results: report.files.flatMap((file) => resultsOf(file, report)),
    },
  );
}

function ruleDescriptor(code: RuleCode) {
  const { severity, finds } = rules[code];
  const page = rulePage(code);
  return {
    id: code,
    shortDescription: { text: finds },
    helpUri: `https://marketplace.visualstudio.com/items?itemName=confer.confer#${code}`,
    help: { text: page ?? finds, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: sarifLevel(severity) },
  };
}

function resultsOf(file: ReportedFile, report: Report) {
  const result = (finding: Finding) => ({
    ruleId: finding.code,
    ruleIndex: ruleCodes.indexOf(finding.code),
    level: sarifLevel(finding.severity),
    message: { text: visibleLine(finding.message) },
    locations: [{ physicalLocation: physicalLocation(displayPath(file.path), finding.range) }],
    ...relatedLocations(finding),
    ...codeFlows(file, finding),
    ...fixesOf(file, finding, report),
  });
  const printed = (finding: Finding) => ({
    partialFingerprints: { 'confer/v1': fingerprint(file, finding) },
  });
  const hasBaseline = report.files.some(({ known }) => known.length > 0);
  const state = (baselineState: 'new' | 'unchanged') => (hasBaseline ? { baselineState } : {});
  return [
    ...file.findings.map((finding) => ({ ...result(finding), ...printed(finding), ...state('new') })),
    ...file.known.map((finding) => ({ ...result(finding), ...printed(finding), ...state('unchanged') })),
    ...file.analysis.suppressed.map(({ finding, reason }) => ({
      ...result(finding),
      suppressions: [{ kind: 'inSource', ...(reason === '' ? {} : { justification: visibleLine(reason) }) }],
    })),
  ];
}

function relatedLocations({ related }: Finding) {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ uri, range, message }, id) => ({
      id,
      message: { text: visibleLine(message) },
      physicalLocation: physicalLocation(displayUri(uri), range),
    })),
  };
}

/** The shortest path that shows a finding, phase by phase. */
function codeFlows({ path, analysis }: ReportedFile, finding: Finding) {
  const witness = finding.witness?.() ?? [];
  const flow = analysis.flows.find((candidate) => candidate.flow.name === finding.data.flow)?.flow;
  const places = witness.flatMap((name) => flow?.phases.find((phase) => phase.name === name) ?? []);
  if (places.length === 0) return {};
  const locations = places.map(({ name, namePlace }) => ({
    location: {
      message: { text: visibleLine(name) },
      physicalLocation: physicalLocation(displayPath(path), namePlace.range),
    },
  }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}

function fixesOf({ path }: ReportedFile, finding: Finding, { edits }: Report) {
  const fix = edits.get(finding);
  if (fix === undefined) return {};
  const replacements = fix.edits.map(({ range, newText }) => ({
    deletedRegion: region(range),
    insertedContent: { text: newText },
  }));
  return {
    fixes: [
      {
        description: { text: visibleLine(fix.title) },
        artifactChanges: [{ artifactLocation: artifact(displayPath(path)), replacements }],
      },
    ],
  };
}

function physicalLocation(file: string, range: Range) {
  return { artifactLocation: artifact(file), region: region(range) };
}

/** A path below the working directory is relative to it; anything else is an address of its own. */
function artifact(file: string) {
  if (/^[a-z][a-z0-9+.-]+:/i.test(file)) return { uri: encodeURI(file) };
  return { uri: sarifPath(file), uriBaseId: 'SRCROOT' };
}

function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
