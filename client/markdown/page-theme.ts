import type { Theme } from '../../timeline/index.js';

/** Whether a page has the colors of VS Code. */
export function hasEditorColors(): boolean {
  const style = getComputedStyle(document.body);
  return ['--vscode-editor-background', '--vscode-editor-foreground'].some(
    (name) => style.getPropertyValue(name) !== '',
  );
}

/** Whether the background of an element is light or dark. */
export function themeUnder(element: Element): Theme {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const ground = pixelOf(getComputedStyle(at).backgroundColor);
    if (ground !== undefined && ground.alpha > 0.5) return ground.luma < 128 ? 'dark' : 'light';
  }
  return getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'dark' : 'light';
}

/** How light a color is, from 0 to 255; the browser knows every way to write one. */
function pixelOf(color: string): { readonly luma: number; readonly alpha: number } | undefined {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return { luma: 0.299 * red + 0.587 * green + 0.114 * blue, alpha: alpha / 255 };
}
