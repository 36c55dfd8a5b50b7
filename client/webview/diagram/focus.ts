/** How an event's element is found. */
export function eventSelector(id: string): string {
  return `[data-event="${CSS.escape(id)}"]`;
}

/** Whether the keyboard is on an event of the picture. */
export function isOnEvent(): boolean {
  return document.activeElement?.matches('.diagram [data-event]') === true;
}

/** Focuses an event, unless the focus has moved to the editor meanwhile. */
export function focusEvent(picture: Element | null, id: string | null): void {
  const row = id === null ? null : picture?.querySelector<SVGElement>(eventSelector(id));
  if (document.hasFocus() && row != null && row !== document.activeElement) row.focus({ preventScroll: true });
}

/** Focuses the fix button of a phase as a whole, otherwise its head. */
export function focusBand(picture: Element | null, visit: number | undefined): void {
  const band = picture?.querySelector(`.band[data-visit="${visit}"]`);
  const head = picture?.querySelector<SVGElement>(`[data-visit="${visit}"] .band-head`);
  const target = band?.querySelector<SVGElement>('[data-action="fix"]') ?? head;
  if (document.hasFocus()) target?.focus({ preventScroll: true });
}

/** Focuses the fix button of a flow-level remark; does nothing if there is none. */
export function focusRemark(key: string): void {
  const button = document.querySelector<HTMLElement>(`.notice [data-finding="${CSS.escape(key)}"]`);
  if (document.hasFocus()) button?.focus({ preventScroll: true });
}
