import type { ApiCredential } from '../../../models/api-credential.ts';
import type { Institution } from '../../../models/institution.ts';
import type { Purpose } from '../../../models/panel-settings.ts';
import type { Recommendations } from '../../answering/recommend.ts';
import { settledView } from '../../panel/panel-address.ts';
import { resolveSettings } from '../../panel-settings/resolve-settings.ts';
import { readSettings } from '../../panel-settings/stored-settings.ts';
import type { Words } from '../../words/words.ts';
import { ApiError } from '../api-error.ts';
import { findCourses } from '../find-courses.ts';
import { findLearner } from './find-learner.ts';
import type { RecommendationQuery } from './read-query.ts';
import { type RecommendedCourse, recommendedCourse } from './recommended-course.ts';

export type Recommend = Recommendations['recommend'];

/** Who asks, and in which language the answer is read. */
export interface Asker {
  institution: Institution;
  credential: Pick<ApiCredential, 'homes'>;
  /** BCP 47 tag of the reader's language; undefined where nothing said it. */
  locale: string | undefined;
  words: Words;
}

/** The body of an answer. */
export interface RecommendationAnswer {
  purpose: Purpose;
  /** BCP 47 tag of the language that sentences are in. */
  language: string;
  /** What stands above the courses in the panel. */
  title: string;
  /** From staff to the students, above the courses. */
  line?: string;
  /** Best first; empty where nothing suits at present. */
  recommendations: RecommendedCourse[];
}

/**
 * What the panel of a learner shows, for another system. Nothing is stored of it: whether and when somebody sees the answer is not
 * known here, so it is no sighting, and a draw by chance would teach nothing.
 * @throws ApiError where the panel is off, the course is none, or nothing may be recommended to the learner
 */
export async function recommendFor(
  query: RecommendationQuery,
  { institution, credential, locale, words }: Asker,
  recommend: Recommend,
): Promise<RecommendationAnswer> {
  const institutionId = institution._id;
  const course = query.course === undefined ? undefined : await findCourse(institutionId, query.course);
  const stored = await readSettings({ institutionId, course });
  const settings = resolveSettings(stored.course, stored.institution);
  if (!settings.isOn)
    throw new ApiError(403, 'panel-off', 'Staff have switched suggestions off here, as in the panel.');
  const learner = await findLearner(institution, credential, query);
  const asked = { purpose: query.purpose ?? settings.purpose, cards: settings.cards, filter: {} };
  const { purpose, cards, title, line } = settledView(asked, settings);
  const recommendations = await recommend({
    ...{ institutionId, learner, purpose, count: query.count ?? cards, isUnlogged: true },
    ...(course === undefined ? {} : { course }),
    ...(locale === undefined ? {} : { locale }),
  });
  return {
    ...{ purpose, language: words.language, title: title ?? words.say(`purpose.${purpose}.title`) },
    ...(line !== undefined && { line }),
    recommendations: recommendations.map((one) => recommendedCourse(one, words)),
  };
}

async function findCourse(institutionId: Institution['_id'], name: string): Promise<string> {
  const course = (await findCourses(institutionId, new Set([name]))).get(name);
  if (course === undefined)
    throw new ApiError(
      404,
      'course-unknown',
      'course is none of the catalogue: say its id in the LMS, or its address.',
    );
  return course;
}
