import { shipped } from '../recommender/comparison/models.ts';
import type { Comparison, Figures } from '../recommender/evaluation/report.ts';
import { type Column, table } from '../terminal/table.ts';
import type { Results } from './results.ts';
import { basketLines, calibrationLines } from './show-baskets.ts';
import { fairnessLines } from './show-fairness.ts';

const figureColumns: Column<Figures>[] = [
  { head: 'model', cell: ({ name }) => name },
  { head: 'R@5', cell: (row) => row.recall_at_5.toFixed(4) },
  { head: 'R@10', cell: (row) => row.recall_at_10.toFixed(4) },
  { head: 'NDCG@10', cell: (row) => row.ndcg_at_10.toFixed(4) },
  { head: '95 % interval', cell: ({ ci95 }) => ci95.map((bound) => bound.toFixed(4)).join('–') },
  { head: 'MRR', cell: (row) => row.mrr.toFixed(4) },
  { head: 'cover', cell: (row) => `${(100 * row.coverage_at_10).toFixed(0)} %` },
  { head: 'pop.', cell: (row) => row.popularity_rank.toFixed(0) },
];

const modelColumns: Column<Results['models'][number]>[] = [
  ...figureColumns,
  { head: 'fit', cell: (row) => `${row.fit_seconds.toFixed(1)} s` },
  { head: 'peak', cell: (row) => `${Math.round(row.peak_bytes / 2 ** 20)} MiB` },
];

const legend = 'cover: share of the catalogue in somebody’s first ten; pop.: their mean place by popularity';

/** The results for a terminal of 100 columns. */
export function linesOf(results: Results): string[] {
  const lines = [...table(modelColumns, results.models), legend, ...comparisonLines(results.comparison)];
  if (results.cold.length > 0)
    lines.push(
      '',
      `${results.cold_tested_learners} learners without history before the ${results.split === 'term' ? 'term' : 'cut'}:`,
      ...table(figureColumns, results.cold),
      ...comparisonLines(results.cold_comparison),
    );
  lines.push(...basketLines(results.baskets), ...calibrationLines(results.calibration));
  lines.push('', ...fairnessLines(results.fairness));
  return lines;
}

function comparisonLines(comparison: Comparison | null): string[] {
  if (!comparison) return [];
  const { best, gain, difference_ci95: interval } = comparison;
  const [low, high] = interval.map((bound) => signed(bound));
  return [
    // There are no percents of 0.
    `${shipped} against the best other, ${best}${Number.isFinite(gain) ? `: ${signed(100 * gain, 1)} % NDCG@10` : ''}`,
    `  paired difference, 95 % interval: ${low} to ${high}`,
  ];
}

function signed(value: number, digits = 4): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
