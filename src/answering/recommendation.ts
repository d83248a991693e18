import type { Types } from 'mongoose';
import type { CourseEntry } from '../../models/course.ts';
import type { Learner } from '../../models/learner.ts';
import type { Purpose } from '../../models/panel-settings.ts';
import type { StoredSettings } from '../panel-settings/stored-settings.ts';
import type { CourseSequence } from './course-sequence.ts';
import type { InventedStudent } from './invented-student.ts';
import type { Profile } from './learner-topics.ts';
import type { Reason } from './reasons.ts';
import type { ShownCourse } from './shown-course.ts';

export { type Purpose, purposes } from '../../models/panel-settings.ts';

export interface RecommendationRequest {
  institutionId: Types.ObjectId;
  /** `Learner.key`; without one, what suits everybody. */
  learner?: string;
  /** Without a learner: `Learner.key` of somebody of whom nothing is to count but what they have had and hidden, which is left out. */
  withoutCoursesOf?: string;
  /** Without a learner: what such a student sees, who is invented. */
  student?: InventedStudent;
  /** `Course.key` of the course that the panel is open in: the learner has it. */
  course?: string;
  /** BCP 47 tag of the language that the LMS is shown in. */
  locale?: string;
  /** Where whoever asks has read it: what staff have set for the panel, and what the learner has told. */
  read?: { settings: StoredSettings; learner: Learner | null };
  /** `next` where nothing is said. */
  purpose?: Purpose;
  /** Nobody logs what is answered, so nothing of it is left to chance. */
  isUnlogged?: true;
  /** What the learner might tell, to be looked at before it is stored; absent: what is stored counts. */
  told?: Pick<Profile, 'interests' | 'goal' | 'skills'>;
}

/** One recommended course. */
export interface Recommendation {
  course: ShownCourse & {
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
  /** What comes before it for the learner, and what it makes possible; absent where nothing was asked about one. */
  sequence?: CourseSequence;
  /** The learner has saved it. */
  isSaved?: boolean;
  /** Strongest first. */
  reasons: Reason[];
  /** While exploration is on: the probability that the answer held this course. Whoever shows it logs it, with its score. */
  propensity?: number;
  /** With `propensity`: what the course was chosen by, in standard deviations. */
  score?: number;
}
