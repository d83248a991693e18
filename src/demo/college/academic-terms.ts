/** Two terms a year for three years. */
export const termCount = 6;

/**
 * When the last `termCount` terms begin, oldest first; the last one is the current term. Terms begin on 1 March
 * and 1 September, UTC.
 */
export function lastTermStarts(today: Date): Date[] {
  const starts: Date[] = [];
  for (let year = today.getUTCFullYear(); starts.length < termCount; year--)
    for (const month of [8, 2]) {
      const start = new Date(Date.UTC(year, month, 1));
      if (start <= today && starts.length < termCount) starts.unshift(start);
    }
  return starts;
}

/** The year of study after so many terms: two make a year. */
export function yearOfStudy(terms: number): number {
  return Math.max(1, Math.ceil(terms / 2));
}

/** The name of the term that a day lies in. Terms begin on 1 March and 1 September, UTC. */
export function termName(day: Date): string {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  if (month >= 8) return `Autumn ${year}`;
  return month >= 2 ? `Spring ${year}` : `Autumn ${year - 1}`;
}
