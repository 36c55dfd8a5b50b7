/** The colors of the drawing, by the name of their variable without its prefix. */
export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly dim: string;
  readonly strip: string;
  readonly hair: string;
  readonly lane: string;
  readonly faint: string;
  readonly 'faint-text': string;
  readonly header: string;
  readonly 'header-border': string;
  readonly ok: string;
  readonly 'ok-text': string;
  readonly warning: string;
  readonly 'warning-text': string;
  readonly error: string;
  readonly 'error-text': string;
  readonly state: string;
  readonly 'state-mark': string;
  readonly 'state-stripe': string;
  readonly 'state-text': string;
  readonly 'state-1': string;
  readonly 'state-mark-1': string;
  readonly 'state-stripe-1': string;
  readonly 'state-text-1': string;
  readonly 'state-2': string;
  readonly 'state-mark-2': string;
  readonly 'state-stripe-2': string;
  readonly 'state-text-2': string;
  readonly 'state-3': string;
  readonly 'state-mark-3': string;
  readonly 'state-stripe-3': string;
  readonly 'state-text-3': string;
  readonly pending: string;
  readonly 'pending-mark': string;
  readonly 'pending-text': string;
  readonly 'pending-1': string;
  readonly 'pending-mark-1': string;
  readonly 'pending-text-1': string;
  readonly 'pending-2': string;
  readonly 'pending-mark-2': string;
  readonly 'pending-text-2': string;
  readonly 'pending-3': string;
  readonly 'pending-mark-3': string;
  readonly 'pending-text-3': string;
  readonly chip: string;
  readonly 'chip-border': string;
  readonly taken: string;
  readonly 'taken-border': string;
  readonly 'line-0': string;
  readonly 'line-1': string;
  readonly 'line-2': string;
  readonly 'line-3': string;
  readonly 'line-4': string;
  readonly 'line-5': string;
}

export type Theme = 'light' | 'dark';

/** The palettes of stand-alone pictures; texts keep a contrast of 4.5 to their ground, lines one of 3. */
export const palettes: Record<Theme, Palette> = {
  dark: {
    page: '#1f1f1f',
    text: '#d4d4d4',
    dim: '#a3a3a3',
    strip: '#2a2a2a',
    hair: '#3c3c3c',
    lane: '#888888',
    faint: '#888888',
    'faint-text': '#a1a1a1',
    header: '#2c2c2c',
    'header-border': '#4a4a4a',
    ok: '#73c991',
    'ok-text': '#89d18b',
    warning: '#cca700',
    'warning-text': '#d7b82f',
    error: '#f14c4c',
    'error-text': '#f88070',
    state: '#4c6a4a',
    'state-mark': '#89d185',
    'state-stripe': '#89d185',
    'state-text': '#a6d2a3',
    'state-1': '#304760',
    'state-mark-1': '#59a4f9',
    'state-stripe-1': '#59a4f9',
    'state-text-1': '#88b6eb',
    'state-2': '#4b3c56',
    'state-mark-2': '#b180d7',
    'state-stripe-2': '#b180d7',
    'state-text-2': '#bea0d6',
    'state-3': '#543e1c',
    'state-mark-3': '#d18616',
    'state-stripe-3': '#d18616',
    'state-text-3': '#d2a45e',
    pending: '#29271d',
    'pending-mark': '#cca700',
    'pending-text': '#d0be6a',
    'pending-1': '#2a251e',
    'pending-mark-1': '#d18616',
    'pending-text-1': '#d2ad75',
    'pending-2': '#28252a',
    'pending-mark-2': '#b180d7',
    'pending-text-2': '#c2aad6',
    'pending-3': '#22272c',
    'pending-mark-3': '#59a4f9',
    'pending-text-3': '#96bce6',
    chip: '#1f1f1f',
    'chip-border': '#848484',
    taken: '#192f40',
    'taken-border': '#0078d4',
    'line-0': '#59a4f9',
    'line-1': '#b180d7',
    'line-2': '#89d185',
    'line-3': '#d18616',
    'line-4': '#cca700',
    'line-5': '#d4d4d4',
  },
  light: {
    page: '#ffffff',
    text: '#3b3b3b',
    dim: '#616161',
    strip: '#f3f3f3',
    hair: '#e0e0e0',
    lane: '#8d8d8d',
    faint: '#8d8d8d',
    'faint-text': '#727272',
    header: '#f1f1f1',
    'header-border': '#d0d0d0',
    ok: '#388a34',
    'ok-text': '#2c6e29',
    warning: '#a67400',
    'warning-text': '#7d5600',
    error: '#e51400',
    'error-text': '#b01011',
    state: '#abceaa',
    'state-mark': '#388a34',
    'state-stripe': '#388a34',
    'state-text': '#396c37',
    'state-1': '#b2d0f2',
    'state-mark-1': '#0063d3',
    'state-stripe-1': '#0063d3',
    'state-text-1': '#165499',
    'state-2': '#d1c0de',
    'state-mark-2': '#652d90',
    'state-stripe-2': '#652d90',
    'state-text-2': '#553270',
    'state-3': '#ead4b6',
    'state-mark-3': '#b86e0b',
    'state-stripe-3': '#b86e0b',
    'state-text-3': '#885b1d',
    pending: '#faf7f0',
    'pending-mark': '#a67400',
    'pending-text': '#70581e',
    'pending-1': '#fbf6f0',
    'pending-mark-1': '#b86e0b',
    'pending-text-1': '#7a5423',
    'pending-2': '#f6f2f8',
    'pending-mark-2': '#652d90',
    'pending-text-2': '#503466',
    'pending-3': '#f0f6fc',
    'pending-mark-3': '#0063d3',
    'pending-text-3': '#1e4f87',
    chip: '#ffffff',
    'chip-border': '#919191',
    taken: '#d1e2f2',
    'taken-border': '#005fb8',
    'line-0': '#0063d3',
    'line-1': '#652d90',
    'line-2': '#388a34',
    'line-3': '#b86e0b',
    'line-4': '#a67400',
    'line-5': '#3b3b3b',
  },
};

/** A palette as the variables of a style sheet. */
export function paletteVariables(theme: Theme): string {
  return Object.entries(palettes[theme])
    .map(([name, color]) => `--confer-${name}: ${color};`)
    .join(' ');
}
