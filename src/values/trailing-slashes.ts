const slash = 47;

/**
 * An address without the slashes at its end. (`/\/+$/` takes the square of the length where slashes stand before another
 * character: it tries from each of them.)
 */
export function withoutTrailingSlashes(address: string): string {
  let end = address.length;
  while (end > 0 && address.charCodeAt(end - 1) === slash) end--;
  return address.slice(0, end);
}
