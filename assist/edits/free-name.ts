/** The wanted name; if it is taken, with the first free number appended. */
export function freeName(base: string, usedNames: ReadonlySet<string>): string {
  if (!usedNames.has(base)) return base;
  for (let number = 2; ; number++) if (!usedNames.has(`${base}${number}`)) return `${base}${number}`;
}
