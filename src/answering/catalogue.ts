import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { groupSections, nameOfSections } from '../../models/sections.ts';
import { LearnerCounts } from './learner-counts.ts';
import { readExcludedCategories } from './offered-courses.ts';
import { rememberForAMinute } from './remember-for-a-minute.ts';

/** A course is popular in its category when this share of the category's courses has fewer learners. */
const popularShare = 0.75;
/** Where so many of its courses name a prerequisite, a catalogue says so wherever there is one. */
const leastStating = 0.1;

const fields = [
  'key',
  'code',
  'title',
  'description',
  'categories',
  'level',
  'credits',
  'language',
  'url',
  'prerequisites',
  'group',
  'audience',
  'opensAt',
  'closesAt',
  'term',
  'startsAt',
  'entry',
  'removedAt',
  'endsAt',
  'hidden',
  'translations',
  'skills',
] as const;
export interface CatalogueCourse extends Pick<Course, (typeof fields)[number]> {
  /** The first of its categories that the institution has excluded. */
  excludedCategory?: string;
  /** Its description states something that has to come first, and nobody knows which courses that are (src/sync/derivation/). */
  hasUnclearPrerequisites?: true;
}

/** Students are told nothing of it: only staff see it in the LMS, or the institution has excluded its category. */
export function isConcealed({
  hidden,
  excludedCategory,
}: Pick<CatalogueCourse, 'hidden' | 'excludedCategory'>) {
  return hidden === true || excludedCategory !== undefined;
}

/** Nobody is taking it any more: the LMS no longer has it, or its time is over. */
export function isOver({ removedAt, endsAt, term }: CatalogueCourse, now: Date): boolean {
  const end = endsAt ?? term?.endsAt;
  return removedAt !== undefined || (end !== undefined && end <= now);
}

/** The courses of an institution, and how many learners have taken each. Sections of one course count as one. */
export class Catalogue {
  /** By key. */
  readonly courses: ReadonlyMap<string, CatalogueCourse>;
  /** The sections of each course, by `nameOfSections`; those that begin first come first. */
  readonly sections: ReadonlyMap<string, readonly CatalogueCourse[]>;
  /** By key: of all sections of its course. */
  readonly #learners: ReadonlyMap<string, number>;
  /** By category: how many learners each of its courses has, sections of one as one, ascending. */
  readonly #learnersByCategory: ReadonlyMap<string, Int32Array>;
  /** How many courses students are shown, sections of one as one. */
  readonly #shown: number;
  /** By course, sections of it as one: the courses that name it as a prerequisite. */
  readonly #followers = new Map<string, Set<string>>();
  /** It says of its courses what has to come first: most systems do not know that. */
  readonly statesPrerequisites: boolean;

