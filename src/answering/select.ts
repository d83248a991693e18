import type { Random } from '../recommender/data/random.ts';
import { topCourses } from '../recommender/data/top-courses.ts';
import { explore } from '../recommender/rerank/exploration.ts';
import { maximalMarginalRelevance } from '../recommender/rerank/maximal-marginal-relevance.ts';
import type { Catalogue, CatalogueCourse } from './catalogues.ts';
import type { Eligibility } from './eligibility.ts';
import type { Cause, Ranking } from './ranking.ts';
import type { Reason, Recommendation } from './recommendation.ts';

/**
 * How much relevance counts against being unlike what is already in the answer: the lowest λ of those measured whose
 * NDCG@10 is less than 1 % below that of the scores alone (`npm run benchmark -- diversity`, docs/recommender.md).
 */
export const diversityLambda = 0.8;
/** How many of the best an answer is chosen from; again as many for every 25 that were hidden. */
export const poolSize = 50;
const hiddenInPool = 25;
/** How many courses, from the last place down, a random draw is from. */
const explorationPool = 20;

const mostReasons = 2;
/** A second reason is worth saying when it carries at least this share of the first. */
const worthSaying = 0.5;

export interface Selection {
  count: number;
  isEligible: Eligibility;
  /** How many courses the learner has hidden. */
  hiddenCount: number;
  /** Share of the answers with one course drawn at random. */
  exploration: number;
  random: Random;
}

/**
 * The answer: of the courses that suit and are eligible the best, one section of each, made diverse and, for a share
 * of the answers, with one of them drawn at random; each with the strongest causes of its score as reasons.
 *
 * Courses that the learner has hidden are chosen like all others and then left out: hiding one moves none of those
 * that stay, and a subject of which much was hidden counts as seen.
 */
export function select(ranking: Ranking, catalogue: Catalogue, selection: Selection): Recommendation[] {
  const { count, isEligible, hiddenCount, exploration, random } = selection;
  const { scores, similaritiesTo } = ranking;
  // A course that has left the catalogue since the training is no candidate.
  const courses = catalogue.inOrderOf(ranking.keys);
  const courseAt = (row: number) => courses[row];
  const hidden = new Set<number>();
  const isCandidate = (row: number) => {
    const course = courseAt(row);
    if (course === undefined || !ranking.suits(row, course)) return false;
    const exclusions = isEligible(course);
    if (exclusions.length === 1 && exclusions[0]?.reason === 'dismissed') hidden.add(row);
    return exclusions.length === 0 || hidden.has(row);
  };
  const size = Math.max(count, poolSize) * (1 + Math.floor(hiddenCount / hiddenInPool));
  const pool = withoutSections(bestCandidates(scores, size, isCandidate), courseAt);
  const wanted = count + pool.filter((row) => hidden.has(row)).length;
  const chosen = similaritiesTo
    ? maximalMarginalRelevance(pool, scores, wanted, diversityLambda, similaritiesTo)
    : pool;
  const offered = [...new Set([...chosen, ...pool])].filter((row) => !hidden.has(row));
  const places = explore(offered, count, { share: exploration, pool: explorationPool }, random);
  return places.map((place) => {
    const course = courseAt(place.course) as CatalogueCourse;
    return {
      course: publicPart(course),
      reasons: place.drawn ? [{ kind: 'chance' }] : strongest(ranking.causesOf(place.course, course)),
      ...(exploration > 0 && { propensity: place.propensity }),
    };
  });
}

/**
 * The `count` best courses of those that are candidates, best first. Most of the best are: looking at few that are not
 * is cheaper than asking about each course on the way.
 */
function bestCandidates(
  scores: Float32Array,
  count: number,
  isCandidate: (row: number) => boolean,
): number[] {
  for (let size = 2 * count; ; size *= 4) {
    const best = topCourses(scores, size);
    const candidates: number[] = [];
    for (const row of best) if (candidates.length < count && isCandidate(row)) candidates.push(row);
    if (candidates.length === count || best.length < size) return candidates;
  }
}

/** Of several sections of one course the best. */
function withoutSections(
  rows: readonly number[],
  courseAt: (row: number) => CatalogueCourse | undefined,
): number[] {
  const groups = new Set<string>();
  return rows.filter((row) => {
    const group = courseAt(row)?.group;
    if (group === undefined) return true;
    const isFirst = !groups.has(group);
    groups.add(group);
    return isFirst;
  });
}

function strongest(causes: readonly Cause[]): Reason[] {
  const sorted = [...causes].sort((a, b) => b.share - a.share);
  const least = (sorted[0]?.share ?? 0) * worthSaying;
  if (sorted.length === 0) return [{ kind: 'not-taken-yet' }];
  return sorted
    .filter(({ share }) => share >= least)
    .slice(0, mostReasons)
    .map(({ reason }) => reason);
}

function publicPart({
  key,
  title,
  categories,
  level,
  url,
  description,
}: CatalogueCourse): Recommendation['course'] {
  return { key, title, categories, description, ...(level ? { level } : {}), ...(url ? { url } : {}) };
}
