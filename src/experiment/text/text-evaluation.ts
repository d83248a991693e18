// `npm run evaluate -- text`, in the order of its steps:
//   read-queries.ts      labelled questions
//   text-engines.ts      the ways to search that are compared
//   compare-engines.ts   each answers all questions, and is timed
//   text-metrics.ts      how good the answers are
import { parseArgs } from 'node:util';
import type { SearchedCourse } from '../../recommender/text/search/searched-course.ts';
import { plainText } from '../../sync/plain-text.ts';
import { readCourses } from '../../sync/sources/csv/read-records.ts';
import { table } from '../../terminal/table.ts';
import { writeJson } from '../write-result.ts';
import { type EngineResult, runEngine } from './compare-engines.ts';
import { type LabelledQuery, readQueries } from './read-queries.ts';
import { type TextEngine, textEngines, withVectors } from './text-engines.ts';

export const textUsage =
  'npm run evaluate -- text --queries FILE --courses FILE [--engines all|NAME,…] [--vectors FILE,…] [--half even|odd] [--show] [--json OUT]';

export interface TextOptions {
  queries: string;
  courses: string;
  /** The last one is what serves, and what the JSON is about. */
  engines: readonly TextEngine[];
  /** Only every second question: one half to look at, the other to check on. */
  /** Files of word vectors; with them an engine more is compared. */
  vectors: readonly string[];
  half: 'even' | 'odd' | undefined;
  /** Prints every question with its answers. */
  show: boolean;
  json: string | undefined;
}

/** @throws Error that says what is wrong with the command line */
export function readTextOptions(args: readonly string[]): TextOptions {
  const string = { type: 'string' } as const;
  const { queries, courses, engines, vectors, half, show, json } = parseArgs({
    args: [...args],
    options: {
      ...{ queries: string, courses: string, half: string, json: string, vectors: string },
      engines: { ...string, default: 'all' },
      show: { type: 'boolean', default: false },
    },
  }).values;
  if (!queries || !courses) throw new Error('--queries and --courses each name a file.');
  if (half !== undefined && half !== 'even' && half !== 'odd')
    throw new Error(`--half is "${half}": it is even or odd.`);
  return {
    queries,
    courses,
    engines: namedEngines(engines),
    vectors: vectors?.split(',') ?? [],
    half,
    show,
    json,
  };
}

function namedEngines(text: string): readonly TextEngine[] {
  if (text === 'all') return textEngines;
  return text.split(',').map((name) => {
    const engine = textEngines.find((one) => one.name === name.trim());
    if (engine) return engine;
    const all = textEngines.map((one) => one.name).join(', ');
    throw new Error(`--engines: there is no ${name}. There are ${all}.`);
  });
}

/** Measures each engine and prints a table. */
export async function evaluateTexts(options: TextOptions, print: (line: string) => void): Promise<void> {
  const { keys, courses } = await readCatalogue(options.courses);
  const all = await readQueries(options.queries);
  const queries = options.half ? all.filter((_, i) => i % 2 === (options.half === 'even' ? 0 : 1)) : all;
  const hopeless = queries.filter(({ isHopeless }) => isHopeless).length;
  print(`${courses.length} courses, ${queries.length} questions, ${hopeless} of them hopeless.`);
  const brought = options.vectors.length > 0 ? [await withVectors(options.vectors)] : [];
  const results = [...brought, ...options.engines].map((engine) => runEngine(engine, courses, keys, queries));
  for (const line of table(columns, results)) print(line);
  const last = results.at(-1);
  if (last && options.show) showAnswers(queries, last.answers, keys, courses, print);
  if (last && options.json !== undefined) await writeJson(options.json, toJson(last, results));
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`;
const columns = [
  { head: 'engine', cell: ({ engine }: EngineResult) => engine },
  { head: 'NDCG@5', cell: ({ ndcg_at_5 }: EngineResult) => ndcg_at_5.toFixed(3) },
  { head: 'first wrong', cell: ({ first_wrong }: EngineResult) => share(first_wrong) },
  { head: 'nothing found', cell: ({ nothing_found }: EngineResult) => share(nothing_found) },
  { head: 'with a claim', cell: ({ claimed }: EngineResult) => share(claimed) },
  { head: 'claims wrong', cell: ({ claimed_wrong }: EngineResult) => share(claimed_wrong) },
  { head: 'hopeless claimed', cell: ({ hopeless_claimed }: EngineResult) => share(hopeless_claimed) },
  { head: 'p99 ms', cell: ({ p99_ms }: EngineResult) => p99_ms.toFixed(1) },
  { head: 'index s', cell: ({ index_seconds }: EngineResult) => index_seconds.toFixed(2) },
];

/** What serves at the top, and all engines below it. */
function toJson(last: EngineResult, all: readonly EngineResult[]) {
  return { ...withoutAnswers(last), engines: all.map(withoutAnswers) };
}

function withoutAnswers(result: EngineResult): EngineResult {
  const { answers: _, ...figures } = result as EngineResult & { answers?: unknown };
  return figures;
}

function showAnswers(
  queries: readonly LabelledQuery[],
  answers: readonly (readonly { course: string; isClaimed: boolean }[])[],
  keys: readonly string[],
  courses: readonly SearchedCourse[],
  print: (line: string) => void,
): void {
  const titles = new Map(keys.map((key, i) => [key, courses[i]?.title ?? '']));
  for (const [i, { query, grades, alsoRight, wrong }] of queries.entries()) {
    print(`\n${query}`);
    for (const { course, isClaimed } of (answers[i] ?? []).slice(0, 5)) {
      const mark = grades.get(course) ?? (alsoRight.has(course) ? '+' : wrong.has(course) ? '✗' : '–');
      print(`  ${mark} ${isClaimed ? 'claimed  ' : 'suggested'} ${titles.get(course)}`);
    }
  }
}

async function readCatalogue(file: string): Promise<{ keys: string[]; courses: SearchedCourse[] }> {
  const courses = new Map<string, SearchedCourse>();
  for await (const { key, ...course } of readCourses(file, { onBadRow: () => {} }))
    courses.set(key, {
      title: plainText(course.title),
      description: plainText(course.description ?? ''),
      categories: course.categories ?? [],
      level: course.level ?? undefined,
      language: course.language ?? undefined,
      code: course.code ?? undefined,
    });
  return { keys: [...courses.keys()], courses: [...courses.values()] };
}
