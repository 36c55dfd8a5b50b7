import type { Theme } from '../render/palette.js';
import type { TextExportFormat } from '../types/export-format.js';
import type { Timeline } from '../types/timeline.js';
import { renderHtml } from './html.js';
import { renderMarkdown } from './markdown.js';
import { renderMermaid } from './mermaid.js';
import { renderPlantuml } from './plantuml.js';
import { renderSvg, type SvgOptions } from './svg.js';
import { renderText } from './text.js';
import { visibleTimeline } from './visible-timeline.js';

/** The parts of a timeline to export, and their style; each format uses the options that it supports. */
export interface ExportOptions extends Omit<SvgOptions, 'theme'> {
  /** Default: light; an HTML page follows its reader's theme. */
  readonly theme?: Theme;
}

/** Writes a timeline in one format, ending in a line break. */
export type FormatWriter = (timeline: Timeline, options: ExportOptions) => string;

/** How each format is written: a new one is a file of its own, and a row here and in `types/export-format.ts`. */
export const formats: Readonly<Record<TextExportFormat, FormatWriter>> = {
  // Pictures know what is left out of them by themselves; the others get a timeline without it.
  svg: (timeline, options) => renderSvg(timeline, { theme: 'light', ...options }),
  html: (timeline, options) => renderHtml(timeline, options),
  text: (timeline, options) => renderText(visibleTimeline(timeline, options), options.time, timeline),
  markdown: (timeline, options) => renderMarkdown(visibleTimeline(timeline, options)),
  mermaid: (timeline, options) => renderMermaid(visibleTimeline(timeline, options), options.time),
  plantuml: (timeline, options) => renderPlantuml(visibleTimeline(timeline, options), options.time),
  json: (timeline, options) => `${JSON.stringify(visibleTimeline(timeline, options), null, 2)}\n`,
};
