import { renderSvg, type SvgOptions } from '../render/svg.js';
import { renderText } from '../render/text.js';
import type { ExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
import { renderHtml } from './html.js';
import { renderMarkdown } from './markdown.js';
import { renderMermaid } from './mermaid.js';
import { renderPlantuml } from './plantuml.js';

/**
 * The timeline in a format, ending in a line break. Pure: the command and the preview write the same.
 * @param options how an SVG looks and what it leaves out; every other format is of the whole timeline
 */
export function exportTimeline(timeline: Timeline, format: ExportFormat, options: SvgOptions): string {
  switch (format) {
    case 'text':
      return renderText(timeline);
    case 'markdown':
      return renderMarkdown(timeline);
    case 'mermaid':
      return renderMermaid(timeline);
    case 'plantuml':
      return renderPlantuml(timeline);
    case 'svg':
      return renderSvg(timeline, options);
    case 'html':
      return renderHtml(timeline);
    case 'json':
      return `${JSON.stringify(timeline, null, 2)}\n`;
  }
}
