import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../../models/course.ts';
import type { Words } from '../../words/words.ts';
import { type CourseListing, countListed } from './course-lists.ts';

const coursesOnPage = 50;

/** A course that has to come first. */
interface Prerequisite {
  title: string;
  url: string | undefined;
}

export interface ListedCourse {
  key: string;
  title: string;
  /** What people call it, unless its title says it. */
  code: string | undefined;
  /** Where the LMS shows it; http or https. */
  url: string | undefined;
  /** The first of those that belong together. */
  isFirst: boolean;
  /** Courses that have to come first. */
  prerequisites: Prerequisite[];
  /** “BIO101 or equivalent”: one of several ways, or only advised */
  unclear: string[];
}

export interface Page {
  courses: ListedCourse[];
  /** "51–100 of 1,204" */
  range: string;
  previous: number | undefined;
  next: number | undefined;
}

type Stored = Pick<Course, 'key' | 'title' | 'code' | 'url' | 'group' | 'prerequisites' | 'findings'>;

const fields = { key: 1, title: 1, code: 1, url: 1, group: 1, prerequisites: 1, findings: 1 } as const;

/** @param wanted the page's number, from 1; a number that is no page's means the first or the last one */
export async function readPage(
  institutionId: Types.ObjectId,
  list: CourseListing,
  wanted: number,
  words: Words,
): Promise<Page> {
  const total = await countListed(institutionId, list);
  const last = Math.max(1, Math.ceil(total / coursesOnPage));
  const number = Math.min(last, Math.max(1, Math.trunc(wanted) || 1));
  const before = (number - 1) * coursesOnPage;
  const { togetherBy } = list;
  const stored = await CourseModel.find({ institutionId, ...listFilter(list) }, fields)
    .sort({ ...(togetherBy && { [togetherBy]: 1 }), key: 1 })
    .hint(
      togetherBy
        ? { institutionId: 1, [togetherBy]: 1, key: 1 }
        : { institutionId: 1, 'findings.lists': 1, key: 1 },
    )
    .skip(before)
    .limit(coursesOnPage)
    .lean<Stored[]>();
  const prerequisites = await readPrerequisites(institutionId, stored);
  const courses = stored.map((course, i) =>
    toListedCourse(course, stored[i - 1], list, prerequisites, words),
  );
  const upTo = Math.min(total, before + coursesOnPage);
  return {
    courses,
    range: words.say('administration.shown.range', { from: before + 1, to: upTo, of: total }),
    previous: number > 1 ? number - 1 : undefined,
    next: number < last ? number + 1 : undefined,
  };
}

/** With the condition that the list's partial index needs. */
function listFilter({ name, togetherBy }: CourseListing): object {
  return { 'findings.lists': name, ...(togetherBy && { [togetherBy]: { $exists: true } }) };
}

async function readPrerequisites(
  institutionId: Types.ObjectId,
  courses: readonly Stored[],
): Promise<Map<string, Stored>> {
  const keys = courses.flatMap(({ prerequisites }) => prerequisites);
  const named = { institutionId, key: { $in: [...new Set(keys)] } };
  const found = await CourseModel.find(named, { key: 1, title: 1, url: 1 }).lean<Stored[]>();
  return new Map(found.map((course) => [course.key, course]));
}

function toListedCourse(
  course: Stored,
  before: Stored | undefined,
  { name, togetherBy }: CourseListing,
  known: ReadonlyMap<string, Stored>,
  words: Words,
): ListedCourse {
  const together = (one: Stored | undefined) =>
    togetherBy === 'group' ? one?.group : one?.findings?.sameText;
  const { key, title, code, url, prerequisites, findings } = course;
  return {
    ...{ key, title, url: webAddress(url) },
    code: code !== undefined && !title.includes(code) ? code : undefined,
    isFirst: togetherBy !== undefined && together(course) !== together(before),
    prerequisites:
      name === 'prerequisite-found'
        ? prerequisites.map((other) => ({
            title: known.get(other)?.title ?? other,
            url: webAddress(known.get(other)?.url),
          }))
        : [],
    unclear:
      name === 'prerequisite-unclear'
        ? (findings?.unclear ?? []).map(({ why, text }) =>
            words.say(`administration.catalogue.unclear.${why}`, { text }),
          )
        : [],
  };
}

function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}
