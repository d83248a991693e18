import type { Contribution } from '../recommender/recommender.ts';
import type { Catalogue, CatalogueCourse } from './catalogues.ts';
import type { Reason } from './recommendation.ts';
import type { ServingModel } from './stored-model.ts';

const mostReasons = 2;
/** A second reason is worth saying when it carries at least this share of the first. */
const worthSaying = 0.5;
/** A course is popular in its category when this share of the category's courses has fewer learners. */
const popularShare = 0.75;

/** The strongest contributions to a course's score, in a form that a face can word. Nothing else is a reason. */
export function reasonsOf(
  contributions: readonly Contribution[],
  course: CatalogueCourse,
  model: ServingModel,
  catalogue: Catalogue,
): Reason[] {
  const least = (contributions[0]?.share ?? 0) * worthSaying;
  return contributions
    .filter(({ share }) => share >= least)
    .slice(0, mostReasons)
    .flatMap((contribution) => reasonOf(contribution, course, model, catalogue) ?? []);
}

function reasonOf(
  contribution: Contribution,
  course: CatalogueCourse,
  model: ServingModel,
  catalogue: Catalogue,
): Reason | undefined {
  if (contribution.kind === 'interest') return { kind: 'matches-interest', interest: contribution.interest };
  if (contribution.kind === 'popularity') return popularityOf(course, catalogue);
  const taken = catalogue.courses.get(model.courseKeys[contribution.course] as string);
  return taken && { kind: 'because-you-took', course: taken.title };
}

/** Popular in the first of its categories where that is so, else popular as such. */
export function popularityOf(course: CatalogueCourse, catalogue: Catalogue): Reason {
  const own = catalogue.learners.get(course.key) ?? 0;
  for (const category of course.categories) {
    const others = [...catalogue.courses.values()].filter(({ categories }) => categories.includes(category));
    const fewer = others.filter(({ key }) => (catalogue.learners.get(key) ?? 0) < own).length;
    if (others.length > 1 && fewer / (others.length - 1) >= popularShare)
      return { kind: 'popular-in', category };
  }
  return { kind: 'popular' };
}
