import type { Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { EnrolmentModel, takenBy } from '../../../models/enrolment.ts';
import { nameOfSections } from '../../../models/sections.ts';
import { fewestPeople } from '../../privacy/fewest-people.ts';
import { disclosePercent, type Figure, weekBegan } from './disclosure.ts';
import { sectionsOf } from './sections.ts';

const day = 86_400_000;
/** What begins earlier after a course belongs to its own term. */
const ownTermDays = 45;
/** What begins within this time of the first course of the next term belongs to that term. */
const nextTermDays = 60;
/** The latest; more would make whoever looks wait. */
const mostPeople = 3_000;
const peopleAtOnce = 500;
const mostCourses = 6;

/** Where those who took a course went on to in the next term in which they took any. */
export interface NextTerm {
  /** How many went on to any; rounded as all figures are. */
  people: Figure;
  /** What most of them took first; one person may have taken several. */
  courses: (ReturnType<typeof disclosePercent> & { course: string })[];
  /** Some took others besides, each taken by fewer than ten, or too many to list. */
  hasOthers: boolean;
}

interface Taken {
  learner: string;
  course: string;
  at: Date;
}

/** Reads it from the enrolments of all who took the course, or another section of it, whether they saw the panel or not. */
export async function readNextTerm(
  institutionId: Types.ObjectId,
  course: string,
  now: Date,
): Promise<NextTerm> {
  const sections = await sectionsOf(institutionId, course);
  const until = weekBegan(now);
  const taken = { institutionId, ...takenBy(until), at: { $type: 'date' as const, $lt: until } };
  const fields = { _id: 0, learner: 1, course: 1, at: 1 } as const;
  const own = await EnrolmentModel.find({ ...taken, course: { $in: sections } }, fields)
    .sort({ at: -1 })
    .limit(mostPeople)
    .lean<Taken[]>();
  const tookAt = new Map(own.map(({ learner, at }) => [learner, at.getTime()]));
  const people = [...tookAt.keys()];
  const takers = new Map<string, Set<string>>();
  let goneOn = 0;
  for (let from = 0; from < people.length; from += peopleAtOnce) {
    const some = people.slice(from, from + peopleAtOnce);
    const all = await EnrolmentModel.find({ ...taken, learner: { $in: some } }, fields).lean<Taken[]>();
    for (const [learner, theirs] of groupedBy(all, (one) => one.learner)) {
      const next = takenInNextTerm(theirs, tookAt.get(learner) as number, sections);
      if (next.length > 0) goneOn++;
      for (const key of next) takers.set(key, (takers.get(key) ?? new Set()).add(learner));
    }
  }
  return disclosedTerm(goneOn, await bySections(institutionId, takers));
}

/** Pure. @param tookAt when they began the course, ms since 1970 */
export function takenInNextTerm(
  theirs: readonly Pick<Taken, 'course' | 'at'>[],
  tookAt: number,
  sections: readonly string[],
): string[] {
  const later = theirs.filter(
    ({ course, at }) => at.getTime() >= tookAt + ownTermDays * day && !sections.includes(course),
  );
  const first = later.reduce((least, { at }) => Math.min(least, at.getTime()), Number.POSITIVE_INFINITY);
  return later.filter(({ at }) => at.getTime() <= first + nextTermDays * day).map(({ course }) => course);
}

/** Pure. @param takers how many people took each course, by the key of one section */
export function disclosedTerm(goneOn: number, takers: ReadonlyMap<string, number>): NextTerm {
  if (goneOn < fewestPeople) return { people: { kind: 'few' }, courses: [], hasOthers: false };
  const told = [...takers]
    .filter(([, people]) => people >= fewestPeople)
    .sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1))
    .slice(0, mostCourses);
  return {
    people: disclosePercent(goneOn, Number.POSITIVE_INFINITY),
    courses: told.map(([course, people]) => ({ course, ...disclosePercent(people, goneOn) })),
    hasOthers: takers.size > told.length,
  };
}

/** Sections of one course as one, by the key of that which most took: a person who took two of them counts once. */
async function bySections(institutionId: Types.ObjectId, takers: ReadonlyMap<string, ReadonlySet<string>>) {
  const courses = await CourseModel.find(
    { institutionId, key: { $in: [...takers.keys()] } },
    { _id: 0, key: 1, group: 1 },
  ).lean();
  const groups = groupedBy(courses, nameOfSections);
  return new Map(
    [...groups.values()].map((sections) => {
      const most = sections.reduce((a, b) =>
        (takers.get(b.key)?.size ?? 0) > (takers.get(a.key)?.size ?? 0) ? b : a,
      );
      const people = new Set(sections.flatMap(({ key }) => [...(takers.get(key) ?? [])]));
      return [most.key, people.size] as const;
    }),
  );
}

function groupedBy<One>(all: readonly One[], nameOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}
