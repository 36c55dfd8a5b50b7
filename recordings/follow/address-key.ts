/** The addresses that are known, by participant. */
export function addressKey(addresses: readonly number[]): string {
  let key = '';
  for (let participant = 0; participant < addresses.length; participant++) {
    const address = addresses[participant];
    if (address !== undefined && address >= 0) key += `${participant}:${address},`;
  }
  return key;
}
