import type { TrainedModel } from '../../../models/trained-model.ts';
import type { Words } from '../../words/words.ts';
import { type LineChart, lineChart } from '../charts/line-chart.ts';
import { ndcgWords } from './ndcg-words.ts';

/** How the networks of a model learnt, round by round. */
export interface ModelChart {
  chart: LineChart;
  names: string[];
  /** One a round, with a value for each network; "–" where its search had ended. */
  rows: { round: string; values: string[] }[];
}

const known = ['gmf', 'attention'] as const;

/** Undefined where nothing is stored: of older models, and where the networks are left out. */
export function modelChart(
  { curves = [] }: Pick<TrainedModel, 'curves'>,
  words: Words,
): ModelChart | undefined {
  const shown = known.flatMap((network) => {
    const curve = curves.find((one) => one.network === network);
    return curve && curve.ndcgAt10.length > 0 ? [{ network, values: curve.ndcgAt10 }] : [];
  });
  if (shown.length === 0) return undefined;
  const names = shown.map(({ network }) => words.say(`administration.models.network.${network}`));
  const rounds = Math.max(...shown.map(({ values }) => values.length));
  return {
    names,
    chart: lineChart({
      ...{ width: 320, height: 160 },
      lines: shown.map(({ values }, i) => ({
        ...{ name: names[i] as string, values },
        // The first of the best ones is what a search keeps.
        marked: values.indexOf(Math.max(...values)),
      })),
      tickWords: (value) => ndcgWords(value, words),
    }),
    rows: Array.from({ length: rounds }, (_, i) => ({
      round: words.number(i + 1),
      values: shown.map(({ values }) => {
        const value = values[i];
        return value === undefined ? '–' : ndcgWords(value, words);
      }),
    })),
  };
}
