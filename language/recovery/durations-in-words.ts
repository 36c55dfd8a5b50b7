const millisecondsOf: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const unitNames: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  min: 'm',
  minute: 'm',
  hr: 'h',
  hour: 'h',
};

/** What `1m30s` and `30sec` are in the unit that the language has: `90s`, `30s`; null for anything else. */
export function durationInOneUnit(word: string): string | null {
  if (!/^(?:\d+(?:\.\d+)?[a-z]+)+$/i.test(word)) return null;
  const parts = [...word.matchAll(/([\d.]+)([a-z]+)/gi)].map(([, number = '', unit = '']) => {
    const name = unit.toLowerCase();
    return { number, unit: millisecondsOf[name] === undefined ? (unitNames[name.replace(/s$/, '')] ?? '') : name };
  });
  const smallest = parts.at(-1)?.unit ?? '';
  const [only] = parts;
  if (parts.some(({ unit }) => unit === '')) return null;
  if (only !== undefined && parts.length === 1) return `${only.number}${only.unit}`;
  const total = parts.reduce((sum, { number, unit }) => sum + Number(number) * (millisecondsOf[unit] ?? 0), 0);
  return `${total / (millisecondsOf[smallest] ?? 1)}${smallest}`;
}
