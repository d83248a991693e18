import { parseArgs } from 'node:util';
import { answer } from '../../answering/answer.ts';
import { anonymousLearner } from '../../answering/learner-state.ts';
import { type CourseText, type Dataset, historyOf } from '../../recommender/data/dataset.ts';
import { createRandom } from '../../recommender/data/random.ts';
import { studyOf } from '../../recommender/data/studies.ts';
import type { ServingModel } from '../../trained-models/stored-model.ts';
import { type DataFiles, readData } from '../read-data.ts';
import { catalogueOf, servedModel } from '../served-model.ts';
import { writeJson } from '../write-result.ts';
import { type ReasonedList, type ReasonFigures, reasonFigures } from './reason-figures.ts';

export const reasonsUsage =
  'npm run evaluate -- reasons --interactions FILE --courses FILE [--sample N] [--seed N] [--model FILE] [--json OUT]';

const cardsInList = 5;
/** Who has fewer courses leaves no choice of which to name. */
const leastHistory = 3;

export interface ReasonOptions {
  files: DataFiles;
  sample: number;
  seed: number;
  /** Where the fitted model is kept: fitted if the file is not there, else read. */
  model: string | undefined;
  json: string | undefined;
}

/** @throws Error that says what is wrong with the command line */
export function readReasonOptions(args: readonly string[]): ReasonOptions {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ interactions: string, courses: string, model: string, json: string },
      sample: { ...string, default: '300' },
      seed: { ...string, default: '1' },
    },
  });
  const { interactions, courses, model, json } = values;
  const [sample, seed] = [Number(values.sample), Number(values.seed)];
  if (!interactions || !courses) throw new Error('--interactions and --courses each name a file.');
  if (!(Number.isSafeInteger(sample) && sample > 0 && Number.isSafeInteger(seed) && seed > 0))
    throw new Error('--sample and --seed are whole numbers above 0.');
  return { files: { interactions, courses }, sample, seed, model, json };
}

/** Answers learners as the panel would, from all of their courses, and prints how the reasons speak. */
export async function evaluateReasons(options: ReasonOptions, print: (line: string) => void): Promise<void> {
  const { dataset, courses } = await readData(options.files);
  const model = await servedModel(dataset, courses, options.model);
  const lists = reasonedLists(dataset, courses, model, options);
  const figures = reasonFigures(lists, courses);
  for (const line of linesOf(figures)) print(line);
  if (options.json !== undefined) await writeJson(options.json, figures);
}

/** The lists of a sample of the learners who have a choice of reasons, drawn by seed. */
export function reasonedLists(
  dataset: Dataset,
  courses: readonly CourseText[],
  model: ServingModel,
  { sample, seed }: Pick<ReasonOptions, 'sample' | 'seed'>,
): ReasonedList[] {
  const catalogue = catalogueOf(dataset, courses);
  const random = createRandom(seed);
  const chosen = Array.from({ length: dataset.learnerCount }, (_, learner) => learner)
    .filter((learner) => historyOf(dataset, learner).length >= leastHistory)
    .map((learner) => ({ learner, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, sample);
  return chosen.map(({ learner }) => {
    const history = [...historyOf(dataset, learner)];
    const keys = history.map((row) => `${row}`);
    const last = dataset.times[dataset.offsets[learner + 1]! - 1]!;
    const now = new Date(1000 * (last || 0));
    const study = studyOf(dataset, learner, last);
    const state = { ...anonymousLearner, history: keys, taken: new Set(keys), passed: new Set(keys), study };
    const cards = answer(
      {
        ...{ model, catalogue, learner: state, purpose: 'next', now },
        rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
      },
      cardsInList,
      createRandom(seed),
    );
    return { history, cards: cards.map(({ course, reasons }) => ({ course: Number(course.key), reasons })) };
  });
}

function linesOf(figures: ReasonFigures): string[] {
  const { lists, cards, reasons_a_card, kinds, ...shares } = figures;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    `${lists} lists, ${cards} cards, ${reasons_a_card.toFixed(2)} reasons a card`,
    ...Object.entries(shares).map(
      ([name, share]) => `${name.replaceAll('_', ' ').padEnd(22)} ${percent(share)}`,
    ),
    'kinds of reasons:',
    ...Object.entries(kinds).map(([kind, share]) => `  ${kind.padEnd(20)} ${percent(share)}`),
  ];
}
