import type { Frame, JSHandle, Page } from 'playwright-core';

/** Something that is to be seen, or no longer, in a page after a key. */
export interface Sight {
  readonly selector: string;
  /** Text that the selected element must contain. */
  readonly text?: string;
  readonly gone?: boolean;
}

/** A wait for a picture, begun before the key is pressed, or the key could win the race. */
type Watch = JSHandle<{ readonly seen: Promise<number> }>;

/** How long the picture is waited for, in ms. */
const LIMIT_MS = 60_000;

/**
 * Presses a key, and returns how many milliseconds after it each picture was on the screen.
 * @param page that has the keyboard
 * @param sights what is waited for, each with the page or the frame that shows it
 */
export async function timeKey<Name extends string>(
  page: Page,
  key: string,
  sights: Readonly<Record<Name, readonly [Page | Frame, Sight]>>,
): Promise<Record<Name, number>> {
  const pressed = await page.evaluateHandle(keyPressed);
  const watches: [string, Watch][] = [];
  for (const [name, [frame, sight]] of Object.entries<readonly [Page | Frame, Sight]>(sights)) {
    watches.push([name, await frame.evaluateHandle(pictureOf, { ...sight, limit: LIMIT_MS })]);
  }
  await page.keyboard.press(key);
  const start = await pressed.evaluate(({ seen }) => seen);
  const times: [string, number][] = [];
  for (const [name, watch] of watches) times.push([name, (await watch.evaluate(({ seen }) => seen)) - start]);
  return Object.fromEntries(times) as Record<Name, number>;
}

/** Runs in the page: the time of the next key that is no modifier, in ms since 1970, as in the other function. */
function keyPressed(): { readonly seen: Promise<number> } {
  return {
    seen: new Promise((resolve) => {
      const heard = ({ key, timeStamp }: KeyboardEvent) => {
        if (key === 'Control' || key === 'Shift') return;
        document.removeEventListener('keydown', heard, { capture: true });
        resolve(performance.timeOrigin + timeStamp);
      };
      document.addEventListener('keydown', heard, { capture: true });
    }),
  };
}

/** Runs in the page or the frame: looks after each frame, when what was changed for it has been painted. */
function pictureOf({ selector, text = '', gone = false, limit }: Sight & { readonly limit: number }): {
  readonly seen: Promise<number>;
} {
  return {
    seen: new Promise((resolve, reject) => {
      const end = performance.now() + limit;
      const { port1, port2 } = new MessageChannel();
      const next = () => requestAnimationFrame(() => port2.postMessage(null));
      port1.onmessage = () => {
        const found = [...document.querySelectorAll(selector)].some(({ textContent }) => textContent?.includes(text));
        if (found !== gone) resolve(performance.timeOrigin + performance.now());
        else if (performance.now() < end) next();
        else reject(new Error(`Not seen: ${selector} ${text}`));
      };
      next();
    }),
  };
}
