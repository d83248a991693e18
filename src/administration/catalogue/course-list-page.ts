import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../../models/course.ts';
import { countOn, type List } from './course-lists.ts';
import { type Prerequisite, unclearWords } from './prerequisite-words.ts';

const coursesOnPage = 50;

export interface ListedCourse {
  key: string;
  title: string;
  /** What people call it, where that is not in its title. */
  code: string | undefined;
  /** Where the LMS shows it; http or https. */
  url: string | undefined;
  /** The first of those that belong together. */
  isFirst: boolean;
  /** Courses that have to come first. */
  prerequisites: Prerequisite[];
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

/** @param wanted from 1; what is no page is the first or the last */
export async function readPage(institutionId: Types.ObjectId, list: List, wanted: number): Promise<Page> {
  const total = await countOn(institutionId, list);
  const last = Math.max(1, Math.ceil(total / coursesOnPage));
  const number = Math.min(last, Math.max(1, Math.trunc(wanted) || 1));
  const before = (number - 1) * coursesOnPage;
  const { togetherBy } = list;
  const stored = await CourseModel.find({ institutionId, ...filterOf(list) }, fields)
    .sort({ ...(togetherBy && { [togetherBy]: 1 }), key: 1 })
    .hint(
      togetherBy
        ? { institutionId: 1, [togetherBy]: 1, key: 1 }
        : { institutionId: 1, 'findings.lists': 1, key: 1 },
    )
    .skip(before)
    .limit(coursesOnPage)
    .lean<Stored[]>();
  const titles = await titlesOf(institutionId, stored);
  const courses = stored.map((course, i) => listed(course, stored[i - 1], list, titles));
  const upTo = Math.min(total, before + coursesOnPage);
  return {
    courses,
    range: `${(before + 1).toLocaleString('en')}–${upTo.toLocaleString('en')} of ${total.toLocaleString('en')}`,
    previous: number > 1 ? number - 1 : undefined,
    next: number < last ? number + 1 : undefined,
  };
}

/** With what the index is partial by. */
function filterOf({ name, togetherBy }: List): object {
  return { 'findings.lists': name, ...(togetherBy && { [togetherBy]: { $exists: true } }) };
}

async function titlesOf(
  institutionId: Types.ObjectId,
  courses: readonly Stored[],
): Promise<Map<string, Stored>> {
  const keys = courses.flatMap(({ prerequisites }) => prerequisites);
  const named = { institutionId, key: { $in: [...new Set(keys)] } };
  const found = await CourseModel.find(named, { key: 1, title: 1, url: 1 }).lean<Stored[]>();
  return new Map(found.map((course) => [course.key, course]));
}

function listed(
  course: Stored,
  before: Stored | undefined,
  { name, togetherBy }: List,
  titles: ReadonlyMap<string, Stored>,
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
            title: titles.get(other)?.title ?? other,
            url: webAddress(titles.get(other)?.url),
          }))
        : [],
    unclear: name === 'prerequisite-unclear' ? (findings?.unclear ?? []).map(unclearWords) : [],
  };
}

function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}
