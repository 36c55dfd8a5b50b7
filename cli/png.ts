import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportOptions, fittingScale, PNG_SCALE, renderSvg } from '../timeline/index.js';
import type { Timeline } from '../timeline/types/timeline.js';
import { UsageError } from './exit-codes.js';

/** The part that we use of the library that draws. */
interface Resvg {
  readonly width: number;
  readonly height: number;
  render(): { asPng(): Uint8Array };
}

interface Drawing {
  readonly Resvg: new (svg: string, options: object) => Resvg;
  readonly fonts: readonly string[];
}

/** The renderer, and the font that the layout measures with; neither is part of the command's own files. */
const packages = ['@resvg/resvg-js', 'dejavu-fonts-ttf'] as const;
const FONT = 'DejaVu Sans';

/**
 * The timeline as a PNG with two pixels for each of the picture's own, or fewer if it would be too large to show. It
 * looks the same on every machine: a font of the machine is used only for characters that ours does not have.
 * @throws UsageError if the packages that draw are not installed
 * @throws PictureTooLarge
 */
export function renderPng(timeline: Timeline, options: ExportOptions): Uint8Array {
  const { Resvg, fonts } = drawing();
  const svg = renderSvg(timeline, { theme: 'light', ...options, font: `'${FONT}'` });
  const font = { fontFiles: fonts, defaultFontFamily: FONT, sansSerifFamily: FONT, loadSystemFonts: true };
  const { width, height } = new Resvg(svg, { font: { loadSystemFonts: false } });
  const value = fittingScale(width, height, PNG_SCALE);
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value } }).render().asPng();
}

/** Looked for next to the command's file only: a folder that is merely checked runs nothing of its own. */
function drawing(): Drawing {
  const load = createRequire(import.meta.url);
  try {
    const { Resvg } = load(packages[0]) as Pick<Drawing, 'Resvg'>;
    return {
      Resvg,
      fonts: ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => load.resolve(`${packages[1]}/ttf/${name}.ttf`)),
    };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    const folder = path.dirname(fileURLToPath(import.meta.url));
    throw new UsageError(
      `PNG output needs two additional packages: npm install --prefix "${folder}" ${packages.join(' ')}.`,
    );
  }
}
