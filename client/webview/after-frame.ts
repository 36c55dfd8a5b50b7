/** How long a frame is waited for, in ms: a page that is out of sight has none. */
const LIMIT_MS = 100;

/**
 * Calls once, when the next frame has been drawn. In VS Code on the web the page shares its thread with the editor: what
 * takes long and begins right after a key would hold up the picture of the key.
 */
export function afterFrame(call: () => void): void {
  let isCalled = false;
  const once = (): void => {
    if (isCalled) return;
    isCalled = true;
    clearTimeout(limit);
    call();
  };
  const limit = setTimeout(once, LIMIT_MS);
  requestAnimationFrame(() => setTimeout(once));
}
