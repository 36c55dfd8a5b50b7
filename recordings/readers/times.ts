import type { CaptureTime } from '../../check/index.js';

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
/** The end of the year 9999: a number beyond is in another unit, such as ms instead of s. */
const MAX_MS = 253_402_300_800_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EPOCH_MS = { s: 1000, ms: 1, us: 0.001, ns: 0.000001 } as const;
/** Digits after the point down to a µs. */
const EPOCH_DIGITS = { s: 6, ms: 3, us: 0, ns: -3 } as const;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|z|[+-]\d\d:?(?:\d\d)?)?$/;
/** The basic format of ISO 8601: without hyphens and colons. */
const basicIso = /^(\d{4})(\d\d)(\d\d)[Tt](\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?\s*(Z|z|[+-]\d\d:?(?:\d\d)?)?$/;
const isoTimeOfDay = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|z|[+-]\d\d:?(?:\d\d)?)?$/;

/** Reads a time as written, in ms since 1970 with µs as fraction; undefined if it is not a time. */
export type TimeReader = (text: string) => number | undefined;

/**
 * Makes the reader of a capture's times. A reader remembers the time before, so that times of day continue after midnight:
 * each file has its own.
 */
export function timeReader({ format, date, zone }: CaptureTime): TimeReader {
  const toUtc = zoneOf(zone);
  if (format.kind === 'epoch') {
    const { unit } = format;
    return (text) => epochMs(text, unit);
  }
  if (format.kind === 'iso') {
    const day = new DayReader(date, toUtc);
    const minute = new IsoMinute();
    return (text) => minute.readText(text) ?? isoTime(text, toUtc) ?? day.timeOfDay(text);
  }
  return lettersReader(format.text, date, toUtc);
}

/** A time as a number, cut to µs by its digits: as a fraction of seconds it would not be exact. */
export function epochMs(text: string, unit: keyof typeof EPOCH_MS): number | undefined {
  const match = /^\s*(-?)(\d+)(?:\.(\d+))?([eE][+-]?\d+)?\s*$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  if (exponent !== undefined) return micro(Number(text) * EPOCH_MS[unit]);
  const digits = EPOCH_DIGITS[unit];
  const us =
    digits < 0 ? Number(whole.slice(0, digits)) : Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return micro((sign === '-' ? -us : us) / 1000);
}

/** The time that a text is in ISO 8601, in ms since 1970; without a zone it is in UTC. Undefined if it is none. */
export function isoUtcMs(text: string): number | undefined {
  return isoTime(text, (local) => local);
}

/** ISO 8601, also with a blank for T or a comma. */
function isoTime(text: string, toUtc: (local: number) => number): number | undefined {
  const match = iso.exec(text) ?? basicIso.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction, offset] = match;
  const local = dateMs(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  if (local === undefined) return undefined;
  const ms = local + fractionMs(fraction);
  return offset === undefined ? toUtc(ms) : ms - offsetMs(offset);
}

const ISO_LENGTH = '2026-01-12T12:00:00.000Z'.length;
const SECOND_PLACE = '2026-01-12T12:00:'.length;
const DOT_PLACE = '2026-01-12T12:00:00'.length;
const DOT = 46;
const Z = 90;
const ZERO = 48;
const MAX_ASCII = 127;

/**
 * Reads `2026-01-12T12:00:00.000Z` if it is in the minute of the time before: usually only the end differs.
 */
export class IsoMinute {
  private readonly prefix = new Uint8Array(SECOND_PLACE);
  private readonly ofText = new Uint8Array(ISO_LENGTH);
  private minuteMs = Number.NaN;

