import type { Types } from 'mongoose';
import type { Session } from '../../models/session.ts';
import type { CourseName } from '../answering/course-words.ts';
import type { CourseExplanation } from '../answering/explain-course.ts';
import type { InventedStudent } from '../answering/invented-student.ts';
import type { Purpose, Recommendation } from '../answering/recommendation.ts';
import type { LinkReferences } from '../panel/link-references.ts';
import type { SteeringRecords } from './steering-records.ts';

/** A link to the panel, for a platform to keep. */
export interface NewLink {
  type: 'ltiResourceLink';
  url: string;
  title: string;
  custom: Readonly<Record<string, string>>;
}

export interface TeachingOptions {
  /** No trailing slash. */
  publicUrl: string;
  /** What an invented student sees. */
  recommend(request: {
    institutionId: Types.ObjectId;
    student: InventedStudent;
    course?: string;
    locale?: string;
    purpose: Purpose;
    count: number;
  }): Promise<Recommendation[]>;
  /** What such a student has taken before. */
  invented(request: {
    institutionId: Types.ObjectId;
    student: InventedStudent;
    course?: string;
    locale?: string;
  }): Promise<CourseName[]>;
  /** Why such a student is suggested a course, or is not. */
  explain(request: {
    institutionId: Types.ObjectId;
    student: InventedStudent;
    course?: string;
    locale?: string;
    purpose: Purpose;
    about: string;
    count: number;
  }): Promise<CourseExplanation | undefined>;
  /** Reads the links that panels were opened by. */
  links: LinkReferences;
  records: SteeringRecords;
  /** Answers the platform; each visit can do so once. */
  answer(
    session: Session,
    selection: { items: readonly NewLink[]; message?: string; errorMessage?: string },
  ): Promise<{ returnUrl: string; jwt: string }>;
}
