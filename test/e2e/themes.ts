/** A color theme: its name for files, its title in the picker, the class that it gives the window. */
export interface Theme {
  readonly name: string;
  readonly title: string;
  readonly windowClass: string;
}

/** The themes that tests look at. */
export const themes: readonly Theme[] = [
  { name: 'light', title: 'Light Modern', windowClass: 'vs' },
  { name: 'dark', title: 'Dark Modern', windowClass: 'vs-dark' },
  { name: 'high-contrast', title: 'Dark High Contrast', windowClass: 'hc-black' },
  { name: 'high-contrast-light', title: 'Light High Contrast', windowClass: 'hc-light' },
];
