/**
 * Whether a page of a list may have been cut off by a limit that nobody speaks of, so that the next one has to be asked for.
 * @param length of the page
 * @param before length of the page before; 0 for the first page, of which only a round number looks like a limit
 */
export function mayBeCut(length: number, before: number): boolean {
  if (length === 0) return false;
  return before > 0 ? length >= before : length % 10 === 0;
}
