/** The formats that need nothing but this product. */
export const textExportFormats = ['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html', 'json'] as const;

export type TextExportFormat = (typeof textExportFormats)[number];

/** All formats: PNG too, which takes a browser or a library that draws. */
export const exportFormats = [...textExportFormats, 'png'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Extensions of files by format; the first is the one that is written. */
export const formatExtensions: Readonly<Record<ExportFormat, readonly [string, ...string[]]>> = {
  text: ['txt', 'text'],
  markdown: ['md', 'markdown'],
  mermaid: ['mmd', 'mermaid'],
  plantuml: ['puml', 'plantuml', 'pu'],
  svg: ['svg'],
  html: ['html', 'htm'],
  json: ['json'],
  png: ['png'],
};
