/** What a timeline can be written as, without a browser; a picture of pixels needs one and is the preview's own. */
export const exportFormats = ['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html', 'json'] as const;

export type ExportFormat = (typeof exportFormats)[number];
