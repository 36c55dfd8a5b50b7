import type { Theme } from '../render/palette.js';
import { renderSvg, type SvgOptions } from '../render/svg.js';
import { renderText } from '../render/text.js';
import type { ExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
import { visibleText } from '../types/visible-text.js';
import { asShown } from './as-shown.js';
import { renderHtml } from './html.js';
import { renderMarkdown } from './markdown.js';
import { renderMermaid } from './mermaid.js';
import { renderPlantuml } from './plantuml.js';

/** What of a timeline is wanted, and how it looks; every format goes by what it can show. */
export interface ExportOptions extends Omit<SvgOptions, 'theme'> {
  /** Left out: light; a page goes by its reader then. */
  readonly theme?: Theme;
}

/**
 * The timeline in a format, ending in a line break. Pure: the command and the preview write the same.
 * @param options left out: all of the timeline
 */
export function exportTimeline(timeline: Timeline, format: ExportFormat, options: ExportOptions = {}): string {
  const text = written(timeline, format, options);
  // Data stays as it is; its notation escapes controls.
  return format === 'json' ? text : visibleText(text);
}

function written(timeline: Timeline, format: ExportFormat, options: ExportOptions): string {
  if (format === 'svg') return renderSvg(timeline, { theme: 'light', ...options });
  if (format === 'html') return renderHtml(timeline, options);
  const shown = asShown(timeline, options);
  switch (format) {
    case 'text':
      return renderText(shown, options.time, timeline);
    case 'markdown':
      return renderMarkdown(shown);
    case 'mermaid':
      return renderMermaid(shown, options.time);
    case 'plantuml':
      return renderPlantuml(shown, options.time);
    case 'json':
      return `${JSON.stringify(shown, null, 2)}\n`;
  }
}
