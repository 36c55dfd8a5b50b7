/** How many times as much as usual a search may try: `PROPERTY_FACTOR=20 npx vitest run test/properties`. */
export const propertyFactor = Number(process.env.PROPERTY_FACTOR ?? '1');
