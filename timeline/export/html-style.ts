import { drawingStyle } from '../render/drawing-style.js';
import { paletteVariables, type Theme } from '../render/palette.js';
import { pageStyle } from './page-style.js';

/** A picture that is wider than this, in pixels, is printed across the long side of the paper. */
const PORTRAIT_MOST = 760;

/**
 * The style sheet of a stand-alone page; light on paper.
 * @param theme left out: light or dark as the reader has it
 * @param wide pixels that the picture likes to have
 */
export function htmlStyle(theme: Theme | undefined, wide: number): string {
  const dark = `@media screen and (prefers-color-scheme: dark) { :root { ${paletteVariables('dark')} } }`;
  const screen = `@media screen { :root { ${paletteVariables('dark')} } }`;
  return `
:root { --wide: ${Math.ceil(wide)}px; ${paletteVariables('light')} }
${theme === undefined ? `${dark}\n` : theme === 'dark' ? `${screen}\n` : ''}@page { size: A4 ${wide > PORTRAIT_MOST ? 'landscape' : 'portrait'}; margin: 10mm; }
${pageStyle}${drawingStyle.trim()}
`;
}
