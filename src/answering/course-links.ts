import { isSameCourse } from '../../models/sections.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import { areApart } from './are-apart.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { narrowestCategory, type SizedCategory } from './narrowest-category.ts';
import { sectionsByRow } from './sections-by-row.ts';
import { isStepBack } from './step-back.ts';
import { areNearApart } from './subject-words.ts';

/** What one course has to do with another, as far as a reader can see it. */
export interface CourseLink {
  /** 0: nothing that can be seen; near 1: of one subject, or one builds on the other. */
  nearness: number;
  /** Cosine of their texts; 0 where the model does not know them. */
  likeness: number;
  /** The recommended course names the other one as a prerequisite, in whatever section. */
  buildsOn: boolean;
  /** Of those who took the other one, the share that took the recommended one later, at least; undefined: not worth telling. */
  wentOn: number | undefined;
  /** Whether enough people took the recommended one after the other one to speak of them. */
  someWentOn: boolean;
  /** The narrowest category of both that is worth telling. */
  category: string | undefined;
  /** It is wide, or the area of two subjects. */
  isArea: boolean;
  /** A reader sees by themselves what the two have to do with each other, without being told a category. */
  isPlain: boolean;
  /** The recommended one leads backwards from the other one (`step-back.ts`). */
  isStepBack: boolean;
}

/** @param named one that the learner knows */
export type LinkCourses = (recommended: CatalogueCourse, named: CatalogueCourse) => CourseLink;

/** A category that more of the catalogue is in says nothing. */
const widestCategory = 0.5;
/** A category that more of the catalogue is in is not worth telling. */
const widestTold = 0.34;
/** It is, and so is the area of two subjects, up to this share of the catalogue, where the texts are so near. */
const widestArea = 0.45;
const nearInTexts = 0.5;
/** Courses of a category of this share of the catalogue, or less, are of one subject; of a wider one they are less near. */
const narrowCategory = 0.1;
const sameSubject = 0.75;
/** Courses of one subject are so much less near where their texts have nothing in common. */
const withoutWords = 0.6;
/** Texts with this cosine have a few words in common by chance. */
const chanceCosine = 0.06;
/** Texts with this cosine are as near as texts can make courses. */
const fullCosine = 0.25;
const sameTexts = 0.9;

/** A smaller share of them says nothing, nor does one of courses that a reader sees nothing between. */
const leastWentOn = 0.2;
const leastSeen = 0.5;
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
  const rowOf = model && sectionsByRow(model, catalogue).rows;
  return (recommended, named) => {
    const rows = rowOf && rowsIn(rowOf, recommended, named);
    const category = sharedCategory(recommended, named, catalogue);
    const buildsOn = recommended.prerequisites.some((key) => {
      const before = catalogue.courses.get(key);
      return before !== undefined && isSameCourse(named, before);
    });
    const cosine = rows ? cosineOf(model, rows) : 0;
    const isChance =
      rows &&
      areApart(recommended, named) &&
      !areNearApart(model, catalogue, [rows.recommended, rows.named], cosine);
    const byText = isChance ? 0 : textNearness(cosine);
    const trust = rows && byText === 0 ? withoutWords : 1;
    const bySubject = category === undefined ? 0 : trust * subjectNearness(category);
    const nearness = buildsOn ? 1 : 1 - (1 - bySubject) * (1 - byText);
    const isNarrow = category !== undefined && !category.isDivided && category.share <= widestTold;
    const isArea = category !== undefined && category.share <= widestArea && byText >= nearInTexts;
    const share = rows ? model.recommender.shareThatWentOn(rows.named, rows.recommended) : 0;
    const people = share * catalogue.learnerCount(named.key);
    return {
      nearness,
      likeness: cosine,
      buildsOn,
      wentOn: nearness >= leastSeen && people >= fewestPeople && share >= leastWentOn ? share : undefined,
      someWentOn: people >= fewestPeople,
      category: isNarrow || isArea ? category?.name : undefined,
      isArea: !isNarrow && isArea,
      isPlain: buildsOn || byText >= nearInTexts,
      isStepBack: isStepBack(recommended, named, catalogue),
    };
  };
}

interface Rows {
  recommended: number;
  named: number;
}

/** Undefined where the model does not know one of them. */
function rowsIn(
  rows: ReadonlyMap<string, number>,
  recommended: CatalogueCourse,
  named: CatalogueCourse,
): Rows | undefined {
  const to = rows.get(recommended.key);
  const from = rows.get(named.key);
  return to === undefined || from === undefined ? undefined : { recommended: to, named: from };
}

function cosineOf({ texts }: ServingModel, { recommended, named }: Rows): number {
  return texts.similarity(recommended, named);
}

function textNearness(cosine: number): number {
  const share = (cosine - chanceCosine) / (fullCosine - chanceCosine);
  return sameTexts * Math.min(1, Math.max(0, share));
}

interface SharedCategory extends SizedCategory {
  /** Each course is in a narrower category too, without the other: the catalogue itself says that they are of two subjects. */
  isDivided: boolean;
}

/** The narrowest category of both that says something. */
function sharedCategory(
  one: CatalogueCourse,
  other: CatalogueCourse,
  catalogue: Catalogue,
): SharedCategory | undefined {
  if (!one.categories.some((name) => other.categories.includes(name))) return undefined;
  const ofBoth = one.categories.filter((name) => other.categories.includes(name));
  const narrowest = narrowestCategory(ofBoth, one, catalogue, widestCategory);
  if (narrowest === undefined) return undefined;
  const { name, share } = narrowest;
  const hasNarrower = ({ categories }: CatalogueCourse) =>
    categories.some((name) => catalogue.shareInCategory(name) < share);
  return { name, share, isDivided: hasNarrower(one) && hasNarrower(other) };
}

function subjectNearness({ share, isDivided }: SharedCategory): number {
  const nearness = share <= narrowCategory ? sameSubject : (sameSubject * narrowCategory) / share;
  return isDivided ? nearness / 2 : nearness;
}
