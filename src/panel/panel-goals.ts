import type { Types } from 'mongoose';
import type { Scheme } from '../../models/concept-name.ts';
import { type Course, CourseModel } from '../../models/course.ts';
import { EnrolmentModel, isBeingTaken, takenBy } from '../../models/enrolment.ts';
import { type SkillReport, SkillReportModel } from '../../models/skill-report.ts';
import { type CourseWords, wordsIn } from '../answering/course-words.ts';
import { shownCourses } from '../answering/offered-courses.ts';
import { findStandings, readGoal, type Standing } from '../skills/goal.ts';
import { readNames } from '../taxonomy/concept-names.ts';
import { findOccupations } from '../taxonomy/find-occupations.ts';
import { foldName } from '../taxonomy/fold-name.ts';
import { languageCode } from '../taxonomy/reading-language.ts';
import type { LearnerRef } from './learner-ref.ts';

const mostFound = 20;
const mostCourses = 2;

/** A goal that a taxonomy knows, and how one learner stands to it. All names are in the reader's language. */
export interface GoalStanding {
  /** Whose taxonomy it is of. */
  scheme: Scheme;
  name: string;
  /** Essential ones first. */
  skills: {
    name: string;
    isEssential: boolean;
    standing: Standing;
    /** Some courses that teach it: of `has` and `learning`, the learner's own. */
    courses: Pick<CourseWords, 'title' | 'language'>[];
  }[];
}

/** What the panel asks about goals. `locale` is the reader's BCP 47 tag. */
export interface PanelGoals {
  /** Undefined where no taxonomy knows it. */
  goal(who: LearnerRef, text: string, locale: string | undefined): Promise<GoalStanding | undefined>;
  /** Names of occupations that courses here prepare for, the best first; some dozens. */
  goalSuggestions(institutionId: Types.ObjectId, locale: string | undefined): Promise<string[]>;
  /** Names of occupations by what somebody has typed, the best first; some. */
  findGoals(text: string, locale: string | undefined): Promise<string[]>;
}

export const panelGoals: PanelGoals = {
  async goal({ institutionId, learner }, text, locale) {
    const now = new Date();
    const [goal, enrolments] = await Promise.all([
      readGoal(institutionId, text, locale),
      EnrolmentModel.find(
        { institutionId, learner, ...takenBy(now) },
        { _id: 0, course: 1, state: 1, at: 1, endsAt: 1 },
      ).lean(),
    ]);
    if (goal === undefined) return undefined;
    const taken = new Set(enrolments.map(({ course }) => course));
    const active = new Set(enrolments.flatMap((one) => (isBeingTaken(one, now) ? one.course : [])));
    const keys = goal.skills.flatMap(({ courses }) => courses.map(({ course }) => course));
    const titles = await readTitles(institutionId, keys, taken, locale);
    const skills = goal.skills.map((skill) => ({
      ...{ ...skill, courses: skill.courses.filter(({ course }) => titles.has(course)) },
    }));
    const standings = findStandings({ ...goal, skills }, taken, active);
    return {
      ...{ scheme: goal.scheme, name: goal.name },
      skills: standings.flatMap(({ name, isEssential, standing, courses }) => {
        const own = courses.flatMap(({ course }) => titles.get(course) ?? []).slice(0, mostCourses);
        return { name, isEssential, standing, courses: own };
      }),
    };
  },

  async goalSuggestions(institutionId, locale) {
    const report = await SkillReportModel.findOne({ institutionId }).lean<SkillReport>();
    const goals = report?.goals ?? [];
    const names = await readNames('occupation', goals, languageCode(locale));
    const byName = new Map(
      goals.flatMap((goal) => {
        const name = names.get(goal);
        return name === undefined ? [] : [[foldName(name), name] as const];
      }),
    );
    return [...byName.values()];
  },

  async findGoals(text, locale) {
    return (await findOccupations(text, languageCode(locale), mostFound)).map(({ name }) => name);
  },
};

/** Of courses that students are shown, and of those that this one has taken: they may be gone. */
async function readTitles(
  institutionId: Types.ObjectId,
  keys: readonly string[],
  taken: ReadonlySet<string>,
  locale: string | undefined,
): Promise<Map<string, CourseWords>> {
  const own = { institutionId, key: { $in: keys.filter((key) => taken.has(key)) } };
  const found = await CourseModel.find(
    { institutionId, key: { $in: [...new Set(keys)] }, $or: [await shownCourses(institutionId), own] },
    { _id: 0, key: 1, title: 1, language: 1, translations: 1 },
  ).lean<Pick<Course, 'key' | 'title' | 'language' | 'translations'>[]>();
  return new Map(found.map((course) => [course.key, wordsIn(course, locale)]));
}
