import { nounFor } from '../values/noun-for.ts';

const minute = 60;
const units = [
  ['day', 1440 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;
const relative = new Intl.RelativeTimeFormat('en');

/** A time as a page shows it: from now, and exactly for programs and for who hovers. */
export interface Moment {
  iso: string;
  /** "25 November 2026 at 16:02 UTC" */
  exact: string;
  /** "3 minutes ago", "in 2 hours", "now" */
  fromNow: string;
}

export function toMoment(at: Date, now: Date): Moment {
  return { iso: at.toISOString(), exact: exactTime(at), fromNow: fromNow(at, now) };
}

/** "25 November 2026 at 16:02 UTC" */
export function exactTime(at: Date): string {
  return `${at.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;
}

function fromNow(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [];
  if (unit === undefined) return seconds > 0 ? 'in less than a minute' : 'less than a minute ago';
  return relative.format(Math.trunc(seconds / length), unit);
}

/** "40 s", "3 min 20 s", "2 h 5 min" */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < minute) return `${whole} s`;
  if (whole < 60 * minute) return `${Math.floor(whole / minute)} min ${whole % minute} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / minute)} min`;
}

/** "1 course", "12,345 courses" */
export function counted(count: number, one: string, many?: string): string {
  return `${countWords(count)} ${nounFor(count, one, many)}`;
}

/** "12,345" */
export function countWords(count: number): string {
  return count.toLocaleString('en');
}
