import { drawingStyle } from '../../../timeline/index.js';

/** Gives the page the style of the drawing, the same that stand-alone pictures carry with them. */
export function adoptDrawingStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(drawingStyle);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
