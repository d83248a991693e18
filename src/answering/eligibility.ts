import type { CourseEntry, Translations } from '../../models/course.ts';
import type { Offers } from '../../models/panel-settings.ts';
import type { CatalogueCourse } from './catalogue.ts';
import { missingCourses } from './missing-courses.ts';
import { type FoundWayIn, findWayIn } from './way-in.ts';

/** Why a course is not recommended to a learner, with the particulars. */
export type Exclusion =
  | { reason: 'taken' }
  /** `course`: key of the other section, which the learner has or has had. */
  | { reason: 'other-section-taken'; course: string }
  | { reason: 'dismissed' }
  | { reason: 'blocked' }
  /** Only staff see it in the LMS. */
  | { reason: 'hidden' }
  | { reason: 'excluded-category'; category: string }
  | { reason: 'closed'; closesAt: Date }
  | { reason: 'removed'; removedAt: Date }
  | { reason: 'not-open-yet'; opensAt: Date }
  /** Only members of these groups can enrol themselves, and the learner is not known to be one. */
  | { reason: 'members-only'; groups: readonly string[] }
  /** Staff alone enrol people. */
  | { reason: 'invitation-only' }
  /** Nobody gets in. */
  | { reason: 'no-way-in' }
  | { reason: 'other-audience'; audience: readonly string[] }
  /** `isPresumed`: nobody has picked languages; it only seems that the learner cannot follow this one (`presumed-languages.ts`). */
  | { reason: 'other-language'; language: string; isPresumed?: true }
  /** Keys of the courses that must come first. */
  | { reason: 'missing-prerequisite'; courses: readonly string[] }
  /** Keys of courses of the learner that show that they have gone further (`outgrown.ts`). */
  | { reason: 'outgrown'; courses: readonly string[] };

/** What eligibility needs to know of a course. */
export interface CourseRules {
  key: string;
  prerequisites: readonly string[];
  group?: string | undefined;
  audience?: readonly string[] | undefined;
  language?: string | undefined;
  translations?: Translations | undefined;
  opensAt?: Date | undefined;
  closesAt?: Date | undefined;
  endsAt?: Date | undefined;
  entry?: readonly CourseEntry[] | undefined;
  removedAt?: Date | undefined;
  hidden?: boolean | undefined;
  /** One of its categories that the institution has excluded. */
  excludedCategory?: string | undefined;
}

/** What eligibility needs to know of a learner; sets of course keys. */
export interface LearnerStanding {
  /** Every course the learner has or has had, in whatever state. */
  taken: ReadonlySet<string>;
  /** Courses that count as a prerequisite: completed or being taken, not withdrawn from; and those that the learner says they know. */
  passed: ReadonlySet<string>;
  dismissed: ReadonlySet<string>;
  /** Groups of people that the learner belongs to. */
  groups: ReadonlySet<string>;
  /** BCP 47 tags of the languages that courses may have; empty: nobody has picked any. */
  languages: readonly string[];
  /** Of those that they can follow as far as it shows; they count where none were picked. Empty or absent: any. */
  presumedLanguages?: readonly string[];
}

/** What holds for every learner at this moment. */
export interface Circumstances {
  now: Date;
  /** Keys of the courses that staff do not want suggested, in whatever section. */
  blocked: ReadonlySet<string>;
  /** The course is to be started today, not next term. */
  openNow: boolean;
  offers: Offers;
}

/** Every reason why a course cannot be recommended to one learner; none when it can. */
export type Eligibility = (course: CatalogueCourse) => Exclusion[];

/**
 * Works out once what eligibility needs to know of a learner, for many courses. Any section of a course stands for all of its
 * sections.
 */
export function createEligibility(
  catalogue: ReadonlyMap<string, CourseRules>,
  learner: LearnerStanding,
  { now, blocked, openNow, offers }: Circumstances,
): (course: CourseRules) => Exclusion[] {
  const groupOf = (key: string) => catalogue.get(key)?.group;
  const blockedGroups = new Set([...blocked].flatMap((key) => groupOf(key) ?? []));
  const sections = new Map<string, string>();
  for (const key of learner.taken) {
    const group = groupOf(key);
    if (group !== undefined) sections.set(group, key);
  }
  const { languages: picked, presumedLanguages: presumed = [] } = learner;
  const languages = new Set((picked.length > 0 ? picked : presumed).map(primaryLanguage));
  const isMissing = missingCourses(catalogue, learner.passed);

  return (course) => {
    const { key, prerequisites, group, audience, language, closesAt, endsAt, removedAt } = course;
    const { hidden, excludedCategory: category } = course;
    const { wayIn, opensAt } =
      course.entry || course.opensAt ? findWayIn(course, learner.groups, now) : nothingSaid;
    const exclusions: Exclusion[] = [];
    const section = group === undefined ? undefined : sections.get(group);
    if (learner.taken.has(key)) exclusions.push({ reason: 'taken' });
    else if (section !== undefined) exclusions.push({ reason: 'other-section-taken', course: section });
    if (learner.dismissed.has(key)) exclusions.push({ reason: 'dismissed' });
    if (blocked.has(key) || (group !== undefined && blockedGroups.has(group)))
      exclusions.push({ reason: 'blocked' });
    if (hidden) exclusions.push({ reason: 'hidden' });
    if (category !== undefined) exclusions.push({ reason: 'excluded-category', category });
    if (closesAt && closesAt < now) exclusions.push({ reason: 'closed', closesAt });
    // Nobody gets into what is over, whether a source says so or not.
    else if (endsAt && endsAt < now) exclusions.push({ reason: 'closed', closesAt: endsAt });
    if (removedAt) exclusions.push({ reason: 'removed', removedAt });
    if (openNow && opensAt) exclusions.push({ reason: 'not-open-yet', opensAt });
    const closed = offers === 'enterable' && wayIn ? closedDoor(wayIn) : undefined;
    if (closed) exclusions.push(closed);
    if (audience && audience.length > 0 && !audience.some((name) => learner.groups.has(name)))
      exclusions.push({ reason: 'other-audience', audience });
    if (language !== undefined && languages.size > 0) {
      if (!languagesOf(course).some((tag) => languages.has(primaryLanguage(tag))))
        exclusions.push({
          ...{ reason: 'other-language', language },
          ...(picked.length === 0 && { isPresumed: true }),
        });
    }
    if (prerequisites.some(isMissing))
      exclusions.push({ reason: 'missing-prerequisite', courses: prerequisites.filter(isMissing) });
    return exclusions;
  };
}

/** Of most courses no source says how people get in, and this is asked of many. */
const nothingSaid: FoundWayIn = {};

function closedDoor({ way, groups = [] }: CourseEntry): Exclusion | undefined {
  if (way === 'cohort') return { reason: 'members-only', groups };
  if (way === 'invitation') return { reason: 'invitation-only' };
  return way === 'closed' ? { reason: 'no-way-in' } : undefined;
}

/** BCP 47 tags, each once: the language that it is taught in, and those that its texts are written in. */
export function languagesOf({
  language,
  translations,
}: Pick<CourseRules, 'language' | 'translations'>): string[] {
  return [...new Set([...(language === undefined ? [] : [language]), ...Object.keys(translations ?? {})])];
}

/** `pt-BR` and `pt-PT` are one language here: who reads one can follow the other. */
export function primaryLanguage(tag: string): string {
  return (tag.split(/[-_]/)[0] as string).toLowerCase();
}
