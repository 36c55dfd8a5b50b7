/** The product's version; a test holds it to that of the manifest. */
export const version = '0.1.0';
