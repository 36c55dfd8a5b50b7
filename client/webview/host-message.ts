import { isRange, isRecord } from '../../timeline/types/json-guards.js';
import { isExportCommand } from '../protocol/export-message.js';
import type { HostToWebview } from '../protocol/preview-messages.js';

/** The message, if it is one of the protocol; null for everything else that reaches the window. */
export function hostMessage(data: unknown): HostToWebview | null {
  if (!isRecord(data) || typeof data.documentUri !== 'string') return null;
  return isHostMessage(data) ? data : null;
}

function isHostMessage(data: Record<string, unknown>): data is Record<string, unknown> & HostToWebview {
  switch (data.type) {
    case 'timeline':
      return isTimelineResult(data.result) && (data.chosen === undefined || isChosenPath(data.chosen));
    case 'timeline-patch':
      return (
        Array.isArray(data.patches) &&
        data.patches.every(isTimelinePatch) &&
        (data.chosen === undefined || isChosenPath(data.chosen))
      );
    case 'caret':
    case 'editor-scrolled':
      return isRange(data.range);
    case 'notice':
    case 'announce':
      return typeof data.text === 'string';
    case 'pinned':
      return typeof data.pinned === 'boolean';
    case 'coverage':
      return isFlowCoverage(data.coverage);
    case 'run-export':
      return isExportCommand(data);
    default:
      return false;
  }
}

function isFlowCoverage(value: unknown): boolean {
  if (!isRecord(value) || typeof value.flow !== 'string') return false;
  return value.models === null || (Array.isArray(value.models) && value.models.every(isCoverageOfModel));
}

function isCoverageOfModel(value: unknown): boolean {
  return isRecord(value) && isRecord(value.counts) && Array.isArray(value.gaps) && Array.isArray(value.covered);
}

function isTimelineResult(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.flows) || !Array.isArray(value.paths)) return false;
  const { timeline, focus, recorded } = value;
  if (!(recorded === undefined || (Array.isArray(recorded) && recorded.every(isRecordedModel)))) return false;
  if (!(focus === null || (isRecord(focus) && typeof focus.finding === 'number'))) return false;
  return timeline === null || (isRecord(timeline) && Array.isArray(timeline.events));
}

function isRecordedModel(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.report)) return false;
  const { counts, phases, rows, outcomes } = value.report;
  return isRecord(counts) && [phases, rows, outcomes].every(Array.isArray);
}

function isTimelinePatch(value: unknown): boolean {
  return (
    isRecord(value) && typeof value.base === 'string' && typeof value.answer === 'string' && isRecord(value.shifts)
  );
}

function isChosenPath(value: unknown): boolean {
  if (!isRecord(value) || typeof value.flow !== 'string' || !Array.isArray(value.path)) return false;
  return value.scenario === null || typeof value.scenario === 'string';
}
