import type { Institution } from '../../../models/institution.ts';
import type { TrainedFigures } from '../../counts/trained.ts';
import type { Words } from '../../words/words.ts';
import { type LineChart, lineChart } from '../charts/line-chart.ts';
import { ndcgWords } from '../models/ndcg-words.ts';

/** How much better the model that serves ranks held-out courses than offering what is popular. */
export interface BetterFigure {
  /** "4.2 times"; undefined where no model serves, or a multiple would say nothing. */
  times: string | undefined;
  about: string[];
  chart: LineChart | undefined;
  rows: { at: string; model: string; popularity: string }[];
}

/** Below this popularity finds nearly nothing, and a multiple of it says nothing. NDCG@10. */
const leastPopularity = 0.005;

/** @param trainings the newest first */
export function betterFigure(
  { served, trainings }: { served: TrainedFigures | undefined; trainings: readonly TrainedFigures[] },
  { liveModel }: Pick<Institution, 'liveModel'>,
  words: Words,
): BetterFigure {
  const ndcg = (value: number) => ndcgWords(value, words);
  const passed = trainings.filter(({ passed }) => passed).reverse();
  const rows = passed.map(({ at, model, popularity }) => ({
    ...{ at: words.moment(at), model: ndcg(model), popularity: ndcg(popularity) },
  }));
  if (!served || !liveModel)
    return {
      ...{ times: undefined, chart: undefined, rows },
      about: [words.say(liveModel ? 'administration.better.longAgo' : 'administration.better.none')],
    };
  const { model, popularity, intervals } = served;
  return {
    times:
      popularity >= leastPopularity
        ? words.say('administration.better.times', {
            times: words.number(model / popularity, { maximumFractionDigits: 1 }),
          })
        : undefined,
    about: [
      words.say('administration.better.against', { model: ndcg(model), popular: ndcg(popularity) }),
      ...(popularity >= leastPopularity ? [] : [words.say('administration.better.little')]),
      ...(intervals
        ? [
            words.say('administration.better.intervals', {
              ...{ from: ndcg(intervals.model[0]), to: ndcg(intervals.model[1]) },
              ...{ popularFrom: ndcg(intervals.popularity[0]), popularTo: ndcg(intervals.popularity[1]) },
            }),
          ]
        : []),
    ],
    chart:
      passed.length > 1
        ? lineChart({
            ...{ width: 132, height: 56 },
            lines: [
              {
                name: '',
                values: passed.map((one) => one.model),
                marked: passed.findIndex(({ id }) => id === served.id),
              },
            ],
            baseline: { value: popularity, label: '' },
          })
        : undefined,
    rows,
  };
}
