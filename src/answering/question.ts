import type { Types } from 'mongoose';
import type { RunningComparison } from '../../models/institution.ts';
import type { SkillLink } from '../../models/skill-links.ts';
import { type Goal, readGoal } from '../skills/goal.ts';
import type { LiveModels } from '../trained-models/live-models.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import { type Catalogue, isConcealed, isOver } from './catalogue.ts';
import type { CourseSearch } from './course-search.ts';
import { inventStudent } from './invented-student.ts';
import { anonymousLearner, type LearnerState, readLearnerState } from './learner-state.ts';
import { type PanelRules, panelRules, readPanelRules } from './panel-rules.ts';
import { presumedLanguages } from './presumed-languages.ts';
import type { Purpose, RecommendationRequest } from './recommendation.ts';

/** Everything that an answer depends on, read and ready. */
export interface Question {
  /** Undefined before an institution's first accepted training. */
  model: ServingModel | undefined;
  /** The comparison of models that the learner takes part in. */
  comparing?: RunningComparison | undefined;
  catalogue: Catalogue;
  learner: LearnerState;
  /** Undefined for a learner who looks for nothing. */
  search?: CourseSearch | undefined;
  rules: PanelRules;
  purpose: Purpose;
  /** Key of the course that the panel is open in. */
  course?: string | undefined;
  /** BCP 47 tag of the language that the reader's LMS is shown in. */
  locale?: string | undefined;
  now: Date;
}

/** Reads what the answer to a request depends on. */
export async function readQuestion(
  request: RecommendationRequest,
  models: LiveModels,
  readCatalogue: (institutionId: Types.ObjectId) => Promise<Catalogue>,
  readSearch: (institution: string, catalogue: Catalogue) => Promise<CourseSearch>,
  now: Date,
): Promise<Question> {
  const { institutionId, learner, withoutCoursesOf, student, course, locale, purpose = 'next' } = request;
  const { isUnlogged, read: before } = request;
  const readState = (key: string) => readLearnerState(institutionId, key, now, before);
  const [{ model, comparing }, catalogue, rules, read] = await Promise.all([
    // What another system shows is not logged: a comparison could not count it.
    models.get(institutionId, isUnlogged ? undefined : learner),
    readCatalogue(institutionId),
    before ? panelRules(before.settings) : readPanelRules(institutionId, course),
    learner !== undefined
      ? withGoal(readState(learner), request)
      : withoutCoursesOf !== undefined
        ? withNothingBut(readState(withoutCoursesOf))
        : undefined,
  ]);
  const stored = read ?? (student ? inventStudent(student, course, catalogue) : anonymousLearner);
  const known = stored.goal ? { ...stored, goal: shownGoal(stored.goal, catalogue, stored.taken) } : stored;
  const state = rules.ownLanguagesOnly ? withLocale(known, locale) : known;
  const present =
    course === undefined ? state : inCourse(state, course, learner !== undefined || student !== undefined);
  const search = looksForSomething(state) ? await readSearch(`${institutionId}`, catalogue) : undefined;
  return {
    ...{ model, comparing, catalogue, search, purpose, course, locale, now },
    // A draw that nobody logs teaches nothing; without a learner nobody does.
    rules: learner === undefined || isUnlogged ? { ...rules, exploration: 0 } : rules,
    learner: {
      ...present,
      active: stillTaken(present.active, catalogue, now),
      presumedLanguages: presumedLanguages(present, catalogue, locale),
    },
  };
}

/** Without the courses that are over or gone: nobody is taking them, whatever an enrolment says. */
function stillTaken(active: ReadonlySet<string>, catalogue: Catalogue, now: Date): Set<string> {
  return new Set(
    [...active].filter((key) => {
      const course = catalogue.courses.get(key);
      return course === undefined || !isOver(course, now);
    }),
  );
}

function looksForSomething({ profile, searches }: LearnerState): boolean {
  const { interests, skills, goal } = profile;
  return interests.length + skills.length + searches.length > 0 || goal !== undefined;
}

/** With the goal in the words of the reader. */
async function withGoal(
  reading: Promise<LearnerState>,
  { institutionId, locale, told }: Pick<RecommendationRequest, 'institutionId' | 'locale' | 'told'>,
): Promise<LearnerState> {
  const stored = await reading;
  const state = told ? { ...stored, profile: { ...told } } : stored;
  const { goal } = state.profile;
  return goal ? { ...state, goal: await readGoal(institutionId, goal, locale) } : state;
}

/** What somebody has had and hidden, and nothing else of them. */
async function withNothingBut(reading: Promise<LearnerState>): Promise<LearnerState> {
  const { taken, dismissed, known } = await reading;
  return { ...anonymousLearner, taken, dismissed, ...(known && { known }) };
}

/** Without the courses that students are told nothing of, but for those that the learner has taken. */
function shownGoal(goal: Goal, catalogue: Catalogue, taken: ReadonlySet<string>): Goal {
  const isShown = ({ course: key }: SkillLink) => {
    const course = catalogue.courses.get(key);
    return taken.has(key) || (course !== undefined && !course.removedAt && !isConcealed(course));
  };
  return {
    ...goal,
    skills: goal.skills.map((skill) => ({ ...skill, courses: skill.courses.filter(isShown) })),
  };
}

/** Who has picked no language has that of the LMS. */
function withLocale(state: LearnerState, locale: string | undefined): LearnerState {
  return state.languages.length === 0 && locale !== undefined ? { ...state, languages: [locale] } : state;
}

/** Who opens the panel in a course is in that course, even if no roster has said so yet. */
function inCourse(state: LearnerState, course: string, isLearner: boolean): LearnerState {
  if (state.taken.has(course)) return state;
  const taken = new Set([...state.taken, course]);
  if (!isLearner) return { ...state, taken };
  return {
    ...state,
    taken,
    passed: new Set([...state.passed, course]),
    history: [...state.history, course],
    active: new Set([...state.active, course]),
  };
}
