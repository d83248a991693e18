import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';

/** What one course has to do with another, as far as a reader can see it. */
export interface CourseLink {
  /** 0: nothing that can be seen; near 1: of one subject, or one builds on the other. */
  nearness: number;
  /** The recommended course names the other one as a prerequisite, in whatever section. */
  buildsOn: boolean;
  /** How many of those who took the other one took the recommended one later; undefined: too few to speak of. */
  wentOn: 'many' | 'some' | undefined;
  /** The narrowest category of both that is worth telling. */
  category: string | undefined;
}

/** @param named one that the learner knows */
export type LinkCourses = (recommended: CatalogueCourse, named: CatalogueCourse) => CourseLink;

/** A category that more of the catalogue is in says nothing. */
const widestCategory = 0.5;
/** A category that more of the catalogue is in is not worth telling. */
const widestTold = 0.34;
/** Courses of a category of this share of the catalogue, or less, are of one subject; of a wider one they are less near. */
const narrowCategory = 0.1;
const sameSubject = 0.75;
/** Texts with this cosine have a few words in common by chance. */
const chanceCosine = 0.06;
/** Texts with this cosine are as near as texts can make courses. */
const fullCosine = 0.25;
const sameTexts = 0.9;

/** "Many" are this share of them. */
const manyOfThem = 0.15;
/** Of fewer people nothing is said: it would be about persons. */
const fewestPeople = 5;

/** Looks for links between courses. Without a model nothing is known of their texts. */
export function courseLinks({
  model,
  catalogue,
}: {
  model: ServingModel | undefined;
  catalogue: Catalogue;
}): LinkCourses {
  return (recommended, named) => {
    const rows = model && rowsIn(model, recommended, named);
    const category = sharedCategory(recommended, named, catalogue);
    const buildsOn = recommended.prerequisites.some((key) => isCourse(named, catalogue.courses.get(key)));
    const bySubject = category === undefined ? 0 : subjectNearness(category);
    const byText = rows ? textNearness(cosineOf(model, rows)) : 0;
    return {
      nearness: buildsOn ? 1 : 1 - (1 - bySubject) * (1 - byText),
      buildsOn,
      wentOn:
        rows &&
        howManyWentOn(
          model.recommender.shareThatWentOn(rows.named, rows.recommended),
          catalogue.learnerCount(named.key),
        ),
      category: category && !category.isDivided && category.share <= widestTold ? category.name : undefined,
    };
  };
}

interface Rows {
  recommended: number;
  named: number;
}

/** Undefined where the model does not know one of them. */
function rowsIn(
  { rows }: ServingModel,
  recommended: CatalogueCourse,
  named: CatalogueCourse,
): Rows | undefined {
  const [to, from] = [rows.get(recommended.key), rows.get(named.key)];
  return to === undefined || from === undefined ? undefined : { recommended: to, named: from };
}

function cosineOf({ texts }: ServingModel, { recommended, named }: Rows): number {
  return texts.similaritiesTo(recommended, [named])[0] as number;
}

function textNearness(cosine: number): number {
  const share = (cosine - chanceCosine) / (fullCosine - chanceCosine);
  return sameTexts * Math.min(1, Math.max(0, share));
}

function isCourse(one: CatalogueCourse, other: CatalogueCourse | undefined): boolean {
  return (
    other !== undefined && (one.key === other.key || (one.group !== undefined && one.group === other.group))
  );
}

function howManyWentOn(share: number, learners: number): CourseLink['wentOn'] {
  if (share * learners < fewestPeople) return undefined;
  return share >= manyOfThem ? 'many' : 'some';
}

interface SharedCategory {
  name: string;
  /** Of the catalogue. */
  share: number;
  /** Each course is in a narrower category too, without the other: the catalogue itself says that they are of two subjects. */
  isDivided: boolean;
}

/** The narrowest category of both that says something. */
function sharedCategory(
  one: CatalogueCourse,
  other: CatalogueCourse,
  catalogue: Catalogue,
): SharedCategory | undefined {
  let narrowest: { name: string; share: number } | undefined;
  for (const name of one.categories) {
    // The name of a term is no subject.
    if (!other.categories.includes(name) || name === one.term?.name) continue;
    const share = catalogue.shareInCategory(name);
    if (share <= (narrowest?.share ?? widestCategory)) narrowest = { name, share };
  }
  if (narrowest === undefined) return undefined;
  const { share } = narrowest;
  const hasNarrower = ({ categories }: CatalogueCourse) =>
    categories.some((name) => catalogue.shareInCategory(name) < share);
  return { ...narrowest, isDivided: hasNarrower(one) && hasNarrower(other) };
}

function subjectNearness({ share, isDivided }: SharedCategory): number {
  const nearness = share <= narrowCategory ? sameSubject : (sameSubject * narrowCategory) / share;
  return isDivided ? nearness / 2 : nearness;
}
