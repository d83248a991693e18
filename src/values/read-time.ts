import { plainDigits } from './plain-digits.ts';

/**
 * A time of foreign data: `none` where nothing is said, `unreadable` where something is said that is no time. Whoever reads it
 * rejects what is unreadable and says so; a date that was guessed would be believed.
 */
export type Time = Date | 'none' | 'unreadable';

/** What a number counts since 1970, where a source writes times as numbers; `either`: told apart by size. */
export type Epoch = 'seconds' | 'milliseconds' | 'either';

/** Longer than every form below. */
const longestTime = 48;
const number = /^-?\d{1,13}(?:\.\d{1,9})?$/;
/** Numbers of more digits than a year and a compact date have (2001 to 2286, in seconds). */
const plainEpoch = /^-?\d{9,13}(?:\.\d{1,9})?$/;
/** UNIX times above this are milliseconds. As seconds they would be beyond the year 5000. */
const largestSeconds = 1e11;

const clock = /(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?/.source;
const zone = / ?(Z|UTC|GMT|[+\u2212-]\d\d(?::?\d\d)?)?/.source;
const iso = new RegExp(`^(\\d{4})([-/.]?)(\\d\\d)\\2(\\d\\d)(?:[T ]+${clock}${zone})?$`, 'i');
/** Year, month and day, each with its word. */
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日/;
/** As databases export it, without a separator: yyyymmddhhmmss. */
const compact = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const parted = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP]M))?)?$/i;
/** MySQL's and .NET's ways to say that there is no date. */
const zeroDate = /^(?:0000-00-00|0001-01-01)(?:[T ]00:00:00(?:\.0{1,9})?)?(?:Z|[+-]00:?00)?$/;

/**
 * Reads a time of any source; the only reader of times in foreign data. It takes
 * - ISO 8601 in its extended and its basic form: a date alone, or with hours, minutes, seconds and a fraction after a point or
 *   comma; a space for the T is fine; the zones `Z`, `+02`, `+0200` and `+02:00`. Hour 24 is midnight at the end of the day;
 * - 2026/09/30, 2026.09.30 and 2026年9月30日;
 * - 8/17/2026 and 17/8/2026, where one of the two numbers can be no month or both are the same, and 17.8.2026, perhaps with
 *   hours and minutes;
 * - numbers since 1970, where the source says that its times are numbers. Then 0 means none.
 *
 * Digits may be those of any script. Without a zone a time is UTC, on every server. There is no 30 February.
 */
export function readTime(value: unknown, epoch?: Epoch): Time {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'unreadable' : value;
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'number') return epoch ? fromEpoch(value, epoch) : 'unreadable';
  if (typeof value !== 'string' || value.length > longestTime) return 'unreadable';
  const text = plainDigits(value).trim();
  if (text === '' || zeroDate.test(text)) return 'none';
  const stated = fromIso(text) ?? fromCompact(text) ?? fromParts(text);
  if (stated) return stated;
  const isEpoch = epoch === 'either' ? plainEpoch.test(text) || text === '0' : number.test(text);
  return epoch && isEpoch ? fromEpoch(Number.parseFloat(text), epoch) : 'unreadable';
}

/** The time, for whom an unreadable one is as good as none. */
export function knownTime(value: unknown, epoch?: Epoch): Date | undefined {
  const time = readTime(value, epoch);
  return time instanceof Date ? time : undefined;
}

function fromEpoch(count: number, epoch: Epoch): Time {
  if (count === 0) return 'none';
  const isSeconds = epoch === 'seconds' || (epoch === 'either' && Math.abs(count) <= largestSeconds);
  const time = new Date(isSeconds ? count * 1_000 : count);
  return Number.isNaN(time.getTime()) ? 'unreadable' : time;
}

function fromIso(text: string): Time | undefined {
  const dashed = text.replace(
    chinese,
    (_, ...[y, m, d]: string[]) => `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`,
  );
  const [, year, , month, day, hour, minute, second, fraction, offset] = iso.exec(dashed) ?? [];
  if (year === undefined) return undefined;
  return toTime([year, month, day, hour, minute, second], fraction, offset);
}

function fromCompact(text: string): Time | undefined {
  const [, ...parts] = compact.exec(text) ?? [];
  return parts.length === 0 ? undefined : toTime(parts);
}

function fromParts(text: string): Time | undefined {
  const [, one = '', separator, two = '', year, hour, minute, second, half] = parted.exec(text) ?? [];
  if (year === undefined) return undefined;
  const clock = hour === undefined ? [] : [hourOfDay(hour, half), minute, second];
  const [dayFirst, monthFirst] = [toTime([year, two, one, ...clock]), toTime([year, one, two, ...clock])];
  if (separator === '.') return dayFirst;
  // 8/7/2026 is July to some and August to others.
  if (dayFirst instanceof Date && monthFirst instanceof Date)
    return dayFirst.getTime() === monthFirst.getTime() ? dayFirst : 'unreadable';
  return dayFirst instanceof Date ? dayFirst : monthFirst;
}

/** 12 AM is midnight, 12 PM noon; an hour that a half of the day does not have is none. */
function hourOfDay(hour: string, half: string | undefined): string {
  if (half === undefined) return hour;
  const count = Number.parseInt(hour, 10);
  if (count < 1 || count > 12) return '99';
  return `${(count % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)}`;
}

/** @param parts year, month, day, hour, minute, second in digits; those that are missing are 0 */
function toTime(parts: readonly (string | undefined)[], fraction = '', offset = 'Z'): Time {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number.parseInt(part ?? '0', 10),
  );
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  // A leap second is the first of the next minute here.
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return 'unreadable';
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  // 30 February would become 2 March.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return 'unreadable';
  const minutesEast = minutesOf(offset);
  if (minutesEast === undefined) return 'unreadable';
  const milliseconds = Number.parseInt(fraction.padEnd(3, '0').slice(0, 3), 10);
  const seconds = (hour * 60 + minute - minutesEast) * 60 + second;
  return new Date(midnight.getTime() + seconds * 1_000 + milliseconds);
}

/** Minutes that a zone is ahead of UTC. */
function minutesOf(offset: string): number | undefined {
  const [, sign, hours = '', minutes = '0'] = /^([+\u2212-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  if (sign === undefined) return 0;
  const [whole, rest] = [Number.parseInt(hours, 10), Number.parseInt(minutes, 10)];
  if (whole > 23 || rest > 59) return undefined;
  return (sign === '+' ? 1 : -1) * (whole * 60 + rest);
}
