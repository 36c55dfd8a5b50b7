/** The colours of the drawing, by the name of their variable without its prefix. */
export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly dim: string;
  readonly band: string;
  readonly 'band-border': string;
  readonly lane: string;
  /** Lines and texts of what one does not look at: faint, and still to be read. */
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
  readonly 'state-1': string;
  readonly 'state-mark-1': string;
  readonly 'state-stripe-1': string;
  readonly 'state-2': string;
  readonly 'state-mark-2': string;
  readonly 'state-stripe-2': string;
  readonly 'state-3': string;
  readonly 'state-mark-3': string;
  readonly 'state-stripe-3': string;
  readonly pending: string;
  readonly 'pending-mark': string;
  readonly 'pending-1': string;
  readonly 'pending-mark-1': string;
  readonly 'pending-2': string;
  readonly 'pending-mark-2': string;
  readonly 'pending-3': string;
  readonly 'pending-mark-3': string;
  readonly chip: string;
  readonly 'chip-border': string;
  readonly taken: string;
  readonly 'taken-border': string;
  readonly 'taken-text': string;
  readonly 'line-0': string;
  readonly 'line-1': string;
  readonly 'line-2': string;
  readonly 'line-3': string;
  readonly 'line-4': string;
  readonly 'line-5': string;
}

export type Theme = 'light' | 'dark';

/** The palettes of stand-alone pictures; texts keep a contrast of 4.5 to their ground. */
export const palettes: Record<Theme, Palette> = {
  dark: {
    page: '#1f1f1f',
    text: '#d4d4d4',
    dim: '#a3a3a3',
    band: '#272727',
    'band-border': '#333333',
    lane: '#454545',
    faint: '#7c7c7c',
    'faint-text': '#949494',
    header: '#313131',
    'header-border': '#4a4a4a',
    ok: '#6cc26f',
    'ok-text': '#89d18b',
    warning: '#d7a531',
    'warning-text': '#e5b94e',
    error: '#f14c4c',
    'error-text': '#f88070',
    state: '#2f6f4f',
    'state-mark': '#6cc29a',
    'state-stripe': '#6cc29a',
    'state-1': '#24527a',
    'state-mark-1': '#6fb0ea',
    'state-stripe-1': '#6fb0ea',
    'state-2': '#5b3a6b',
    'state-mark-2': '#c795dc',
    'state-stripe-2': '#c795dc',
    'state-3': '#6b4423',
    'state-mark-3': '#dda066',
    'state-stripe-3': '#dda066',
    pending: '#4d4520',
    'pending-mark': '#c9a93a',
    'pending-1': '#532f1c',
    'pending-mark-1': '#e08a55',
    'pending-2': '#4a2a45',
    'pending-mark-2': '#d483c4',
    'pending-3': '#1f3f4a',
    'pending-mark-3': '#5fb8d0',
    chip: '#313131',
    'chip-border': '#4a4a4a',
    taken: '#04395e',
    'taken-border': '#2488db',
    'taken-text': '#ffffff',
    'line-0': '#4ba3ff',
    'line-1': '#cf8fe0',
    'line-2': '#7cc47f',
    'line-3': '#e0955a',
    'line-4': '#d7c04a',
    'line-5': '#c8c8c8',
  },
  light: {
    page: '#ffffff',
    text: '#2b2b2b',
    dim: '#616161',
    band: '#f5f5f5',
    'band-border': '#e4e4e4',
    lane: '#c4c4c4',
    faint: '#8a8a8a',
    'faint-text': '#6d6d6d',
    header: '#ececec',
    'header-border': '#c8c8c8',
    ok: '#388a34',
    'ok-text': '#2c6e29',
    warning: '#a86b00',
    'warning-text': '#7d5000',
    error: '#d02b1b',
    'error-text': '#b3200f',
    state: '#b9dfc9',
    'state-mark': '#2f7d57',
    'state-stripe': '#2f7d57',
    'state-1': '#bcd9f2',
    'state-mark-1': '#2b6cab',
    'state-stripe-1': '#2b6cab',
    'state-2': '#e0c9ea',
    'state-mark-2': '#8a3fa0',
    'state-stripe-2': '#8a3fa0',
    'state-3': '#f0d3b5',
    'state-mark-3': '#a35a17',
    'state-stripe-3': '#a35a17',
    pending: '#fbf0c4',
    'pending-mark': '#9a7a12',
    'pending-1': '#fbe3d3',
    'pending-mark-1': '#b3541e',
    'pending-2': '#f6e0f1',
    'pending-mark-2': '#a03f8a',
    'pending-3': '#dcf1f6',
    'pending-mark-3': '#1f7d94',
    chip: '#ececec',
    'chip-border': '#c8c8c8',
    taken: '#d6ebff',
    'taken-border': '#005fb8',
    'taken-text': '#00396e',
    'line-0': '#005fb8',
    'line-1': '#8a3fa0',
    'line-2': '#2f7a33',
    'line-3': '#b3541e',
    'line-4': '#7a6500',
    'line-5': '#3b3b3b',
  },
};
