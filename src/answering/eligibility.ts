import type { CourseEntry, Translations } from '../../models/course.ts';
import type { Offers } from '../../models/panel-settings.ts';
import { findWayIn } from './way-in.ts';

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
  | { reason: 'other-language'; language: string }
  /** Keys of the courses that must come first. */
  | { reason: 'missing-prerequisite'; courses: readonly string[] };

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
  /** BCP 47 tags of the languages that courses may have; empty: any. */
  languages: readonly string[];
}

/** What holds for every learner at this moment. */
export interface Circumstances {
  now: Date;
  /** Keys of the courses that staff do not want suggested. */
  blocked: ReadonlySet<string>;
  /** The course is to be started today, not next term. */
  openNow: boolean;
  offers: Offers;
}

/** Every reason why a course cannot be recommended to one learner; none when it can. */
export type Eligibility = (course: CourseRules) => Exclusion[];

/**
 * Works out once what eligibility needs to know of a learner, for many courses. A prerequisite that the catalogue does
 * not have is ignored: nobody could ever meet it. Any section of a course stands for all of its sections.
 */
export function createEligibility(
  catalogue: ReadonlyMap<string, CourseRules>,
  learner: LearnerStanding,
  { now, blocked, openNow, offers }: Circumstances,
): Eligibility {
  const groupOf = (key: string) => catalogue.get(key)?.group;
  const sections = new Map<string, string>();
  for (const key of learner.taken) {
    const group = groupOf(key);
    if (group !== undefined) sections.set(group, key);
  }
  const passedGroups = new Set([...learner.passed].flatMap((key) => groupOf(key) ?? []));
  const languages = new Set(learner.languages.map(primaryLanguage));
  const isMissing = (key: string) =>
    catalogue.has(key) && !learner.passed.has(key) && !passedGroups.has(groupOf(key) ?? '');

  return (course) => {
    const { key, prerequisites, group, audience = [], language, closesAt, removedAt } = course;
    const { hidden, excludedCategory: category } = course;
    const { wayIn, opensAt } = findWayIn(course, learner.groups, now);
    const exclusions: Exclusion[] = [];
    const section = group === undefined ? undefined : sections.get(group);
    if (learner.taken.has(key)) exclusions.push({ reason: 'taken' });
    else if (section !== undefined) exclusions.push({ reason: 'other-section-taken', course: section });
    if (learner.dismissed.has(key)) exclusions.push({ reason: 'dismissed' });
    if (blocked.has(key)) exclusions.push({ reason: 'blocked' });
    if (hidden) exclusions.push({ reason: 'hidden' });
    if (category !== undefined) exclusions.push({ reason: 'excluded-category', category });
    if (closesAt && closesAt < now) exclusions.push({ reason: 'closed', closesAt });
    if (removedAt) exclusions.push({ reason: 'removed', removedAt });
    if (openNow && opensAt) exclusions.push({ reason: 'not-open-yet', opensAt });
    const closed = offers === 'enterable' && wayIn ? closedDoor(wayIn) : undefined;
    if (closed) exclusions.push(closed);
    if (audience.length > 0 && !audience.some((name) => learner.groups.has(name)))
      exclusions.push({ reason: 'other-audience', audience });
    const tags = language === undefined ? [] : [language, ...Object.keys(course.translations ?? {})];
    if (
      language !== undefined &&
      languages.size > 0 &&
      !tags.some((tag) => languages.has(primaryLanguage(tag)))
    )
      exclusions.push({ reason: 'other-language', language });
    const missing = prerequisites.filter(isMissing);
    if (missing.length > 0) exclusions.push({ reason: 'missing-prerequisite', courses: missing });
    return exclusions;
  };
}

function closedDoor({ way, groups = [] }: CourseEntry): Exclusion | undefined {
  if (way === 'cohort') return { reason: 'members-only', groups };
  if (way === 'invitation') return { reason: 'invitation-only' };
  return way === 'closed' ? { reason: 'no-way-in' } : undefined;
}

/** `pt-BR` and `pt-PT` are one language here: who reads one can follow the other. */
function primaryLanguage(tag: string): string {
  return (tag.split(/[-_]/)[0] as string).toLowerCase();
}
