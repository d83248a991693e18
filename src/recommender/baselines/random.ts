import { createRandom } from '../random.ts';
import { untuned } from './untuned.ts';

/** Any order: what every other figure is to be read against. */
export const randomBaseline = untuned((_dataset, _courses, { seed }) => {
  const random = createRandom(seed);
  return {
    score(_query, out) {
      for (let course = 0; course < out.length; course++) out[course] = random.next();
    },
  };
});
