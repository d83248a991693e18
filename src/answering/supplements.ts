import { queryNow } from '../recommender/data/scorer.ts';
import { topUnordered } from '../recommender/data/top-courses.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogues.ts';
import { isWithinReach } from './levels.ts';
import type { Ranking } from './ranking.ts';

/** What the course most alike gains, in standard deviations of the model's scores. */
const likenessWeight = 6;
/** A course most alike of a smaller cosine than this has a few words in common by chance. */
const fullLikeness = 0.2;
/** Courses that each course makes candidates, those most alike. */
const namedByLikeness = 100;
/** Courses of another category are of one subject from this cosine on. */
const sameSubject = 0.15;

/**
 * What goes with the courses that a learner is in now: what others took beside and after them (the model's score with
 * these courses as the whole history), and what their texts have in common with it. Only of the same subject, and at
 * most one level above.
 * @param current keys of the courses that the learner is in
 */
export function rankSupplements(
  model: ServingModel,
  catalogue: Catalogue,
  current: readonly string[],
): Ranking {
  const { recommender, courseKeys, rows, texts } = model;
  const known = current.flatMap((key) => {
    const row = rows.get(key);
    const course = catalogue.courses.get(key);
    return row === undefined || course === undefined ? [] : { row, course };
  });
  const query = queryNow(known.map(({ row }) => row));
  const companions = known.map(({ row, course }) => {
    const cosines = new Float32Array(courseKeys.length);
    texts.similarities(texts.vectorOf(row), cosines);
    cosines[row] = 0;
    let best = fullLikeness;
    for (const cosine of cosines) if (cosine > best) best = cosine;
    return { row, course, cosines, scale: likenessWeight / best };
  });
  const scores = new Float32Array(courseKeys.length);
  const alike = companions.flatMap(({ cosines }) => [...topUnordered(cosines, namedByLikeness)]);
  recommender.score(query, scores, alike);
  for (const { cosines, scale } of companions)
    for (let i = 0; i < scores.length; i++) scores[i]! += scale * cosines[i]!;
  type Companion = (typeof companions)[number];
  const goesWith = (row: number, course: CatalogueCourse) => (companion: Companion) =>
    isOfSubject(companion.course, course, companion.cosines[row] as number) &&
    isWithinReach(course.level, companion.course.level);

  return {
    keys: courseKeys,
    scores,
    suits: (row, course) => companions.some(goesWith(row, course)),
    causesOf(row, course) {
      const behaviour = new Map(
        recommender
          .explain(query, row)
          .flatMap((part) => (part.kind === 'history' ? [[part.course, part.share] as const] : [])),
      );
      return companions.filter(goesWith(row, course)).flatMap((companion) => {
        const likeness = companion.scale * (companion.cosines[row] as number);
        const share = likeness + (behaviour.get(companion.row) ?? 0);
        return share > 0
          ? { share, reason: { kind: 'goes-with', course: companion.course.title } as const }
          : [];
      });
    },
    similaritiesTo: texts.similaritiesTo,
  };
}

function isOfSubject(one: CatalogueCourse, other: CatalogueCourse, cosine: number): boolean {
  return cosine >= sameSubject || one.categories[0] === other.categories[0];
}
