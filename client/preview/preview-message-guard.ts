import { isRange, isRecord, isString, isStringOrNull, isStrings } from '../../timeline/types/json-guards.js';
import type { TimelineRecorded } from '../../timeline/types/timeline-recording.js';
import { parseExportMessage } from '../protocol/export-message.js';
import { parseFinding } from '../protocol/finding-guard.js';
import { helpCommands, type WebviewToHost } from '../protocol/preview-messages.js';

/** A message of the page, or undefined if what came is none: the page is not to be trusted blindly. */
export function parseWebviewMessage(value: unknown): WebviewToHost | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  switch (value.type) {
    case 'ready':
      return { type: 'ready' };
    case 'select':
      return parseSelect(value);
    case 'reveal':
      return parseReveal(value);
    case 'fix':
      return parseFix(value);
    case 'show-finding':
      return parseShowFinding(value);
    case 'open':
      return parseOpen(value);
    case 'list-coverage':
      return parseListCoverage(value);
    case 'refused':
      return parseRefused(value);
    case 'help':
      return parseHelp(value);
    case 'save-scenario':
      return parseSaveScenario(value);
    case 'scrolled':
      return parseScrolled(value);
    case 'export':
      return parseExportMessage(value);
    default:
      return undefined;
  }
}

function parseSelect({ documentUri, flow, scenario, path, all }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) &&
    isString(flow) &&
    isStringOrNull(scenario) &&
    isStrings(path) &&
    typeof all === 'boolean'
    ? { type: 'select', documentUri, flow, scenario, path, all }
    : undefined;
}

function parseReveal({ documentUri, range, focus, recorded }: Record<string, unknown>): WebviewToHost | undefined {
  if (!isString(documentUri) || !isRange(range) || typeof focus !== 'boolean') return undefined;
  const place = parseRecorded(recorded);
  return { type: 'reveal', documentUri, range, focus, ...(place === undefined ? {} : { recorded: place }) };
}

function parseRecorded(value: unknown): TimelineRecorded | undefined {
  if (!isRecord(value)) return undefined;
  const { timeMs, file, line, offset } = value;
  return typeof timeMs === 'number' && isStringOrNull(file) && typeof line === 'number' && typeof offset === 'number'
    ? { timeMs, file, line, offset }
    : undefined;
}

function parseScrolled({ documentUri, range }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) && isRange(range) ? { type: 'scrolled', documentUri, range } : undefined;
}

function parseFix({ documentUri, finding: given }: Record<string, unknown>): WebviewToHost | undefined {
  const finding = parseFinding(given);
  return isString(documentUri) && finding !== undefined ? { type: 'fix', documentUri, finding } : undefined;
}

function parseShowFinding({ documentUri, finding: given, range }: Record<string, unknown>): WebviewToHost | undefined {
  const finding = parseFinding(given);
  return isString(documentUri) && finding !== undefined && isRange(range)
    ? { type: 'show-finding', documentUri, finding, range }
    : undefined;
}

function parseSaveScenario({ documentUri, flow, path }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) && isString(flow) && isStrings(path)
    ? { type: 'save-scenario', documentUri, flow, path }
    : undefined;
}

function parseOpen({ documentUri, uri, range }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) && isString(uri) && isRange(range)
    ? { type: 'open', documentUri, uri, range }
    : undefined;
}

function parseListCoverage({ documentUri, flow }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) && isString(flow) ? { type: 'list-coverage', documentUri, flow } : undefined;
}

function parseRefused({ documentUri, text }: Record<string, unknown>): WebviewToHost | undefined {
  return isString(documentUri) && isString(text) ? { type: 'refused', documentUri, text } : undefined;
}

function parseHelp({ documentUri, command: given }: Record<string, unknown>): WebviewToHost | undefined {
  const command = helpCommands.find((name) => name === given);
  return isString(documentUri) && command !== undefined ? { type: 'help', documentUri, command } : undefined;
}
