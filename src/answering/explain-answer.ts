import type { Random } from '../recommender/data/random.ts';
import { answer } from './answer.ts';
import { eligibilityFor } from './eligibility-for.ts';
import { type CourseExplanation, explainCourse } from './explain-course.ts';
import type { Question } from './question.ts';
import { scoreCourses } from './score-courses.ts';
import { pinnedCourses, staffReason } from './steered-courses.ts';

/**
 * Why a course is, or is not, in the answer to a question, of whoever it is: of a learner, or of somebody who is only thought of.
 * @param random as it was for the answer
 */
export function explainAnswer(
  question: Question,
  about: string,
  count: number,
  random: Random,
): CourseExplanation | undefined {
  const { catalogue, rules } = question;
  const { pins = [], boosts = [] } = rules;
  const checkEligibility = eligibilityFor(question);
  const pinned = pinnedCourses(pins, catalogue.courses, checkEligibility, count);
  const answered = answer(question, count, random).map(({ course }) => course.key);
  const explained = explainCourse(question, about, {
    ...{ scored: scoreCourses(question), checkEligibility, count: count - pinned.length, answered },
  });
  const course = catalogue.courses.get(about);
  const ofStaff = course && staffReason(course, [...pins, ...boosts], catalogue.courses);
  if (!explained || !ofStaff) return explained;
  return {
    ...explained,
    reasons: [ofStaff, ...explained.reasons],
    ...(pinned.some(({ key }) => key === about) && { place: answered.indexOf(about) + 1 }),
  };
}
