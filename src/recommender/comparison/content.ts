import { CourseIndex } from '../text/course-index.ts';
import { buildTfIdf } from '../text/tf-idf.ts';
import { tuned } from './tuned.ts';

/** What is nearest in words: the cosine of each course with those taken, the most recent most. */
export const contentBaseline = tuned<never, 'historyDecay'>((courses) => {
  const index = new CourseIndex(buildTfIdf(courses));
  const cosines = new Float32Array(courses.length);
  return {
    fitted: {},
    scored: { historyDecay: [0.8, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9, 0.95, 1] },
    fit:
      () =>
      ({ historyDecay }) => ({
        score({ history }, out) {
          out.fill(0);
          let weight = 1;
          for (let i = history.length - 1; i >= 0; i--, weight *= historyDecay) {
            index.similarities(index.vectorOf(history[i]!), cosines);
            for (let course = 0; course < out.length; course++) out[course]! += weight * cosines[course]!;
          }
        },
      }),
  };
});
