/** What a timeline is written as by this product alone. */
export const textExportFormats = ['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html', 'json'] as const;

export type TextExportFormat = (typeof textExportFormats)[number];

/** What can be taken along: the same, and pixels, for which something has to draw: a browser or a library. */
export const exportFormats = [...textExportFormats, 'png'] as const;

export type ExportFormat = (typeof exportFormats)[number];
