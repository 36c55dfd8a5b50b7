import { brief, type Capture, captureUnits, type TimeFormat } from '../../check/index.js';
import { joinWithOr } from '../../timeline/types/join-words.js';
import type { Places } from '../ast/places.js';
import type * as ast from '../generated/ast.js';
import { type CaptureFieldCompiler, isWrittenIn } from './capture-fields.js';
import type { FindingsCollector } from './findings-collector.js';
import { reportUnknownValue } from './unknown-value.js';

/** The parts of a time; those of text are in single quotes. */
const TIME_LETTERS = ['yyyy', 'yy', 'MM', 'MMM', 'dd', 'HH', 'hh', 'mm', 'ss'];
/** One letter for a number without a leading zero. */
const SHORT_TIME_LETTERS = ['M', 'd', 'H', 'h', 'm', 's'];

/** Compiles how a capture reads times, and reports formats, dates and zones that do not exist. */
export class CaptureTimeCompiler {
  constructor(
    private readonly node: ast.Capture,
    private readonly fields: CaptureFieldCompiler,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
  ) {}

  /** @param member undefined if the capture does not say how */
  time(member: ast.CaptureTime | undefined): Capture['time'] {
    return {
      field: member === undefined ? this.fields.standard('time') : this.fields.field(member.field),
      format: this.timeFormat(member),
      date: this.date(member),
      zone: this.zone(member),
    };
  }

  private timeFormat(time: ast.CaptureTime | undefined): TimeFormat {
    if (time?.format !== undefined) {
      this.checkLetters(time, time.format);
      return { kind: 'letters', text: time.format };
    }
    if (time?.unit === undefined) return { kind: 'iso' };
    const unit = captureUnits.find((captureUnit) => captureUnit === time.unit);
    if (unit === undefined && isWrittenIn(this.node, time))
      reportUnknownValue(time.unit, 'unit of time', captureUnits, this.places.property(time, 'unit'), this.collector);
    return { kind: 'epoch', unit: unit ?? 'ms' };
  }

  /** Reports letters that look like parts of a time and are none: as text they would match no line. */
  private checkLetters(time: ast.CaptureTime, format: string): void {
    const unquoted = format.replace(/'[^']*'/g, ' ');
    const percent = /%[A-Za-z](?![A-Za-z])/.exec(unquoted)?.[0];
    const letters = unquoted.match(/([yYMdDHhmsE])\1*/g) ?? [];
    const wrong = percent ?? letters.find((run) => !TIME_LETTERS.includes(run) && !SHORT_TIME_LETTERS.includes(run));
    if (wrong === undefined || !isWrittenIn(this.node, time)) return;
    // Other notations have the year and the day in capital letters.
    const own = wrong.replace(/^[YD]/, (letter) => letter.toLowerCase());
    const meant = TIME_LETTERS.find(([letter]) => letter === own[0]);
    const instead = meant === undefined ? `Write ${joinWithOr(TIME_LETTERS)}.` : `Did you mean "${meant}"?`;
    const message =
      percent !== undefined
        ? `"%" marks no part of a time. Write letters: "yyyy-MM-dd HH:mm:ss".`
        : `There is no time part "${wrong}". ${instead} Put other text in single quotes.`;
    this.collector.add('unknown-value', this.places.property(time, 'format'), message, {
      brief: brief`There is no time part ${wrong}`,
    });
  }

  /** The date of times of day. */
  private date(time: ast.CaptureTime | undefined): string | null {
    const date = time?.date;
    if (date === undefined || time === undefined) return null;
    const ms = Date.parse(date);
    const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
    if (!exists && isWrittenIn(this.node, time)) {
      this.collector.add(
        'unknown-value',
        this.places.property(time, 'date'),
        `There is no date ${date}. Write a day of the calendar: yyyy-MM-dd.`,
        {
          brief: brief`There is no date ${date}`,
        },
      );
    }
    return date;
  }

  private zone(time: ast.CaptureTime | undefined): string | null {
    const zone = time?.zone;
    if (zone === undefined || time === undefined) return null;
    if (/^([+-]\d\d:?\d\d|Z|UTC)$/.test(zone)) return zone;
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return zone;
    } catch {
      if (isWrittenIn(this.node, time)) {
        const message = `There is no time zone "${zone}". Write an offset, such as "+05:30", or a name, such as "Europe/Berlin".`;
        this.collector.add('unknown-value', this.places.property(time, 'zone'), message, {
          brief: brief`There is no time zone ${zone}`,
        });
      }
      return null;
    }
  }
}
