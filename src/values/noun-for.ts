/** The noun for a count, in English: "course" for 1, "courses" for all others. */
export function nounFor(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}
