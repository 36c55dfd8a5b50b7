const units = [
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/**
 * A duration as people write it, nothing rounded away, so that two that differ read differently: `40 ms`, `6.04 s`,
 * `4 min`, `4 min 6.04 s`, `2 h 5 min`.
 * @param ms milliseconds, not negative
 */
export function durationText(ms: number): string {
  if (ms < 1000) return `${decimal(ms)} ms`;
  const parts: string[] = [];
  let rest = ms;
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${name}`);
    rest -= count * size;
  }
  if (rest > 0) parts.push(`${decimal(rest / 1000)} s`);
  return parts.join(' ');
}

/** A duration that was measured, to a tenth of a second: `40 ms`, `6.1 s`. */
export function roundedDurationText(ms: number): string {
  return durationText(ms < 1000 ? Math.round(ms) : Math.round(ms / 100) * 100);
}

function decimal(value: number): string {
  return String(Number(value.toFixed(3)));
}
