import type { TextExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
import { visibleText } from '../types/visible-text.js';
import { type ExportOptions, formats } from './formats.js';

/**
 * The timeline in a format, ending in a line break. Pure: the command and the preview write the same.
 * @param options left out: all of the timeline
 * @throws PictureTooLarge for a picture that no program shows
 */
export function exportTimeline(timeline: Timeline, format: TextExportFormat, options: ExportOptions = {}): string {
  const text = formats[format](timeline, options);
  // Data stays as it is; its notation escapes controls.
  return format === 'json' ? text : visibleText(text);
}
