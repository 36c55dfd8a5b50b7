/** Puts the keyboard on the event that the Tab key reaches, drawn or in the table; false if there is none. */
export function focusCurrentEvent(): boolean {
  const stop = document.querySelector<SVGElement | HTMLElement>(
    '.stage [data-event][tabindex="0"], .stage [data-event] [tabindex="0"]',
  );
  stop?.focus({ preventScroll: true });
  return stop !== null;
}

/** Draws the page. If that removes the focused element, the focused event gets the focus. */
export function restoringFocus(draw: () => void): void {
  const focused = document.activeElement;
  draw();
  if (focused === null || focused === document.body || !isLost() || focusCurrentEvent()) return;
  // A picture that has just come knows its width a little later.
  requestAnimationFrame(() => {
    if (isLost()) focusCurrentEvent();
  });
}

/**
 * Restores the focus when the user comes back to the page, from the editor's own questions for example: VS Code takes the
 * keyboard from what has it before the page is left.
 */
export function returnToFocus(page: Window): void {
  let focused: EventTarget | null = null;
  page.addEventListener('focusin', ({ target }) => {
    focused = target;
  });
  page.addEventListener('focus', () => {
    if (isLost() && focused instanceof Element && focused.isConnected)
      (focused as SVGElement).focus({ preventScroll: true });
  });
}

/** Whether no element has the focus although the page has it; false while the editor has it. */
function isLost(): boolean {
  return document.hasFocus() && document.activeElement === document.body;
}
