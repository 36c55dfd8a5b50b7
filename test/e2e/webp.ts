import type { BrowserContext } from 'playwright-core';

/**
 * A PNG image as WebP, a third smaller or more.
 * @param context a page of its browser makes the image
 * @param quality between 0 and 1; 1 is without loss
 */
export async function webp(context: BrowserContext, png: Buffer, quality = 1): Promise<Buffer> {
  const page = await context.newPage();
  try {
    const encoded = await page.evaluate(
      async ({ data, quality }) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        canvas.getContext('2d')?.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', quality);
      },
      { data: png.toString('base64'), quality },
    );
    return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64');
  } finally {
    await page.close();
  }
}
