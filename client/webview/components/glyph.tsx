import type { VNode } from 'preact';

export type GlyphName =
  | 'search'
  | 'filter'
  | 'outline'
  | 'minimap'
  | 'scroll-sync'
  | 'table'
  | 'all-paths'
  | 'times'
  | 'scale'
  | 'details'
  | 'fold-all'
  | 'unfold-all'
  | 'previous'
  | 'previous-phase'
  | 'next-phase'
  | 'next'
  | 'next-fault'
  | 'play'
  | 'pause'
  | 'zoom-out'
  | 'zoom-in'
  | 'zoom-fit'
  | 'close';

// Strokes on a grid of 16, as thin as the editor's own.
const paths: Record<GlyphName, string> = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM10.3 10.3 14 14',
  filter: 'M2 3h12l-4.6 5.5V13l-2.8-1.4V8.5z',
  outline: 'M2 3h12v10H2zM6.5 3v10M3.7 5.6h1.2M3.7 8h1.2M3.7 10.4h1.2',
  minimap: 'M2 2h12v12H2zM10.5 2v12M10.5 5h3.5M10.5 8.5h3.5',
  'scroll-sync':
    'M4.5 2v12M2 4.5 4.5 2 7 4.5M2 11.5 4.5 14 7 11.5M11.5 2v12M9 4.5 11.5 2 14 4.5M9 11.5l2.5 2.5 2.5-2.5',
  table: 'M2 3h12v10H2zM2 6.3h12M2 9.6h12M6 6.3V13',
  'all-paths': 'M8 1.8V6M8 6 3 10.4v3.8M8 6l5 4.4v3.8M8 6v8.2',
  times: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12zM8 4.6V8l2.4 1.6',
  scale: 'M5 1.5h6v13H5zM5 4h2.4M5 6.6h3.6M5 9.2h2.4M5 11.8h3.6',
  details: 'M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6zM8 7.2v3.6M8 5v.9',
  'fold-all': 'M2.5 8h11M8 1.5v4M6 3.8l2 2 2-2M8 14.5v-4M6 12.2l2-2 2 2',
  'unfold-all': 'M2.5 8h11M8 5.8V1.6M6 3.4l2-2 2 2M8 10.2v4.2M6 12.6l2 2 2-2',
  previous: 'M8 13.2V3.2M3.6 7.4 8 3l4.4 4.4',
  next: 'M8 2.8v10M3.6 8.6 8 13l4.4-4.4',
  'previous-phase': 'M3.6 8.8 8 4.4l4.4 4.4M3.6 13.4 8 9l4.4 4.4M3 2.2h10',
  'next-phase': 'M3.6 7.2 8 11.6l4.4-4.4M3.6 2.6 8 7l4.4-4.4M3 13.8h10',
  'next-fault':
    'M5.6 2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 1 1 0-7.6zM4.2 4.4 7 7.2M7 4.4 4.2 7.2M12 4v9.2M9.6 10.8l2.4 2.4 2.4-2.4',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M5.2 3v10M10.8 3v10',
  'zoom-out': 'M3 8h10',
  'zoom-in': 'M3 8h10M8 3v10',
  'zoom-fit': 'M2 3.5v9M14 3.5v9M4.2 8h7.6M6.2 6l-2 2 2 2M9.8 6l2 2-2 2',
  close: 'M4 4l8 8M12 4l-8 8',
};

/** The drawing on a button; the button itself has the words. */
export function Glyph({ name }: { name: GlyphName }): VNode {
  return (
    <svg class="glyph" width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
