import { shipped } from '../recommender/comparison/models.ts';
import type { FairnessFigures } from '../recommender/evaluation/fairness/fairness-figures.ts';
import { thirdNames } from '../recommender/evaluation/fairness/popularity-thirds.ts';
import { type Column, table } from '../terminal/table.ts';

/** Categories that are named on each side, at most. */
const namedCategories = 3;
const longestCategory = 50;

/** How the models treat courses and learners, for a terminal of 100 columns. All of it is in the JSON. */
export function fairnessLines(models: readonly FairnessFigures[]): string[] {
  // What only one model is asked about is asked about what ships.
  const detailed = models.find(({ name }) => name === shipped) ?? models.at(-1);
  if (!detailed) return [];
  const { head, middle, tail } = detailed.asked_for;
  const askedFor = ['asked for', percent(head), percent(middle), percent(tail)];
  return [
    'Share of the places that go to the most popular, the middle and the least popular third:',
    ...table(exposureColumns, [askedFor, ...models.map(exposureRow)]),
    ...groupLines(models),
    ...categoryLines(detailed),
    ...evenedLines(detailed),
  ];
}

const exposureColumns = columnsOf(['model', ...thirdNames, 'Gini', 'never shown', 'their enrolments']);

function exposureRow({ name, exposure, never_shown: unseen }: FairnessFigures): string[] {
  return [
    name,
    ...thirdNames.map((third) => percent(exposure[third])),
    exposure.gini.toFixed(2),
    `${unseen.courses} (${percent(unseen.share)})`,
    percent(unseen.enrolments, 1),
  ];
}

/** One column a group; the first row says how many learners it has, which is the same for every model. */
function groupLines(models: readonly FairnessFigures[]): string[] {
  const [first] = models;
  if (!first) return [];
  const heads = [
    ...first.by_popularity.map(({ third }) => third),
    ...first.by_history.map(({ from, to }) =>
      to === null ? `${from}+` : from === to ? `${from}` : `${from}–${to}`,
    ),
  ];
  const groups = (model: FairnessFigures) => [...model.by_popularity, ...model.by_history];
  const rows = [
    ['learners', ...groups(first).map(({ learners }) => String(learners))],
    ...models.map((model) => [
      model.name,
      ...groups(model).map(({ learners, ndcg_at_10: ndcg }) => (learners === 0 ? '–' : ndcg.toFixed(3))),
    ]),
  ];
  return [
    '',
    'By the third that the course asked for is in, and by courses shown of the learner:',
    ...table(columnsOf(['NDCG@10', ...heads]), rows),
  ];
}

function categoryLines({ name, categories }: FairnessFigures): string[] {
  if (categories.length < 2) return [];
  const byGap = [...categories].sort((a, b) => b.exposure - b.enrolments - (a.exposure - a.enrolments));
  const more = byGap.filter(({ exposure, enrolments }) => exposure > enrolments).slice(0, namedCategories);
  const less = byGap.filter(({ exposure, enrolments }) => exposure < enrolments).slice(-namedCategories);
  return [
    '',
    `Categories that ${name} shows more, and less, than they are taken:`,
    ...table(categoryColumns, [...more, ...less]),
  ];
}

const categoryColumns: Column<FairnessFigures['categories'][number]>[] = [
  {
    head: 'category',
    cell: ({ category }) =>
      category.length > longestCategory ? `${category.slice(0, longestCategory - 1)}…` : category,
  },
  { head: 'of the places', cell: ({ exposure }) => percent(exposure, 1) },
  { head: 'of the enrolments', cell: ({ enrolments }) => percent(enrolments, 1) },
];

function evenedLines({ name, evened }: FairnessFigures): string[] {
  if (evened.length === 0) return [];
  return [
    '',
    `What evening out costs ${name}, popular courses lowered by a power of their popularity:`,
    ...table(evenedColumns, evened),
  ];
}

const evenedColumns: Column<FairnessFigures['evened'][number]>[] = [
  { head: 'power', cell: ({ power }) => String(power) },
  { head: 'NDCG@10', cell: (row) => row.ndcg_at_10.toFixed(4) },
  {
    head: 'difference, 95 %',
    cell: ({ power, difference_ci95: bounds }) =>
      power === 0
        ? ''
        : bounds.map((bound) => `${bound < 0 ? '−' : '+'}${Math.abs(bound).toFixed(4)}`).join(' to '),
  },
  { head: 'head', cell: ({ head }) => percent(head) },
  { head: 'middle', cell: ({ middle }) => percent(middle) },
  { head: 'tail', cell: ({ tail }) => percent(tail) },
  { head: 'Gini', cell: ({ gini }) => gini.toFixed(2) },
  { head: 'never shown', cell: ({ never_shown }) => percent(never_shown) },
];

/** Columns of rows that are lists of cells. */
function columnsOf(heads: readonly string[]): Column<readonly string[]>[] {
  return heads.map((head, i) => ({ head, cell: (row) => row[i] ?? '' }));
}

function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}
