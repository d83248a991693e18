import { untuned } from '../comparison/untuned.ts';
import { createRandom } from '../data/random.ts';

/** Any order: what every other figure is to be read against. */
export const randomBaseline = untuned((_dataset, _courses, { seed }) => {
  const random = createRandom(seed);
  return {
    score(_query, out) {
      for (let course = 0; course < out.length; course++) out[course] = random.next();
    },
  };
});
