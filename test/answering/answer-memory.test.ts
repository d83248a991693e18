import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionsAt } from '../../scripts/benchmark/serve.ts';
import { answer } from '../../src/answering/answer.ts';
import { createRandom } from '../../src/recommender/data/random.ts';

const courses = 1_300;
const cards = 5;
/** Until what is kept from one answer to the next is there. */
const first = 500;

test('an answer makes no array outside of the heap: clearing those away holds up the answers of others', () => {
  const questions = questionsAt(courses);
  const random = createRandom(3);
  const ask = (from: number, to: number) => {
    for (let call = from; call < to; call++) answer(questions[call % questions.length]!, cards, random);
  };
  ask(0, first);
  const before = process.memoryUsage().arrayBuffers;
  ask(first, 2 * first);
  // One of them for each answer, of as many numbers as there are courses, would be 2.6 MB.
  const more = process.memoryUsage().arrayBuffers - before;
  assert.ok(more < 50_000, `${more} bytes more`);
});
