// npm run evaluate -- --courses FILE --interactions FILE [--models all|a,b,…] [--min-history N] [--sample N] [--json OUT]
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildDataset, type CourseText, type Interaction } from '../src/recommender/dataset.ts';
import { meanInterval } from '../src/recommender/evaluation/bootstrap.ts';
import {
  compareModels,
  hybrid,
  type ModelFigures,
  modelNames,
} from '../src/recommender/evaluation/compare.ts';
import { readCourses, readEnrolments } from '../src/sync/sources/csv/read-records.ts';
import { ProgressBar } from '../src/terminal/progress-bar.ts';

const usage =
  'npm run evaluate -- --courses FILE --interactions FILE [--models all|name,…] [--min-history N] [--sample N] [--json OUT]';

try {
  const options = readOptions();
  const { dataset, courses } = await readData(options.courses, options.interactions);
  console.log(
    `${dataset.learnerCount} learners, ${dataset.courseCount} courses, ${dataset.courses.length} interactions; last course of each learner held out`,
  );
  const models: ModelFigures[] = [];
  const bar = new ProgressBar('Evaluating');
  const seconds = () => performance.now() / 1000;
  const compared = compareModels(dataset, courses, {
    ...options,
    seconds,
    onFit: (model, progress) =>
      bar.update(
        models.length / options.models.length,
        progress ? `${model}, ${progress.phase} epoch ${progress.epoch} of ${progress.epochs}` : model,
      ),
  });
  for (const figures of compared) models.push(figures);
  bar.finish(`${models[0]?.ndcgs.length ?? 0} learners tested, full catalogue`);
  show(models);
  if (options.json !== undefined) {
    const { learnerCount, courseCount } = dataset;
    const shared = {
      split: 'last',
      learners: learnerCount,
      courses: courseCount,
      rows: dataset.courses.length,
    };
    const rows = models.map(({ ndcgs: _ndcgs, ...figures }) => figures);
    await writeFile(options.json, `${JSON.stringify({ ...shared, models: rows }, null, 2)}\n`);
  }
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode ??= 1;
}

async function readData(coursesFile: string, interactionsFile: string) {
  let bad = 0;
  const onBadRow = () => bad++;
  const rows = new Map<string, number>();
  const courses: CourseText[] = [];
  for await (const { key, title, description, categories, level, language } of readCourses(coursesFile, {
    onBadRow,
  })) {
    if (rows.has(key)) continue;
    rows.set(key, courses.length);
    courses.push({
      title,
      description: description ?? '',
      categories: categories ?? [],
      level: level ?? undefined,
      language: language ?? undefined,
    });
  }
  const learners = new Map<string, number>();
  const interactions: Interaction[] = [];
  for await (const { learner, course, at } of readEnrolments(interactionsFile, { onBadRow })) {
    const row = rows.get(course);
    if (row === undefined) {
      bad++;
      continue;
    }
    const index = learners.get(learner) ?? learners.size;
    learners.set(learner, index);
    interactions.push({ learner: index, course: row, time: at ? at.getTime() / 1000 : undefined });
  }
  if (bad > 0) console.log(`${bad} rows left out: run npm run import on the files to see why`);
  return { dataset: buildDataset(interactions, learners.size, courses.length), courses };
}

function show(models: readonly ModelFigures[]): void {
  console.log(
    'model               Recall@5 Recall@10  NDCG@10   95 % interval   MRR   coverage  pop. rank   fit',
  );
  for (const m of models) {
    const [low, high] = m.ci95;
    console.log(
      `${m.name.padEnd(20)}${m.recall_at_5.toFixed(3).padStart(8)}${m.recall_at_10.toFixed(3).padStart(10)}${m.ndcg_at_10.toFixed(4).padStart(9)}  ${low.toFixed(4)}–${high.toFixed(4)} ${m.mrr.toFixed(3).padStart(6)}${m.coverage_at_10.toFixed(3).padStart(10)}${m.popularity_rank.toFixed(0).padStart(11)}${m.fit_seconds.toFixed(1).padStart(6)} s`,
    );
  }
  const best = models.filter(({ name }) => name !== hybrid).sort((a, b) => b.ndcg_at_10 - a.ndcg_at_10)[0];
  const own = models.find(({ name }) => name === hybrid);
  if (!best || !own) return;
  const [low, high] = meanInterval(own.ndcgs.map((ndcg, i) => ndcg - (best.ndcgs[i] as number)));
  const gain = (100 * (own.ndcg_at_10 / best.ndcg_at_10 - 1)).toFixed(1);
  console.log(
    `${hybrid} against ${best.name}: ${gain} % NDCG@10, paired difference ${low.toFixed(4)} to ${high.toFixed(4)}`,
  );
}

function readOptions() {
  try {
    const string = { type: 'string' } as const;
    const { values } = parseArgs({
      options: {
        courses: string,
        interactions: string,
        models: string,
        'min-history': string,
        sample: string,
        json: string,
      },
    });
    const { courses, interactions } = values;
    if (!courses || !interactions) throw new Error('--courses and --interactions each name a file.');
    const models = !values.models || values.models === 'all' ? modelNames : values.models.split(',');
    const unknown = models.filter((model) => !modelNames.includes(model));
    if (unknown.length > 0)
      throw new Error(`No model ${unknown.join(', ')}: there are ${modelNames.join(', ')}.`);
    return {
      courses,
      interactions,
      models,
      json: values.json,
      minHistory: wholeNumber('--min-history', values['min-history'], 3),
      sample: wholeNumber('--sample', values.sample, 5_000),
    };
  } catch (error) {
    process.exitCode = 2;
    throw new Error(`${(error as Error).message}\n  ${usage}`);
  }
}

function wholeNumber(option: string, text: string | undefined, fallback: number): number {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} is "${text}": it must be a whole number above 0.`);
  return number;
}
