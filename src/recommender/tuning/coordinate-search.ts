import { gainOver } from '../evaluation/gain.ts';

/** A value for each option. */
export type Options<Name extends string> = Readonly<Record<Name, number>>;
/** For each option the values to try; the search starts at the first of each. */
export type Grid<Name extends string> = Readonly<Record<Name, readonly [number, ...number[]]>>;

export interface Judged<Name extends string> {
  options: Options<Name>;
  /** How good the options are in each case that they are judged by; higher is better. */
  scores: Float64Array;
}

/**
 * Coordinate search: each option in turn is moved up its values, or else down, for as long as that is better, while the
 * others stay. The cost is the sum of the sides of the grid, not their product.
 * @param cautious options that are moved only by a gain above its standard error
 */
export function coordinateSearch<Name extends string>(
  grid: Grid<Name>,
  from: Options<Name>,
  scoresOf: (options: Options<Name>) => Float64Array,
  cautious: readonly Name[] = [],
): Judged<Name> {
  let best = { options: from, scores: scoresOf(from) };
  const improves = (options: Options<Name>, name: Name): boolean => {
    const scores = scoresOf(options);
    const { gain, error } = gainOver(best.scores, scores);
    if (gain <= (cautious.includes(name) ? error : 0)) return false;
    best = { options, scores };
    return true;
  };
  for (const name of Object.keys(grid) as Name[]) {
    const values = grid[name].toSorted((a, b) => a - b);
    const start = values.indexOf(best.options[name]);
    const above = values.slice(start + 1);
    const below = values.slice(0, start).reverse();
    for (const direction of [above, below]) {
      const end = direction.findIndex((value) => !improves({ ...best.options, [name]: value }, name));
      if (end !== 0 && direction.length > 0) break;
    }
  }
  return best;
}

/** The first value of each option. */
export function firstOf<Name extends string>(grid: Grid<Name>): Options<Name> {
  const names = Object.keys(grid) as Name[];
  return Object.fromEntries(names.map((name) => [name, grid[name][0]])) as Options<Name>;
}

/** Options that a search can ask about, at most. */
export function mostAsked(grid: Grid<string>): number {
  const sides = Object.values(grid);
  return 1 + sides.reduce((sum, values) => sum + values.length - 1, 0);
}
