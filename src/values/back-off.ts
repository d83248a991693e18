const first = 5 * 60_000;

/** After failures in a row something is left alone for 5, 10, 20 … minutes. @returns milliseconds, at most `longest` */
export function backOff(failures: number, longest: number): number {
  return Math.min(longest, first * 2 ** (failures - 1));
}
