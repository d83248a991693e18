import { collatorFor } from '../values/collator.ts';
import { type Catalogue, type CatalogueCourse, isConcealed, isOver } from './catalogue.ts';
import { categoriesIn } from './course-words.ts';
import { languagesOf } from './eligibility.ts';
import { levelStep } from './levels.ts';
import { findWayIn } from './way-in.ts';

/** What somebody wants to see only; absent: whatever. Each is a value of `FilterChoices`. */
export interface CourseFilter {
  /** Nothing has to be finished before, enrolment has begun, and the learner can get in or ask for it. */
  open?: true;
  /** The first category, as the catalogue writes it. */
  subject?: string;
  level?: string;
  /** Name of a term, or a month: `2027-01`. */
  starts?: string;
  /** BCP 47 tag. */
  language?: string;
}

export const filterNames = ['open', 'subject', 'level', 'starts', 'language'] as const;
export type FilterName = (typeof filterNames)[number];

/** What can be picked, in the order in which it is offered. */
export interface FilterChoices {
  subject: { value: string; label: string }[];
  level: string[];
  starts: string[];
  language: string[];
}

/** For whom a filter is looked at. */
interface FilteringLearner {
  active: ReadonlySet<string>;
  groups: ReadonlySet<string>;
}

export function passesFilter(
  course: CatalogueCourse,
  filter: CourseFilter,
  learner: FilteringLearner,
  now: Date,
): boolean {
  const { open, subject, level, starts, language } = filter;
  return (
    (subject === undefined || course.categories[0] === subject) &&
    (level === undefined || levelOf(course) === level) &&
    (starts === undefined || startOf(course) === starts) &&
    (language === undefined || languagesOf(course).includes(language)) &&
    (open === undefined || isOpen(course, learner, now))
  );
}

/** The level in small letters: catalogues write `Basic` and `basic`. */
function levelOf({ level }: CatalogueCourse): string | undefined {
  return level?.trim().toLowerCase();
}

function startOf({ term, startsAt }: CatalogueCourse): string | undefined {
  return term?.name ?? startsAt?.toISOString().slice(0, 7);
}

function isOpen(course: CatalogueCourse, { active, groups }: FilteringLearner, now: Date): boolean {
  const { wayIn, opensAt } = findWayIn(course, groups, now);
  const isShut = wayIn !== undefined && ['cohort', 'invitation', 'closed'].includes(wayIn.way);
  return opensAt === undefined && !isShut && !course.prerequisites.some((key) => active.has(key));
}

const known = new WeakMap<Catalogue, Map<string, FilterChoices>>();

/** What the courses differ in that students are shown and that are not over. @param locale BCP 47 tag of the reader's language */
export function filterChoices(catalogue: Catalogue, locale: string | undefined, now: Date): FilterChoices {
  const byLocale = known.get(catalogue) ?? new Map<string, FilterChoices>();
  known.set(catalogue, byLocale);
  const before = byLocale.get(locale ?? '');
  if (before) return before;
  const choices = countChoices(catalogue, locale, now);
  byLocale.set(locale ?? '', choices);
  return choices;
}

/** More than a menu can hold. */
const mostChoices = 40;

function countChoices(catalogue: Catalogue, locale: string | undefined, now: Date): FilterChoices {
  const subjects = new Map<string, string>();
  const levels = new Set<string>();
  const starts = new Map<string, number>();
  const languages = new Map<string, number>();
  for (const course of catalogue.courses.values()) {
    if (isConcealed(course) || isOver(course, now)) continue;
    const [subject] = course.categories;
    if (subject !== undefined && !subjects.has(subject))
      subjects.set(subject, categoriesIn(course, locale)[0] ?? subject);
    const level = levelOf(course);
    if (level) levels.add(level);
    const start = startOf(course);
    const at = (course.term?.startsAt ?? course.startsAt)?.getTime() ?? 0;
    if (start !== undefined) starts.set(start, Math.min(starts.get(start) ?? Number.POSITIVE_INFINITY, at));
    for (const tag of languagesOf(course)) languages.set(tag, (languages.get(tag) ?? 0) + 1);
  }
  const order = collatorFor(locale).compare;
  const step = (level: string) => levelStep(level) ?? 9;
  return {
    subject: [...subjects]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => order(a.label, b.label))
      .slice(0, mostChoices),
    level: [...levels].sort((a, b) => step(a) - step(b) || order(a, b)).slice(0, mostChoices),
    starts: [...starts]
      .sort(([, a], [, b]) => a - b)
      .map(([start]) => start)
      .slice(0, mostChoices),
    language: [...languages]
      .sort(([, a], [, b]) => b - a)
      .map(([tag]) => tag)
      .slice(0, mostChoices),
  };
}
