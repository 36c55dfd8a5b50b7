/** How an event's element is found. */
export function eventSelector(id: string): string {
  return `[data-event="${CSS.escape(id)}"]`;
}

/** Whether the keyboard is on an event of the picture. */
export function isOnEvent(): boolean {
  return document.activeElement?.matches('.diagram [data-event]') === true;
}

/** Puts the keyboard on an event. Somebody who has gone over to the editor meanwhile stays there. */
export function focusEvent(picture: Element | null, id: string | null): void {
  const row = id === null ? null : picture?.querySelector<SVGElement>(eventSelector(id));
  if (document.hasFocus() && row != null && row !== document.activeElement) row.focus({ preventScroll: true });
}

/** Puts the keyboard on what can be mended in a phase as a whole, else on its head. */
export function focusBand(picture: Element | null, visit: number | undefined): void {
  const band = picture?.querySelector(`.band[data-visit="${visit}"]`);
  const head = picture?.querySelector<SVGElement>(`[data-visit="${visit}"] .band-head`);
  const target = band?.querySelector<SVGElement>('[data-action="fix"]') ?? head;
  if (document.hasFocus()) target?.focus({ preventScroll: true });
}

/** Puts the keyboard on the button that mends what is said of the flow; where it is, where there is none. */
export function focusRemark(key: string): void {
  const button = document.querySelector<HTMLElement>(`.notice [data-finding="${CSS.escape(key)}"]`);
  if (document.hasFocus()) button?.focus({ preventScroll: true });
}
