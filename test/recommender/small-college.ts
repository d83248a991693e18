import {
  buildDataset,
  type CourseText,
  type Dataset,
  type Interaction,
} from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';

/**
 * Two subjects of ten courses each; a learner stays in one of them, and takes its courses in their order with
 * gaps; some begin every ten days. There is something to learn that popularity cannot know.
 */
export function smallCollege(learners = 300): { dataset: Dataset; courses: CourseText[] } {
  const subjects = [
    ['Botany', 'plants leaves roots seeds forest'],
    ['Programming', 'code variables loops functions compiler'],
  ] as const;
  const courses = subjects.flatMap(([name, words]) =>
    Array.from({ length: 10 }, (_, i) => ({
      title: `${name} ${i + 1}`,
      description: `${words} part ${i + 1}`,
      categories: [name],
    })),
  );
  const random = createRandom(11);
  const interactions: Interaction[] = [];
  for (let learner = 0; learner < learners; learner++) {
    const first = random.below(2) * 10;
    const start = 10 * (learner % 30);
    for (let course = 0; course < 10; course++)
      if (random.next() < 0.6)
        interactions.push({ learner, course: first + course, time: (start + 5 * course) * 86_400 });
  }
  return { dataset: buildDataset(interactions, learners, courses.length), courses };
}

/** Runs a generator to its end. */
export function finish<Result>(generator: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}
