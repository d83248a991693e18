import { parseArgs } from 'node:util';
import type { Catalogue } from '../../answering/catalogue.ts';
import { courseSearcher } from '../../answering/course-search.ts';
import { anonymousLearner } from '../../answering/learner-state.ts';
import { scoreNextCourses } from '../../answering/score-next-courses.ts';
import { type CourseText, type Dataset, rowsWhile } from '../../recommender/data/dataset.ts';
import { newcomerCases } from '../../recommender/data/newcomer-cases.ts';
import { popularityCounts } from '../../recommender/data/popularity-counts.ts';
import type { TestCase } from '../../recommender/data/split.ts';
import { drawLearners } from '../../recommender/data/test-cases.ts';
import {
  meanMetrics,
  qualityOf,
  type RankingMetrics,
  ranksOf,
  setAside,
} from '../../recommender/evaluation/metrics.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { ServingModel } from '../../trained-models/stored-model.ts';
import { type DataFiles, readData } from '../read-data.ts';
import { catalogueOf, servedModel } from '../served-model.ts';
import { writeJson } from '../write-result.ts';
import { type Statement, statedInterest, statements } from './stated-interest.ts';

export const newcomersUsage =
  'npm run evaluate -- newcomers --interactions FILE --courses FILE [--sample N] [--learners N] [--seed N] [--model FILE] [--json OUT]';

export interface NewcomerOptions {
  files: DataFiles;
  /** Newcomers who are asked about, those who came last; nothing is learnt from them. */
  sample: number;
  /** Others of whom is learnt, at most. */
  learners: number;
  seed: number;
  /** Where the fitted model is kept: fitted if the file is not there, else read. */
  model: string | undefined;
  json: string | undefined;
}

/** @throws Error that says what is wrong with the command line */
export function readNewcomerOptions(args: readonly string[]): NewcomerOptions {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ interactions: string, courses: string, learners: string, model: string, json: string },
      sample: { ...string, default: '300' },
      seed: { ...string, default: '1' },
    },
  });
  const { interactions, courses, model, json } = values;
  if (!interactions || !courses) throw new Error('--interactions and --courses each name a file.');
  const whole = (name: 'sample' | 'learners' | 'seed', value: string | undefined) => {
    if (value === undefined) return Number.POSITIVE_INFINITY;
    const number = Number(value);
    if (!(Number.isSafeInteger(number) && number > 0))
      throw new Error(`--${name} is a whole number above 0.`);
    return number;
  };
  return {
    files: { interactions, courses },
    ...{ sample: whole('sample', values.sample), seed: whole('seed', values.seed) },
    ...{ learners: whole('learners', values.learners), model, json },
  };
}

export interface NewcomerFigures extends RankingMetrics {
  /** By what the list was made. */
  by: 'popularity' | 'model';
  says: Statement;
}

/** Answers people of whom nothing is known but what they say, and prints how well their first courses are found. */
export async function evaluateNewcomers(
  options: NewcomerOptions,
  print: (line: string) => void,
): Promise<void> {
  const { dataset, courses } = await readData(options.files);
  const { cases, known } = heldOut(dataset, options);
  const model = await servedModel(known, courses, options.model);
  const figures = await newcomerFigures(
    cases,
    courses,
    model,
    catalogueOf(known, courses),
    popularityCounts(known),
  );
  for (const line of table(columns, figures)) print(line);
  if (options.json !== undefined) await writeJson(options.json, figures);
}

/**
 * The newcomers who came last, with what they took on their first day, and what others had taken before the first of
 * them came: nobody knows what will be popular. Where times are unknown, they are drawn at random.
 */
export function heldOut(
  dataset: Dataset,
  { sample, learners, seed }: Pick<NewcomerOptions, 'sample' | 'learners' | 'seed'>,
): { cases: TestCase[]; known: Dataset } {
  const cases = newcomerCases(dataset, { seed })
    .sort((one, other) => (other.query.at || 0) - (one.query.at || 0))
    .slice(0, sample);
  const asked = new Set(cases.map(({ query }) => query.learner));
  const learnt = new Set(
    drawLearners(dataset.learnerCount, (learner) => !asked.has(learner), { sample: learners, seed }),
  );
  const first = cases.at(-1)?.query.at ?? Number.NaN;
  const known = rowsWhile(dataset, (learner, at) => learnt.has(learner) && !(at >= first));
  if (known.courses.length === 0)
    throw new Error(
      `Nothing was taken before the last ${cases.length} newcomers came: ask about fewer (--sample).`,
    );
  return { cases, known };
}

async function newcomerFigures(
  cases: readonly TestCase[],
  courses: readonly CourseText[],
  model: ServingModel,
  catalogue: Catalogue,
  popularity: ArrayLike<number>,
): Promise<NewcomerFigures[]> {
  const search = await courseSearcher()('', catalogue);
  const quality = (scores: Float32Array, { targets, seen }: TestCase) => {
    setAside(scores, seen);
    return qualityOf(ranksOf(scores, targets));
  };
  const byModel = statements.map((says) => {
    const each = cases.flatMap((testCase) => {
      const study = says === 'programme' ? testCase.query.study : undefined;
      if (says === 'programme' && study === undefined) return [];
      const saysNothing = says === 'nothing' || says === 'programme';
      const interests = saysNothing ? [] : [statedInterest(courses[testCase.targets[0]!]!, says)];
      if (interests.includes(undefined)) return [];
      const profile = { interests: interests as string[], skills: [] };
      const now = new Date(1000 * (testCase.query.at || 0));
      const learner = { ...anonymousLearner, profile, study };
      const { scores } = scoreNextCourses(model, catalogue, learner, now, { search });
      return quality(scores, testCase);
    });
    return { by: 'model' as const, says, ...meanMetrics(each) };
  });
  const popular = cases.map((testCase) => quality(Float32Array.from(popularity), testCase));
  const asked = byModel.filter(({ learners }) => learners > 0);
  return [{ by: 'popularity', says: 'nothing', ...meanMetrics(popular) }, ...asked];
}

const columns: Column<NewcomerFigures>[] = [
  { head: 'by', cell: ({ by }) => by },
  { head: 'says', cell: ({ says }) => says },
  { head: 'people', cell: ({ learners }) => `${learners}` },
  { head: 'R@5', cell: (row) => row.recallAt5.toFixed(4) },
  { head: 'R@10', cell: (row) => row.recallAt10.toFixed(4) },
  { head: 'NDCG@10', cell: (row) => row.ndcgAt10.toFixed(4) },
];
