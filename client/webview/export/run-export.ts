import { type ExportOptions, exportTimeline, PictureTooLarge, PNG_SCALE, type Theme } from '../../../timeline/index.js';
import { errorMessage } from '../../../timeline/types/error-message.js';
import type { ExportFormat } from '../../../timeline/types/export-format.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { ExportMessage } from '../../protocol/export-message.js';
import { pageTheme } from './page-theme.js';
import { base64Of, pngOf } from './picture-pixels.js';

/** The timeline to export, and its view options. */
export interface ExportSource {
  readonly documentUri: string;
  readonly timeline: Timeline;
  /** How it looks, and as much of how it is shown as is wanted. */
  readonly look: Omit<ExportOptions, 'theme'>;
  /** Null: the editor's; an HTML page follows its reader's theme then. */
  readonly theme: Theme | null;
}

/**
 * Makes a timeline's text or picture and hands it to the host; an image is copied here, for the host copies text only.
 * @returns why it did not work, null if it did
 */
export async function runExport(
  { documentUri, timeline, look: asWished, theme }: ExportSource,
  action: 'copy' | 'save',
  format: ExportFormat,
  post: (message: ExportMessage) => void,
): Promise<string | null> {
  const { flow, syntaxError = null } = timeline;
  const message = { type: 'export', documentUri, flow, action, format, syntaxError } as const;
  const look = theme === null && format === 'html' ? asWished : { ...asWished, theme: theme ?? pageTheme() };
  try {
    if (format !== 'png') {
      post({ ...message, content: exportTimeline(timeline, format, look) });
      return null;
    }
    const png = pngOf(exportTimeline(timeline, 'svg', look), PNG_SCALE);
    if (action === 'copy' && (await copied(png))) post({ ...message, action: 'copied', content: '' });
    else post({ ...message, action: 'save', content: await base64Of(await png) });
    return null;
  } catch (error) {
    if (error instanceof PictureTooLarge) return error.message;
    if (format !== 'png') throw error;
    return `Cannot create the image: ${errorMessage(error)}`;
  }
}

/** Whether the image is on the clipboard now. Not every host lets a page write there; saving is the way then. */
async function copied(png: Promise<Blob>): Promise<boolean> {
  if (!('clipboard' in navigator) || typeof ClipboardItem === 'undefined') return false;
  try {
    // The promise goes in as it is: waiting for it would outlast the click that permits this.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    // If the image itself fails, the caller that waits for it gets the reason.
    await png;
    return false;
  }
}