  constructor(courses: readonly CatalogueCourse[], learners: ReadonlyMap<string, number>) {
    this.courses = new Map(courses.map((course) => [course.key, course]));
    this.sections = groupSections(this.courses.values());
    this.#learners = learnersOfAll(this.sections.values(), learners);
    const isShown = (course: CatalogueCourse) => !course.removedAt && !isConcealed(course);
    const counts = new Map<string, number[]>();
    let shownCourses = 0;
    for (const sections of this.sections.values()) {
      const ofThem = sections.filter(isShown);
      const [first] = ofThem;
      if (!first) continue;
      shownCourses++;
      for (const category of new Set(ofThem.flatMap(({ categories }) => categories))) {
        const known = counts.get(category) ?? [];
        known.push(this.learnerCount(first.key));
        counts.set(category, known);
      }
    }
    this.#shown = shownCourses;
    const shown = courses.filter(isShown);
    const stating = shown.filter(({ prerequisites }) => prerequisites.length > 0).length;
    this.statesPrerequisites = stating > 0 && stating >= leastStating * shown.length;
    for (const course of shown)
      for (const key of course.prerequisites) {
        const before = nameOfSections(this.courses.get(key) ?? { key });
        const known = this.#followers.get(before) ?? new Set();
        this.#followers.set(before, known.add(nameOfSections(course)));
      }
    this.#learnersByCategory = new Map(
      [...counts].map(([category, all]) => [category, Int32Array.from(all).sort()]),
    );
  }

  /** The sections among these, by their course: those that begin first come first. @param keys the order of the courses is theirs */
  sectionsAmong(keys: Pick<ReadonlySet<string>, 'keys' | 'has'>): CatalogueCourse[][] {
    const names = new Set<string>();
    for (const key of keys.keys()) names.add(nameOfSections(this.courses.get(key) ?? { key }));
    return [...names].flatMap((name) => {
      const among = (this.sections.get(name) ?? []).filter(({ key }) => keys.has(key));
      return among.length === 0 ? [] : [among];
    });
  }

  /** How many have taken a course, in whatever section. */
  learnerCount(key: string): number {
    return this.#learners.get(key) ?? 0;
  }

  /** Courses that students are shown and that name this one, or another section of it, as a prerequisite; by `nameOfSections`. */
  followers(course: CatalogueCourse): ReadonlySet<string> {
    return this.#followers.get(nameOfSections(course)) ?? nobody;
  }

  /** Of the courses that students are shown, the share that is in a category. */
  shareInCategory(category: string): number {
    return (this.#learnersByCategory.get(category)?.length ?? 0) / Math.max(1, this.#shown);
  }

  /** The first of a course's categories in which it is popular, and its place there: 1 for the course that most have chosen. */
  popularCategory({ key, categories }: CatalogueCourse): { category: string; place: number } | undefined {
    const own = this.learnerCount(key);
    for (const category of categories) {
      const counts = this.#learnersByCategory.get(category) ?? none;
      const fewer = countBelow(counts, own);
      if (counts.length <= 1 || fewer / (counts.length - 1) < popularShare) continue;
      return { category, place: counts.length - countBelow(counts, own + 1) + 1 };
    }
    return undefined;
  }
}

/** By key: how many learners all sections of its course have together. */
function learnersOfAll(
  courses: Iterable<readonly CatalogueCourse[]>,
  learners: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const all = new Map(learners);
  for (const sections of courses) {
    if (sections.length === 1) continue;
    const count = sections.reduce((sum, { key }) => sum + (learners.get(key) ?? 0), 0);
    for (const { key } of sections) all.set(key, count);
  }
  return all;
}

const none = new Int32Array();
const nobody: ReadonlySet<string> = new Set();

/** How many of the ascending numbers are smaller than the value. */
function countBelow(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of courses with their texts, so that unpacking a batch holds up nobody. */
const coursesInBatch = 500;
const byKey = { institutionId: 1, key: 1 } as const;

/** Reads an institution's catalogue, at most once a minute. */
export function catalogueReader(
  learnerCounts = new LearnerCounts(),
): (institutionId: Types.ObjectId) => Promise<Catalogue> {
  return rememberForAMinute(async (institutionId) => {
    const [courses, counts] = await Promise.all([
      readCourses(institutionId),
      learnerCounts.get(institutionId),
    ]);
    return new Catalogue(courses, counts);
  });
}

async function readCourses(institutionId: Types.ObjectId): Promise<CatalogueCourse[]> {
  const projection = {
    ...{ _id: 0, 'findings.lists': 1 },
    ...Object.fromEntries(fields.map((field) => [field, 1])),
  };
  const courses: CatalogueCourse[] = [];
  const excluded = new Set(await readExcludedCategories(institutionId));
  const found = CourseModel.find({ institutionId }, projection).hint(byKey).lean<Course[]>();
  for await (const { findings, ...course } of found.cursor({ batchSize: coursesInBatch })) {
    const excludedCategory = course.categories.find((category) => excluded.has(category));
    courses.push({
      ...course,
      ...(excludedCategory !== undefined && { excludedCategory }),
      ...(findings?.lists?.includes('prerequisite-unclear') && { hasUnclearPrerequisites: true as const }),
    });
  }
  return courses;
}
