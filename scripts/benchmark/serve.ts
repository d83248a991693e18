import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { answer } from '../../src/answering/answer.ts';
import { Catalogue } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';
import type { Question } from '../../src/answering/question.ts';
import { historyOf } from '../../src/recommender/data/dataset.ts';
import { popularityCounts } from '../../src/recommender/data/popularity-counts.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { type ServeRow, serveAgainst } from './serve-against.ts';
import { type SyntheticCollege, syntheticCollege, word, zipf } from './synthetic-college.ts';
import { syntheticModel } from './synthetic-model.ts';

const sizes = [1_300, 10_000, 100_000];
const learnersPerCourse = 2;
const cards = 5;
const historyLength = 10;
const interestCount = 2;
const differentQuestions = 500;
/** Until everything is compiled, as in a server that has answered for a minute. */
const warmUp = 2_000;
const calls = 4_000;
/** A size that is slower than it should be is still measured, on fewer calls. */
const mostSeconds = 30;

/**
 * How long one learner's first five courses with their reasons take, from what is known of the learner to the answer:
 * scoring the whole catalogue, eligibility, diversity, reasons. Without the database. `npm run benchmark` gives young
 * objects as much memory as `npm start` does: each answer leaves some, and clearing them away is most of what makes the
 * slowest answers slow. `--against FOLDER` measures another build beside this one.
 */
export async function benchmarkServing(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'string' },
      against: { type: 'string' },
      rounds: { type: 'string', default: '5' },
    },
  });
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new Error(`--rounds is "${values.rounds}": say a whole number.`);
  if (values.against !== undefined) return serveAgainst(values.against, rounds);
  const rows: ServeRow[] = [];
  console.log('  courses    p50 ms    p99 ms    calls');
  for (const courseCount of sizes) {
    const times = measure(questionsAt(courseCount));
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] as number;
    rows.push({ courses: courseCount, p50_ms: at(0.5), p99_ms: at(0.99) });
    console.log(
      `${`${courseCount}`.padStart(9)}${at(0.5).toFixed(3).padStart(10)}${at(0.99).toFixed(3).padStart(10)}${`${times.length}`.padStart(9)}`,
    );
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

/** Questions of different learners in an invented catalogue, each with ten courses taken and two interests. */
export function questionsAt(courseCount: number): Question[] {
  const college = syntheticCollege(courseCount, courseCount * learnersPerCourse);
  const model = syntheticModel(college);
  const counts = popularityCounts(college.dataset);
  const catalogue = new Catalogue(
    college.courses,
    new Map(college.courses.map(({ key }, row) => [key, counts[row] as number])),
  );
  const search = searchCatalogue(catalogue);
  const random = createRandom(2);
  return Array.from({ length: differentQuestions }, (_, i) => {
    const history = longHistory(college, i).map((row) => model.sections[row]![0]);
    const interests = Array.from({ length: interestCount }, () => word(zipf(2_000, random)));
    return {
      ...{ model, catalogue, search, purpose: 'next', now: new Date(0) },
      learner: {
        ...anonymousLearner,
        ...{ history, taken: new Set(history), passed: new Set(history) },
        profile: { interests, skills: [] },
      },
      rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
    };
  });
}

/** Ten different courses, of a learner and of those after it where one has fewer. */
function longHistory({ dataset }: SyntheticCollege, learner: number): number[] {
  const rows = new Set<number>();
  for (let l = learner; rows.size < historyLength; l++)
    for (const row of historyOf(dataset, l)) if (rows.size < historyLength) rows.add(row);
  return [...rows];
}

/** Milliseconds of each call, ascending. */
function measure(questions: readonly Question[]): Float64Array {
  const random = createRandom(3);
  const ask = (call: number) => answer(questions[call % questions.length] as Question, cards, random);
  const deadline = performance.now() + mostSeconds * 1000;
  for (let call = 0; call < warmUp && performance.now() < deadline - mostSeconds * 500; call++) ask(call);
  const times: number[] = [];
  for (let call = 0; call < calls && performance.now() < deadline; call++) {
    const started = performance.now();
    ask(call);
    times.push(performance.now() - started);
  }
  return Float64Array.from(times).sort();
}
