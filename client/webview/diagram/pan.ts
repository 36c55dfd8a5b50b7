/** A pointer that moves less far has clicked. */
const CLICK_PX = 5;

/**
 * Lets a person drag the picture about, with the left or the middle button of the mouse. A click stays a click.
 * @param began called when a person begins to move the picture
 * @returns what ends it
 */
export function panByDragging(scroller: HTMLElement, began: () => void): () => void {
  let from: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
  let dragged = false;
  const down = (event: PointerEvent): void => {
    dragged = false;
    // A finger scrolls by itself, and so does the scroll bar, where the picture itself is hit.
    if (event.pointerType !== 'mouse' || event.button > 1 || event.target === scroller) return;
    from = { x: event.clientX, y: event.clientY, left: scroller.scrollLeft, top: scroller.scrollTop };
  };
  const move = (event: PointerEvent): void => {
    if (from === null) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!dragged && Math.hypot(x, y) < CLICK_PX) return;
    if (!dragged) {
      dragged = true;
      scroller.setPointerCapture(event.pointerId);
      scroller.classList.add('panned');
      began();
    }
    scroller.scrollTo({ left: from.left - x, top: from.top - y, behavior: 'instant' });
  };
  const up = (): void => {
    from = null;
    scroller.classList.remove('panned');
  };
  // The middle button would scroll in a way of the browser's own.
  const press = (event: MouseEvent): void => {
    if (event.button === 1) event.preventDefault();
  };
  const click = (event: MouseEvent): void => {
    if (dragged) event.stopPropagation();
    dragged = false;
  };
  const ending = new AbortController();
  const { signal } = ending;
  scroller.addEventListener('pointerdown', down, { signal });
  scroller.addEventListener('pointermove', move, { signal });
  scroller.addEventListener('pointerup', up, { signal });
  scroller.addEventListener('pointercancel', up, { signal });
  scroller.addEventListener('mousedown', press, { signal });
  scroller.addEventListener('click', click, { capture: true, signal });
  return () => ending.abort();
}
