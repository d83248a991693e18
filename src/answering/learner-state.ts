import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { isBeingTaken, isTaken } from '../../models/enrolment.ts';
import { dislikedRating, type Event, likedRating } from '../../models/event.ts';
import type { Learner } from '../../models/learner.ts';
import { readTold } from '../privacy/pauses.ts';
import type { Study } from '../recommender/data/studies.ts';
import type { Goal } from '../skills/goal.ts';
import type { LearnerStanding } from './eligibility.ts';
import { hiddenCourses } from './hidden-courses.ts';
import type { KnownLearner } from './known-learner.ts';
import { readDecisions, readEnrolments, readLately, readSavedKeys, readStudies } from './learner-records.ts';
import { mostSearches, type OpenedTitle, type Profile, type Search } from './learner-topics.ts';

/** What is known of a learner at this moment. */
export interface LearnerState extends LearnerStanding {
  /**
   * Course keys by time; the last one counts most. Courses that the learner withdrew from or rated low are left out;
   * those rated high come last, as if they had just been taken.
   */
  history: readonly string[];
  /** Those of the history that are being taken now, as far as the enrolments say: a course may be over (`question.ts`). */
  active: ReadonlySet<string>;
  /** Courses that they have withdrawn from. */
  left?: ReadonlySet<string>;
  /** Those of the history that are rated high. */
  liked: ReadonlySet<string>;
  /** Keys of the courses that they keep for later, in the order in which they were saved. */
  saved: ReadonlySet<string>;
  profile: Profile;
  /** What the institution says they study; absent where it says of no programme. */
  study?: Study | undefined;
  /** What `profile.goal` takes; absent where no taxonomy knows it. */
  goal?: Goal | undefined;
  /** Newest first. */
  searches: readonly Search[];
  /** What pages say of them; absent of nobody, and of somebody invented. */
  known?: KnownLearner;
}

/** Stands for an anonymous visit, and for staff. */
export const anonymousLearner: LearnerState = {
  taken: new Set(),
  passed: new Set(),
  dismissed: new Set(),
  groups: new Set(),
  languages: [],
  history: [],
  active: new Set(),
  liked: new Set(),
  saved: new Set(),
  profile: { interests: [], skills: [] },
  searches: [],
};

/**
 * Reads what is known of a learner. Done for each answer, because what the learner did a moment ago counts.
 * @param told what they have told, where that has been read before
 */
export async function readLearnerState(
  institutionId: Types.ObjectId,
  learner: string,
  now: Date,
  told?: { learner: Learner | null },
): Promise<LearnerState> {
  const who = { institutionId, learner };
  const [enrolments, decisions, lately, stored, savedKeys, [studied]] = await Promise.all([
    readEnrolments(who),
    readDecisions(who),
    readLately(who, now),
    told ? told.learner : readTold(who),
    readSavedKeys(who),
    readStudies(who),
  ]);
  const kept = enrolments
    .filter((enrolment) => enrolment.role === 'learner' && isTaken(enrolment, now))
    .sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const keys = kept.map(({ course }) => course);
  const { ratings, searches, opened } = replay([...decisions, ...lately]);
  const hidden = hiddenCourses(decisions, now);
  const dismissed = new Set(hidden.map(({ course }) => course));
  // Who says that they know a course can go on from it.
  const knownAnyway = hidden.flatMap(({ course, why }) => (why === 'known' ? course : []));
  const taken = new Set(enrolments.map(({ course }) => course));
  const profile = { interests: stored?.interests ?? [], skills: stored?.skills ?? [] };
  const languages = stored?.languages ?? [];
  const saved = new Set(savedKeys);
  const isLiked = (key: string) => (ratings.get(key) ?? 0) >= likedRating;
  const counting = keys.filter((key) => (ratings.get(key) ?? likedRating) > dislikedRating);
  return {
    taken,
    passed: new Set([...keys, ...knownAnyway]),
    dismissed,
    groups: new Set(stored?.groups),
    languages,
    history: [...counting.filter((key) => !isLiked(key)), ...counting.filter(isLiked)],
    active: new Set(kept.flatMap((enrolment) => (isBeingTaken(enrolment, now) ? enrolment.course : []))),
    left: new Set(enrolments.flatMap(({ course, state }) => (state === 'withdrawn' ? course : []))),
    liked: new Set(counting.filter(isLiked)),
    saved,
    profile: {
      ...{ ...profile, goal: stored?.goal },
      lookedAt: await withTitles(
        institutionId,
        opened.filter(({ course }) => !taken.has(course) && !dismissed.has(course)),
      ),
    },
    searches,
    known: {
      ...{ saved, hidden: [...hidden].reverse(), hasTaken: keys.length > 0 },
      searches: [...new Set(searches.map(({ text }) => text))].slice(0, mostSearches),
      profile: { ...profile, languages, goal: stored?.goal ?? '' },
      hasSkippedPicker: stored?.skippedPicker === true,
    },
    ...(studied?.programme && {
      study: { programme: studied.programme, ...(studied.year && { year: studied.year }) },
    }),
  };
}

/** A course that the learner opened. */
interface OpenedCourse {
  course: string;
  at: Date;
}

/** Asks the database only where something was opened: most people have opened nothing lately. */
async function withTitles(
  institutionId: Types.ObjectId,
  opened: readonly OpenedCourse[],
): Promise<OpenedTitle[]> {
  if (opened.length === 0) return [];
  const keys = opened.map(({ course }) => course);
  const courses = await CourseModel.find(
    { institutionId, key: { $in: keys } },
    { _id: 0, key: 1, title: 1 },
  ).lean();
  const titles = new Map(courses.map(({ key, title }) => [key, title]));
  return opened.flatMap(({ course, at }) => {
    const text = titles.get(course);
    return text === undefined ? [] : { text, at, course };
  });
}

/** What all the events together say. @param events oldest first, those of each kind */
function replay(events: readonly Event[]) {
  const ratings = new Map<string, number>();
  let searches: Search[] = [];
  const opened: OpenedCourse[] = [];
  for (const { type, course = '', rating, text = '', at } of events)
    if (type === 'searched') searches.push({ text, at });
    else if (type === 'searches-forgotten') searches = [];
    else if (type === 'opened') opened.push({ course, at });
    else if (type === 'rated' && rating === undefined) ratings.delete(course);
    else if (type === 'rated' && rating !== undefined) ratings.set(course, rating);
  return { ratings, searches: searches.reverse(), opened: opened.reverse() };
}
