import { parseArgs } from 'node:util';
import { poolSize } from '../../src/answering/choose-courses.ts';
import { readData } from '../../src/experiment/read-data.ts';
import { splitLast } from '../../src/recommender/data/split-last.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fitTuning } from '../../src/recommender/fit.ts';
import {
  intraListSimilarity,
  maximalMarginalRelevance,
} from '../../src/recommender/rerank/maximal-marginal-relevance.ts';
import { catalogueFacts } from '../../src/recommender/scorer-kit/catalogue-facts.ts';
import { type Column, table } from '../../src/terminal/table.ts';

const lambdas = [1, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5];
const places = 10;
const usage = 'npm run benchmark -- diversity --interactions FILE --courses FILE [--sample N]';

interface Trade {
  lambda: number;
  ndcg: number;
  similarity: number;
}

/** What diversity costs: NDCG@10 of the held-out last course, and how alike the ten courses are, for each λ. */
export async function benchmarkDiversity(args: string[]): Promise<void> {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { interactions: string, courses: string, sample: { ...string, default: '3000' } },
  });
  const { interactions, courses } = values;
  if (!interactions || !courses)
    throw new Error(`--interactions and --courses each name a file.\n  ${usage}`);
  const data = await readData({ interactions, courses });
  const { tuning, test } = splitLast(data.dataset, { sample: Number(values.sample) });
  const training = fitTuning(tuning, catalogueFacts(data.courses));
  let step = training.next();
  while (!step.done) step = training.next();
  const { recommender } = step.value;
  const { similarity } = recommender.texts;
  const scores = new Float32Array(data.courses.length);

  const trades: Trade[] = lambdas.map((lambda) => ({ lambda, ndcg: 0, similarity: 0 }));
  for (const { query, targets, seen } of test) {
    recommender.score(query, scores);
    const taken = new Set(seen);
    const pool = topCourses(scores, poolSize, (course) => !taken.has(course));
    for (const trade of trades) {
      const list = maximalMarginalRelevance(pool, scores, places, trade.lambda, similarity);
      const place = list.indexOf(targets[0] as number);
      if (place >= 0) trade.ndcg += 1 / Math.log2(place + 2) / test.length;
      trade.similarity += intraListSimilarity(list, similarity) / test.length;
    }
  }
  const [undiversified] = trades as [Trade, ...Trade[]];
  const change = (value: number, from: number) => `${(100 * (value / from - 1)).toFixed(1)} %`;
  const columns: Column<Trade>[] = [
    { head: 'λ', cell: ({ lambda }) => lambda.toFixed(2) },
    { head: 'NDCG@10', cell: ({ ndcg }) => ndcg.toFixed(4) },
    { head: '', cell: ({ ndcg }) => change(ndcg, undiversified.ndcg) },
    { head: 'similarity in the list', cell: ({ similarity }) => similarity.toFixed(4) },
    { head: '', cell: ({ similarity }) => change(similarity, undiversified.similarity) },
  ];
  console.log(`${test.length} learners, ${data.courses.length} courses`);
  console.log(table(columns, trades).join('\n'));
}
