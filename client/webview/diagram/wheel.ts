/**
 * Listens to the wheel while Ctrl or Cmd is held, as a pinch does, and gathers its turns until the next frame.
 * @param zoom called with the turns, in CSS px, and the pointer's height in the view
 */
export function zoomOnWheel(scroller: HTMLElement, zoom: (turn: number, y: number) => void): void {
  let turn = 0;
  let pointer = 0;
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (turn === 0) {
      requestAnimationFrame(() => {
        const turned = turn;
        turn = 0;
        zoom(turned, pointer);
      });
    }
    turn += event.deltaY;
    pointer = event.clientY - scroller.getBoundingClientRect().top;
  };
  scroller.addEventListener('wheel', onWheel, { passive: false });
}
