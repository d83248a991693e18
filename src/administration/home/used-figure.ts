import { type Usage, usageWeeks } from '../../counts/usage.ts';
import type { Words } from '../../words/words.ts';
import { type LineChart, lineChart } from '../charts/line-chart.ts';

const week = 7 * 86_400_000;

/** Who used the panel lately. */
export interface UsedFigure {
  people: string;
  /** "of 780 learners, 6 % more than in the week before" */
  about: string[];
  chart: LineChart;
  rows: { week: string; people: string }[];
}

/** @param learners of the institution; undefined while they are counted */
export function usedFigure(
  { people, opened, searched }: Usage,
  learners: number | undefined,
  words: Words,
  now: Date,
): UsedFigure {
  const [before = 0, last = 0] = people.slice(-2);
  const ended = (weeksAgo: number) => new Date(now.getTime() - weeksAgo * week);
  return {
    people: words.number(last),
    about: [
      ...(learners ? [words.say('administration.used.of', { learners })] : []),
      words.say('administration.used.before', { before }),
      words.say('administration.used.did', { opened, searched }),
    ],
    chart: lineChart({
      ...{ width: 132, height: 56 },
      lines: [{ name: '', values: people, marked: people.length - 1 }],
    }),
    rows: people.map((count, i) => ({
      week: words.say('administration.used.week', {
        from: words.shortDay(ended(usageWeeks - i)),
        to: words.shortDay(ended(usageWeeks - 1 - i)),
      }),
      people: words.number(count),
    })),
  };
}
