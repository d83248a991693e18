import type { Types } from 'mongoose';
import { readGoal } from '../skills/goal.ts';
import type { LiveModels } from '../trained-models/live-models.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue } from './catalogue.ts';
import type { CourseSearch } from './course-search.ts';
import { anonymousLearner, type LearnerState, readLearnerState } from './learner-state.ts';
import { type PanelRules, readPanelRules } from './panel-rules.ts';
import type { Purpose, RecommendationRequest } from './recommendation.ts';

/** Everything that an answer depends on, read and ready. */
export interface Question {
  /** Undefined before an institution's first accepted training. */
  model: ServingModel | undefined;
  catalogue: Catalogue;
  learner: LearnerState;
  /** Undefined for a learner who looks for nothing. */
  search?: CourseSearch | undefined;
  rules: PanelRules;
  purpose: Purpose;
  /** Key of the course that the panel is open in. */
  course?: string | undefined;
  now: Date;
}

/** Reads what the answer to a request depends on. */
export async function readQuestion(
  { institutionId, learner, course, locale, purpose = 'next' }: RecommendationRequest,
  models: LiveModels,
  readCatalogue: (institutionId: Types.ObjectId) => Promise<Catalogue>,
  readSearch: (institution: string, catalogue: Catalogue) => Promise<CourseSearch>,
  now: Date,
): Promise<Question> {
  const [model, catalogue, rules, stored] = await Promise.all([
    models.get(institutionId),
    readCatalogue(institutionId),
    readPanelRules(institutionId, course),
    learner === undefined ? anonymousLearner : withGoal(institutionId, learner, locale, now),
  ]);
  const state = rules.ownLanguagesOnly ? withLocale(stored, locale) : stored;
  const search = looksForSomething(state) ? await readSearch(`${institutionId}`, catalogue) : undefined;
  return {
    ...{ model, catalogue, search, purpose, course, now },
    // Without a learner, nobody would log what was drawn.
    rules: learner === undefined ? { ...rules, exploration: 0 } : rules,
    learner: course === undefined ? state : inCourse(state, course, learner !== undefined),
  };
}

/** With the goal in the words of the reader. */
async function withGoal(
  institutionId: Types.ObjectId,
  learner: string,
  locale: string | undefined,
  now: Date,
): Promise<LearnerState> {
  const state = await readLearnerState(institutionId, learner, now);
  const { goal } = state.profile;
  return goal ? { ...state, goal: await readGoal(institutionId, goal, locale) } : state;
}

function looksForSomething({ profile, searches }: LearnerState): boolean {
  const { interests, skills, goal } = profile;
  return interests.length + skills.length + searches.length > 0 || goal !== undefined;
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
    history: [...state.history, course],
    active: new Set([...state.active, course]),
  };
}