  /** @returns the time in a part of some bytes; undefined if it is not a time, or in another form */
  read(bytes: Uint8Array, from: number, to: number): number | undefined {
    if (to - from !== ISO_LENGTH || bytes[to - 1] !== Z || bytes[from + DOT_PLACE] !== DOT) return undefined;
    if (!this.isSameMinute(bytes, from)) return this.begin(bytes.subarray(from, to));
    const second = digits(bytes, from + SECOND_PLACE, from + DOT_PLACE);
    const ms = digits(bytes, from + DOT_PLACE + 1, to - 1);
    return second < 0 || second > 59 || ms < 0 ? undefined : this.minuteMs + second * 1000 + ms;
  }

  /** @returns the time that a text is; undefined if it is not a time, or in another form */
  readText(text: string): number | undefined {
    if (text.length !== ISO_LENGTH) return undefined;
    for (let at = 0; at < ISO_LENGTH; at++) {
      const code = text.charCodeAt(at);
      if (code > MAX_ASCII) return undefined;
      this.ofText[at] = code;
    }
    return this.read(this.ofText, 0, ISO_LENGTH);
  }

  private isSameMinute(bytes: Uint8Array, from: number): boolean {
    for (let at = SECOND_PLACE - 1; at >= 0; at--) if (this.prefix[at] !== bytes[from + at]) return false;
    return true;
  }

  private begin(bytes: Uint8Array): number | undefined {
    const text = String.fromCharCode(...bytes);
    const ms = isoUtcMs(text);
    if (ms === undefined || text.slice(SECOND_PLACE, DOT_PLACE) === '60') return ms;
    this.minuteMs = Math.floor(ms / 60_000) * 60_000;
    this.prefix.set(bytes.subarray(0, SECOND_PLACE));
    return ms;
  }
}

/** The number that some characters spell; -1 if they are not digits. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Times of day on a date, over midnight. */
class DayReader {
  private day: number;
  private last: number | undefined;

  constructor(
    date: string | null,
    private readonly toUtc: (local: number) => number,
  ) {
    this.day = date === null ? 0 : (dateMs(...dateParts(date)) ?? 0);
  }

  timeOfDay(text: string): number | undefined {
    const match = isoTimeOfDay.exec(text);
    if (match === null) return undefined;
    const [, hour, minute, second = '0', fraction, offset] = match;
    return this.at(timeMs(Number(hour), Number(minute), Number(second), fractionMs(fraction)), offset);
  }

  /**
   * A time that falls, or rises, by over half a day is the next day's, or the day's before.
   * @param timeOfDayMs undefined if it is not a time of day
   * @param offset the one written after the time, which then counts instead of the capture's zone
   */
  at(timeOfDayMs: number | undefined, offset: string | undefined): number | undefined {
    if (timeOfDayMs === undefined) return undefined;
    if (this.last !== undefined && this.last - timeOfDayMs > HALF_DAY_MS) this.day += DAY_MS;
    if (this.last !== undefined && timeOfDayMs - this.last > HALF_DAY_MS) this.day -= DAY_MS;
    this.last = timeOfDayMs;
    const local = this.day + timeOfDayMs;
    return offset === undefined ? this.toUtc(local) : local - offsetMs(offset);
  }
}

/** The parts of a format; one letter is the same number as two, which may be written with one digit too. */
const formatParts = /'([^']*)'|yyyy|yy|MMM|MM?|dd?|HH?|hh?|mm?|ss?|S+|a|X|[^A-Za-z']|./g;

const letterPatterns: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<shortYear>\\d\\d)',
  MMM: '(?<monthName>[A-Za-z]{3})',
  MM: '(?<month>\\d\\d?)',
  // Some logs write a blank for a leading zero.
  dd: '(?<day> ?\\d\\d?)',
  HH: '(?<hour> ?\\d\\d?)',
  hh: '(?<hour12> ?\\d\\d?)',
  mm: '(?<minute>\\d\\d?)',
  ss: '(?<second>\\d\\d?)',
  S: '(?<fraction>\\d+)',
  a: '(?<half>[AaPp][Mm])',
  X: '(?<offset>Z|[+-]\\d\\d(?::?\\d\\d)?)',
};

