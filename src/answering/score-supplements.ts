import { queryNow } from '../recommender/data/scorer.ts';
import { topUnordered } from '../recommender/data/top-courses.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import { areApart, leastCosineApart } from './are-apart.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { isWithinReach } from './levels.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { sectionsByRow } from './sections-by-row.ts';
import { comesBefore, isEasier } from './step-back.ts';
import { areNearApart } from './subject-words.ts';

/** What the most similar course gains, in standard deviations of the model's scores. */
const likenessWeight = 6;
/** If even the most similar course has a smaller cosine than this, it has a few words in common by chance. */
const fullLikeness = 0.2;
/** What is easier than the courses of now comes after everything else, and is there where little else is: in standard deviations. */
const behindOthers = 1_000;
/** So many courses, the most similar, each current course makes candidates. */
const candidatesPerCourse = 100;
/** From this cosine on, courses of which the catalogue does not say otherwise are of one subject. */
const sameSubject = 0.15;

/**
 * Scores what goes with the courses that a learner is in now: what others took beside and after them (the model's score
 * with these courses as the whole history), plus how similar the texts are. Only courses of the same subject suit, at
 * most one level above, and none that comes before those of now; easier ones come last.
 * @param current keys of the courses that the learner is in
 */
export function scoreSupplements(
  model: ServingModel,
  catalogue: Catalogue,
  current: readonly string[],
  now?: Date,
): ScoredCourses {
  const { recommender, texts } = model;
  const { rows, sections } = sectionsByRow(model, catalogue);
  const courses = new Map<number, CatalogueCourse>();
  for (const key of current) {
    const row = rows.get(key);
    const course = catalogue.courses.get(key);
    if (row !== undefined && course !== undefined) courses.set(row, course);
  }
  const known = Array.from(courses, ([row, course]) => ({ row, course }));
  const query = queryNow(
    known.map(({ row }) => row),
    now,
  );
  const companions = known.map(({ row, course }) => {
    const cosines = new Float32Array(sections.length);
    texts.similarities(texts.vectorOf(row), cosines);
    cosines[row] = 0;
    let best = fullLikeness;
    for (const cosine of cosines) if (cosine > best) best = cosine;
    return { row, course, cosines, scale: likenessWeight / best };
  });
  const scores = new Float32Array(sections.length);
  const candidates = companions.flatMap(({ cosines }) => topUnordered(cosines, candidatesPerCourse));
  recommender.score(query, scores, candidates);
  for (const { cosines, scale } of companions)
    for (let i = 0; i < scores.length; i++) scores[i]! += scale * cosines[i]!;
  type Companion = (typeof companions)[number];
  const isOneSubject = (
    { course: current, row: at, cosines }: Companion,
    row: number,
    course: CatalogueCourse,
  ) =>
    isSameSubject(current, course, cosines[row] as number) &&
    (!areApart(current, course) || areNearApart(model, catalogue, [at, row], cosines[row] as number));
  const goesWith = (row: number, course: CatalogueCourse) => (companion: Companion) =>
    isOneSubject(companion, row, course) &&
    isWithinReach(course.level, companion.course.level) &&
    !comesBefore(course, companion.course, catalogue);
  const isHarder =
    (course: CatalogueCourse) =>
    ({ course: current }: Companion) =>
      isEasier(course, current);
  for (const row of new Set(candidates)) {
    const [course] = sections[row]!;
    const beside = course ? companions.filter(goesWith(row, course)) : [];
    if (course && beside.length > 0 && beside.every(isHarder(course))) scores[row]! -= behindOthers;
  }

  return {
    ...{ rows, sections, scores },
    suits: (row, course) => companions.some(goesWith(row, course)),
    causes(row, course) {
      const behaviour = new Map(
        recommender
          .explain(query, row)
          .flatMap((part) => (part.kind === 'history' ? [[part.course, part.share] as const] : [])),
      );
      const beside = companions.filter(goesWith(row, course));
      const harder = beside.filter(isHarder(course));
      // Where it is easier than some alone, the others are the reason.
      const named = harder.length < beside.length ? beside.filter((one) => !harder.includes(one)) : beside;
      return named.flatMap((companion) => {
        const likeness = companion.scale * (companion.cosines[row] as number);
        const share = likeness + (behaviour.get(companion.row) ?? 0);
        return share > 0
          ? {
              ...{ share, about: companion.course.key },
              reason: {
                ...{ kind: 'goes-with' as const, course: companion.course.title },
                ...(harder.includes(companion) && { isEasier: true as const }),
              },
            }
          : [];
      });
    },
    similarity: texts.similarity,
  };
}

/** @param cosine of their texts */
export function isSameSubject(
  one: Pick<CatalogueCourse, 'categories'>,
  other: Pick<CatalogueCourse, 'categories'>,
  cosine: number,
): boolean {
  if (one.categories[0] === other.categories[0]) return true;
  return cosine >= (areApart(one, other) ? leastCosineApart : sameSubject);
}
