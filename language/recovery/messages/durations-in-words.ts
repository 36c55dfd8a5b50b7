const millisecondsOf: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const unitNames: Readonly<Record<string, string>> = {
  msec: 'ms',
  millisecond: 'ms',
  millis: 'ms',
  sec: 's',
  second: 's',
  min: 'm',
  minute: 'm',
  hr: 'h',
  hour: 'h',
};
/** Units that the language does not have, with how many of another one they are. */
const otherUnits: Readonly<Record<string, readonly [count: number, unit: string]>> = {
  us: [0.001, 'ms'],
  µs: [0.001, 'ms'],
  μs: [0.001, 'ms'],
  d: [24, 'h'],
  day: [24, 'h'],
  w: [168, 'h'],
  week: [168, 'h'],
};

/** What `1m30s` and `30sec` are in the unit that the language has: `90s`, `30s`; null for anything else. */
export function durationInOneUnit(word: string): string | null {
  if (!/^(?:\d+(?:\.\d+)?[a-zµμ]+)+$/i.test(word)) return null;
  const parts = [...word.matchAll(/([\d.]+)([a-zµμ]+)/gi)].map(([, number = '', unit = '']) => {
    const name = unit.toLowerCase();
    if (millisecondsOf[name] !== undefined) return { number, unit: name };
    const singular = name.replace(/(?<=..)s$/, '');
    const [count = 1, other = unitNames[name] ?? unitNames[singular] ?? ''] =
      otherUnits[name] ?? otherUnits[singular] ?? [];
    return { number: count === 1 ? number : decimal(Number(number) * count), unit: other };
  });
  const smallest = parts.at(-1)?.unit ?? '';
  const [only] = parts;
  if (parts.some(({ unit }) => unit === '')) return null;
  if (only !== undefined && parts.length === 1) return `${only.number}${only.unit}`;
  const total = parts.reduce((sum, { number, unit }) => sum + Number(number) * (millisecondsOf[unit] ?? 0), 0);
  return `${decimal(total / (millisecondsOf[smallest] ?? 1))}${smallest}`;
}

/**
 * What a time of another notation is as a duration: a clock, `00:05`, one of ISO 8601, `PT5S`, a decimal comma, signs
 * between thousands, or units in words.
 * @returns null if it is none
 */
export function durationOf(written: string): string | null {
  const text = written.trim().replace(/^[+~]|\.$/g, '');
  const [, hours = '0', minutes = '', seconds = ''] = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (seconds !== '') return `${Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)}s`;
  const [, iso] = /^P(?:\d+D)?T((?:\d+(?:\.\d+)?[HMS])+)$/.exec(text) ?? [];
  const number = (iso ?? text)
    .replaceAll(/(?<=\d)[\s_'’](?=\d{3}(?!\d))/g, '')
    .replace(/^\./, '0.')
    .replaceAll(/(?<=\d),(?=\d)/g, '.');
  return durationInOneUnit(number.replaceAll(/\s/g, ''));
}

function decimal(value: number): string {
  return String(Number(value.toFixed(6)));
}
