import { BandCache, fittingWidth, type Layout, layout } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { shareStructure } from '../state/structural-sharing.js';
import type { ViewOptions } from '../state/view-options.js';
import { pageFont } from './page-font.js';

/** Whether the page was loaded with notes: the setting `confer.timeline.notes`. */
function showsNotes(): boolean {
  return document.getElementById('app')?.hasAttribute('data-no-notes') !== true;
}

/** The inputs of the layout. */
export interface PictureInputs {
  readonly timeline: Timeline;
  readonly folded: ReadonlySet<string>;
  /** Pixels that the panel offers. */
  readonly width: number;
  readonly options: ViewOptions;
  /**
   * Whether a new zoom only makes what is there larger or smaller, until `settle` lays it out for its room: laying out
   * a long picture takes longer than a frame.
   */
  readonly patient: boolean;
}

/** The picture's boxes and how large they are drawn; works them out again only if something has changed. */
export class PictureLayout {
  private readonly cache = new BandCache();
  private inputs: readonly unknown[] = [];
  private requestedZoom: number | 'fit' | null = null;
  private boxes: Layout | null = null;
  /** How large the boxes are drawn. */
  zoom = 1;
  /** Whether the boxes are those of an earlier zoom. */
  unsettled = false;

  /** The boxes for some inputs. */
  read({ timeline, folded, width, options, patient }: PictureInputs): Layout {
    const { zoom, filter, dim, time, scale } = options;
    const metrics = pageFont();
    const inputs = [timeline, folded, width, metrics, filter, dim, time, scale];
    const same = inputs.every((input, index) => input === this.inputs[index]);
    if (this.boxes !== null && same && zoom === this.requestedZoom) return this.boxes;
    this.inputs = inputs;
    this.requestedZoom = zoom;
    if (this.boxes !== null && same && patient && zoom !== 'fit') {
      this.zoom = zoom;
      this.unsettled = true;
      return this.boxes;
    }
    const look = { width, folded, metrics, filter, dim, time, scale, buttons: true, notes: showsNotes() };
    const room = zoom === 'fit' ? fittingWidth(timeline, look) : width / zoom;
    this.zoom = zoom === 'fit' ? width / room : zoom;
    this.unsettled = false;
    const form = zoom === 'fit' ? ({ form: 'diagram' } as const) : {};
    const next = layout(timeline, { ...look, ...form, width: room }, this.cache);
    // The bands are compared one by one when they are drawn.
    const { bands, ...rest } = next;
    this.boxes =
      this.boxes === null ? next : { ...shareStructure({ ...this.boxes, bands: [] }, { ...rest, bands: [] }), bands };
    return this.boxes;
  }

  /** The next reading lays out for the zoom that is drawn. */
  settle(): void {
    this.inputs = [];
  }
}
