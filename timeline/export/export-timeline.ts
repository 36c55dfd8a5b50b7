import type { Theme } from '../render/palette.js';
import { renderSvg, type SvgOptions } from '../render/svg.js';
import { renderText } from '../render/text.js';
import type { ExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
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
  const time = options.time ?? 'between';
  switch (format) {
    case 'text':
      return renderText(asShown(timeline, options), time, timeline);
    case 'markdown':
      return renderMarkdown(asShown(timeline, options));
    case 'mermaid':
      return renderMermaid(asShown(timeline, options), time);
    case 'plantuml':
      return renderPlantuml(asShown(timeline, options), time);
    case 'svg':
      return renderSvg(timeline, { theme: 'light', ...options });
    case 'html':
      return renderHtml(timeline, options);
    case 'json':
      return `${JSON.stringify(asShown(timeline, options), null, 2)}\n`;
  }
}
