const MS_PER_SECOND = 1000;
const MS_PER_MINUTE = 60 * MS_PER_SECOND;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;

/**
 * A duration as people write it, in the largest unit that keeps it short: `40 ms`, `6 s`, `1.5 s`, `4 min`, `2 h 5 min`.
 * @param ms milliseconds, not negative
 */
export function durationText(ms: number): string {
  if (ms < MS_PER_SECOND) return `${round(ms)} ms`;
  if (ms < MS_PER_MINUTE) return `${round(ms / MS_PER_SECOND)} s`;
  if (ms < MS_PER_HOUR) return twoUnits(ms, MS_PER_MINUTE, 'min', MS_PER_SECOND, 's');
  return twoUnits(ms, MS_PER_HOUR, 'h', MS_PER_MINUTE, 'min');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const inSmall = Math.round(ms / small);
  const perLarge = large / small;
  const whole = Math.floor(inSmall / perLarge);
  const rest = inSmall % perLarge;
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
