import { shipped } from '../recommender/comparison/models.ts';
import type { BasketFigures } from '../recommender/evaluation/baskets.ts';
import type { CalibrationFigures, ForecastFigures } from '../recommender/evaluation/calibration.ts';
import { type Column, table } from '../terminal/table.ts';
import type { Results } from './results.ts';

/** The first five of each model as a basket, and what ships chosen in several ways; nothing where one course is asked for. */
export function basketLines(models: Results['baskets']): string[] {
  const rows = models.flatMap(({ name, ways }) =>
    ways.map((figures, i) => ({ ...figures, name: i === 0 ? name : '' })),
  );
  if (rows.length === 0) return [];
  return [
    '',
    'The first five as a basket, of everything that was taken in the session:',
    ...table(basketColumns, rows),
    'seen: pairs that somebody took in one session before; clash: baskets with two courses that nobody',
    'took both of, though many took each; same: with one title twice; alike: mean cosine of the texts;',
    'difference: of F1 from the five best, 95 % interval',
  ];
}

const basketColumns: Column<BasketFigures & { name: string }>[] = [
  { head: 'model', cell: ({ name }) => name },
  { head: 'chosen', cell: ({ way }) => way },
  { head: 'P@5', cell: (row) => row.precision_at_5.toFixed(3) },
  { head: 'R@5', cell: (row) => row.recall_at_5.toFixed(3) },
  { head: 'F1@5', cell: (row) => row.f1_at_5.toFixed(4) },
  {
    head: 'difference',
    cell: ({ name, difference_ci95: bounds }) =>
      name === ''
        ? bounds.map((bound) => `${bound < 0 ? '−' : '+'}${Math.abs(bound).toFixed(4)}`).join(' to ')
        : '',
  },
  { head: 'seen', cell: (row) => percent(row.pairs_seen) },
  { head: 'clash', cell: (row) => percent(row.clash, 1) },
  { head: 'same', cell: (row) => percent(row.same_title, 1) },
  { head: 'alike', cell: (row) => row.likeness.toFixed(3) },
];

/** How true the probabilities of what ships are; nothing where several courses are asked for. */
export function calibrationLines(calibration: CalibrationFigures | null): string[] {
  if (!calibration) return [];
  const rows = [
    { what: 'the first', ...calibration.first },
    { what: 'each of the first five', ...calibration.first_five },
  ];
  return [
    '',
    `Probability that it is the next course, by ${shipped}:`,
    ...table(forecastColumns, rows),
    'off: expected calibration error, ten bins; by chance: what true probabilities stay below, 19 in 20',
    '',
    'Of each of the first five, what was said and what came true:',
    ...table(binColumns, calibration.first_five.bins),
  ];
}

const forecastColumns: Column<ForecastFigures & { what: string }>[] = [
  { head: 'probability of', cell: ({ what }) => what },
  { head: 'forecasts', cell: ({ forecasts }) => String(forecasts) },
  { head: 'off', cell: ({ ece }) => ece.toFixed(4) },
  { head: 'by chance', cell: (row) => row.ece_by_chance.toFixed(4) },
  { head: 'Brier', cell: ({ brier }) => brier.toFixed(4) },
];

const binColumns: Column<ForecastFigures['bins'][number]>[] = [
  { head: 'said', cell: ({ probability }) => percent(probability, 1) },
  { head: 'came true', cell: ({ share }) => percent(share, 1) },
  { head: 'forecasts', cell: ({ forecasts }) => String(forecasts) },
];

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}
