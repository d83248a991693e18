import type { Types } from 'mongoose';
import type { CourseEntry } from '../../models/course.ts';
import type { Purpose } from '../../models/panel-settings.ts';
import type { Reason } from './reasons.ts';

export { type Purpose, purposes } from '../../models/panel-settings.ts';

export interface RecommendationRequest {
  institutionId: Types.ObjectId;
  /** `Learner.key`; without one, what suits everybody. */
  learner?: string;
  /** `Course.key` of the course that the panel is open in: the learner has it. */
  course?: string;
  /** BCP 47 tag of the language that the LMS is shown in. */
  locale?: string;
  /** `next` where nothing is said. */
  purpose?: Purpose;
}

/** One recommended course. */
export interface Recommendation {
  course: {
    key: string;
    title: string;
    /** BCP 47 tag of the title's language, where it is known. */
    language?: string;
    categories: string[];
    level?: string;
    url?: string;
    /** Plain text. */
    description?: string;
    /** BCP 47 tag, where it is known. */
    descriptionLanguage?: string;
  };
  /** How the learner gets in; absent where it is not known. */
  wayIn?: CourseEntry;
  /** From when, where that is later than now. */
  opensAt?: Date;
  /** When its teaching begins, where that is later than now. */
  startsAt?: Date;
  /** Strongest first. */
  reasons: Reason[];
  /** While exploration is on: the probability that the answer held this course. Whoever shows it logs it, with its score. */
  propensity?: number;
  /** With `propensity`: what the course was chosen by, in standard deviations. */
  score?: number;
}