function lettersReader(format: string, date: string | null, toUtc: (local: number) => number): TimeReader {
  const parts = new Set<string>();
  const source = format.replace(formatParts, (word, quoted) => {
    if (quoted !== undefined) return escaped(quoted === '' ? "'" : quoted);
    const part = /^[MdHhms]$/.test(word) ? word + word : word.startsWith('S') ? 'S' : word;
    const pattern = letterPatterns[part];
    if (pattern === undefined || parts.has(part)) return escaped(word);
    parts.add(part);
    return pattern;
  });
  const expression = new RegExp(`^\\s*${source}\\s*$`);
  const hasDate = /d|M/.test([...parts].join(' '));
  const day = new DayReader(date, toUtc);
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { year, shortYear, month, monthName, fraction, offset, half } = groups;
    let hour = Number(groups.hour ?? groups.hour12 ?? 0);
    if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    const minute = Number(groups.minute ?? 0);
    const second = Number(groups.second ?? 0);
    if (!hasDate) return day.at(timeMs(hour, minute, second, fractionMs(fraction)), offset);
    const [dateYear] = dateParts(date ?? '1970-01-01');
    const fullYear = year !== undefined ? Number(year) : shortYear !== undefined ? 2000 + Number(shortYear) : dateYear;
    const fullMonth =
      monthName !== undefined ? MONTHS.indexOf(monthName.toLowerCase()) + 1 : month !== undefined ? Number(month) : 1;
    const local = dateMs(fullYear, fullMonth, Number(groups.day ?? 1), hour, minute, second);
    if (local === undefined) return undefined;
    const ms = local + fractionMs(fraction);
    return offset === undefined ? toUtc(ms) : ms - offsetMs(offset);
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function dateParts(date: string): [number, number, number] {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}

function dateMs(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || !isTimeOfDay(hour, minute, second)) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  // A day that the month does not have is no date.
  return new Date(ms).getUTCMonth() === month - 1 || hour === 24 || second === 60 ? ms : undefined;
}

function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  return hour <= 24 && minute <= 59 && second <= 60;
}

/** @returns undefined if it is not a time of day */
function timeMs(hour: number, minute: number, second: number, fraction: number): number | undefined {
  if (!isTimeOfDay(hour, minute, second)) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

/** Milliseconds of the digits after the point, cut to µs. */
function fractionMs(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 6).padEnd(6, '0')) / 1000;
}

function micro(ms: number): number | undefined {
  return Math.abs(ms) < MAX_MS ? Math.floor(ms * 1000 + 1e-6) / 1000 : undefined;
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(offset);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

/** Makes UTC of local times in a zone. */
function zoneOf(zone: string | null): (local: number) => number {
  if (zone === null || /^(Z|UTC)$/.test(zone)) return (local) => local;
  if (/^[+-]\d/.test(zone)) {
    const offset = offsetMs(zone);
    return (local) => local - offset;
  }
  const offsets = new ZoneOffsets(zone);
  return (local) => {
    // The offset that holds at the time itself: found in two steps, since it depends on the time.
    const first = local - offsets.at(local);
    return local - offsets.at(first);
  };
}

/** Offsets of an IANA zone, by the quarter of an hour: they change at no other times. */
class ZoneOffsets {
  private readonly offsetByQuarter = new Map<number, number>();
  private readonly format: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  at(utc: number): number {
    const quarter = Math.floor(utc / 900_000);
    let offset = this.offsetByQuarter.get(quarter);
    if (offset === undefined) {
      const at = quarter * 900_000;
      const parts = new Map(this.format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
      const local = Date.UTC(
        part('year'),
        part('month') - 1,
        part('day'),
        part('hour'),
        part('minute'),
        part('second'),
      );
      offset = local - at;
      this.offsetByQuarter.set(quarter, offset);
    }
    return offset;
  }
}
