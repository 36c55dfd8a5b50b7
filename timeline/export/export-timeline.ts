import type { Theme } from '../render/palette.js';
import { renderSvg } from '../render/svg.js';
import { renderText } from '../render/text.js';
import type { ExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
import { renderHtml } from './html.js';
import { renderMarkdown } from './markdown.js';
import { renderMermaid } from './mermaid.js';
import { renderPlantuml } from './plantuml.js';

/** The whole timeline in a format, ending in a line break. Pure: the command and the preview write the same. */
export function exportTimeline(timeline: Timeline, format: ExportFormat, theme: Theme): string {
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
      return renderSvg(timeline, { theme });
    case 'html':
      return renderHtml(timeline);
    case 'json':
      return `${JSON.stringify(timeline, null, 2)}\n`;
  }
}
