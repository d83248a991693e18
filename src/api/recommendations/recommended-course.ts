import type { CourseEntry } from '../../../models/course.ts';
import type { Readiness } from '../../answering/course-sequence.ts';
import type { Reason } from '../../answering/reasons.ts';
import type { Recommendation } from '../../answering/recommendation.ts';
import { toCourseCard } from '../../panel/course-card.ts';
import type { Words } from '../../words/words.ts';

/**
 * A card of the panel as data: the same course for the same reasons. Absent is what is not known. What a learner has saved is
 * theirs, and is not told.
 */
export interface RecommendedCourse {
  /** The LMS's id of the course. */
  id: string;
  /** What people call it: `BIO101`. */
  code?: string;
  title: string;
  /** BCP 47 tag of the title's language. */
  language?: string;
  /** http or https. */
  url?: string;
  /** Plain text, a few lines at most. */
  description: string;
  descriptionLanguage?: string;
  categories: string[];
  level?: string;
  /** BCP 47 tag of the language that it is taught in. */
  taughtIn?: string;
  term?: string;
  /** How much it counts, in the institution's own unit. */
  credits?: number;
  wayIn?: CourseEntry['way'];
  /** ISO 8601, where it is later than now. */
  opensAt?: Date;
  startsAt?: Date;
  /** Level, language, when, credits, way in, in one line. */
  facts: string;
  /** How the learner stands to what has to be taken before. */
  state?: { kind: Readiness['state']; words: string };
  /** What it makes possible for them, in words. */
  opens?: string;
  /** The strongest first; one at least. */
  reasons: { kind: Reason['kind']; words: string }[];
}

export function recommendedCourse(recommendation: Recommendation, words: Words): RecommendedCourse {
  const { course, wayIn, opensAt, startsAt, sequence } = recommendation;
  // A cover is a picture of the panel's, and nothing of it is data.
  const card = toCourseCard(recommendation, [], words);
  return {
    ...{ id: course.key, ...(course.code && { code: course.code }), title: card.title },
    ...(card.language && { language: card.language }),
    ...(card.url && { url: card.url }),
    description: card.description,
    ...(card.descriptionLanguage && { descriptionLanguage: card.descriptionLanguage }),
    categories: course.categories,
    ...(course.level && { level: course.level }),
    ...(course.taughtIn && { taughtIn: course.taughtIn }),
    ...(course.termName && { term: course.termName }),
    ...(course.credits !== undefined && { credits: course.credits }),
    ...(wayIn && { wayIn: wayIn.way }),
    ...(opensAt && { opensAt }),
    ...(startsAt && { startsAt }),
    facts: card.facts,
    ...(sequence?.readiness &&
      card.state && { state: { kind: sequence.readiness.state, words: card.state.words } }),
    ...(card.opens && { opens: card.opens.words }),
    reasons: card.reasons,
  };
}
