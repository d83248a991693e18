const unixTime = /^-?\d{9,14}(\.\d+)?$/;
/** UNIX times above this are milliseconds. As seconds they would be beyond the year 5000. */
const largestSeconds = 1e11;
const iso = /^(\d{4}-\d\d-(\d\d))(?:[T ](\d\d:\d\d(?::\d\d)?(?:\.\d+)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * A time as exports write it: ISO 8601 (a space for the T is fine; without a zone it is UTC, so that every machine
 * reads the same), or a UNIX time in seconds or milliseconds. Strict: `Date.parse` makes a date of "module 3".
 * @returns undefined when it is none
 */
export function parseTime(text: string): Date | undefined {
  if (unixTime.test(text)) {
    const number = Number(text);
    return new Date(Math.abs(number) > largestSeconds ? number : number * 1000);
  }
  const [, day, dayOfMonth, time = '00:00', zone = 'Z'] = iso.exec(text) ?? [];
  if (day === undefined) return undefined;
  // 30 February would become 2 March.
  if (new Date(`${day}T00:00Z`).getUTCDate() !== Number(dayOfMonth)) return undefined;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const date = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
