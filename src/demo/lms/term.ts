/** The name of the term that a day lies in. Terms begin on 1 March and 1 September, UTC. */
export function termOf(day: Date): string {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  if (month >= 8) return `Autumn ${year}`;
  return month >= 2 ? `Spring ${year}` : `Autumn ${year - 1}`;
}
