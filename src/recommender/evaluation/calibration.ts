import { createRandom } from '../data/random.ts';
import type { TestCase } from '../data/split.ts';
import { topCourses } from '../data/top-courses.ts';

/** Something that was said to happen with a probability, and whether it did. */
export interface Forecast {
  probability: number;
  happened: boolean;
}

/** Forecasts of nearly the same probability: what was said on average, and how often it came true. */
export interface CalibrationBin {
  forecasts: number;
  probability: number;
  share: number;
}

const binCount = 10;
/** Draws that say how far a perfect forecaster would be off by chance. */
const chanceDraws = 200;
/** Courses of a list that are forecast. */
const listed = 5;

/** Forecasts in bins of equally many, by probability, ascending; fewer bins where there are fewer forecasts. */
export function calibrationBins(forecasts: readonly Forecast[]): CalibrationBin[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const bins = Math.min(binCount, sorted.length);
  return Array.from({ length: bins }, (_, bin) => {
    const from = Math.round((bin * sorted.length) / bins);
    const some = sorted.slice(from, Math.round(((bin + 1) * sorted.length) / bins));
    return {
      forecasts: some.length,
      probability: mean(some, ({ probability }) => probability),
      share: mean(some, ({ happened }) => (happened ? 1 : 0)),
    };
  });
}

/** Expected calibration error: mean difference of a bin's probability from its share (bins of equal mass, Nguyen and O'Connor 2015). */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = calibrationBins(forecasts);
  return bins.reduce(
    (sum, bin) => sum + (bin.forecasts / forecasts.length) * Math.abs(bin.probability - bin.share),
    0,
  );
}

/** Mean squared difference of the probability from 1 or 0 (Brier 1950): 0 is perfect, and sharp forecasts are better than vague ones. */
export function brierScore(forecasts: readonly Forecast[]): number {
  return mean(forecasts, ({ probability, happened }) => (probability - (happened ? 1 : 0)) ** 2);
}

/**
 * The calibration error that a forecaster whose probabilities are exactly right stays below 19 times in 20: few
 * forecasts come true more or less often by chance alone.
 */
export function chanceError(forecasts: readonly Forecast[], seed = 1): number {
  const random = createRandom(seed);
  const errors = Array.from({ length: chanceDraws }, () =>
    calibrationError(
      forecasts.map(({ probability }) => ({ probability, happened: random.next() < probability })),
    ),
  ).sort((a, b) => a - b);
  return errors[Math.ceil(0.95 * chanceDraws) - 1]!;
}

/** How true the probabilities of a model are; the names are those of the JSON that the command writes. */
export interface CalibrationFigures {
  /** Of the course that is put first. */
  first: ForecastFigures;
  /** Of each of the first five. */
  first_five: ForecastFigures;
}

export interface ForecastFigures {
  forecasts: number;
  /** Expected calibration error. */
  ece: number;
  /** Below this the error may be chance: see `chanceError`. */
  ece_by_chance: number;
  brier: number;
  bins: CalibrationBin[];
}

export interface Forecasts {
  /** Of the course that is put first, of each case. */
  first: readonly Forecast[];
  /** Of each of the first five. */
  firstFive: readonly Forecast[];
}

/** Collects what a model says of the courses that it puts first. */
export class CalibrationTally implements Forecasts {
  readonly first: Forecast[] = [];
  readonly firstFive: Forecast[] = [];

  /** @param probabilities of being the next course, 0 for a course that is no candidate */
  add({ targets }: TestCase, probabilities: Float32Array): void {
    const best = topCourses(probabilities, listed, (course) => probabilities[course]! > 0);
    for (const [place, course] of best.entries()) {
      const forecast = { probability: probabilities[course]!, happened: targets.includes(course) };
      if (place === 0) this.first.push(forecast);
      this.firstFive.push(forecast);
    }
  }
}

/** @returns null where nothing was forecast */
export function calibrationFigures(forecasts: Forecasts): CalibrationFigures | null {
  const { first, firstFive } = forecasts;
  return first.length === 0 ? null : { first: figuresOf(first), first_five: figuresOf(firstFive) };
}

function figuresOf(forecasts: readonly Forecast[]): ForecastFigures {
  return {
    forecasts: forecasts.length,
    ece: calibrationError(forecasts),
    ece_by_chance: chanceError(forecasts),
    brier: brierScore(forecasts),
    bins: calibrationBins(forecasts),
  };
}

function mean<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0) / (items.length || 1);
}
