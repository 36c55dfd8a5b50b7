/** How many times as much as usual a search may try: `PROPERTY_FACTOR=20 npx vitest run test/properties`. */
export const propertyFactor = Number(process.env.PROPERTY_FACTOR ?? '1');

/**
 * Where a search begins: the same in every run, so that a run fails for what was changed. A search of more tries begins
 * elsewhere each time, and `PROPERTY_SEED` repeats one.
 */
export const propertySeed = Number(process.env.PROPERTY_SEED ?? (propertyFactor === 1 ? 1 : Date.now() % 1_000_000));

/** Whether a search goes on after a failure and tells them all, unshrunk: `PROPERTY_COLLECT=1`. */
export const collectsFailures = process.env.PROPERTY_COLLECT === '1';
