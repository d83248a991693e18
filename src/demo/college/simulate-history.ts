import { termCount } from './academic-terms.ts';
import type { CollegeCourse, CollegeEnrolment, Person } from './college.ts';
import type { DemoRandom } from './demo-random.ts';
import { createOffers } from './offer.ts';
import { type Programme, programmes } from './programmes.ts';
import { Student } from './student.ts';

/** People choose in the ten days before a term begins. */
const choosingSeconds = 10 * 86_400;

/**
 * Three years of enrolments, oldest first: each student goes through their terms in turn, chooses courses, and
 * passes them or withdraws from them. docs/demo-college.md explains the assumptions.
 * @param termStarts when each term begins, oldest first; the last one is the current term
 */
export function simulateHistory(
  courses: readonly CollegeCourse[],
  students: readonly Person[],
  termStarts: readonly Date[],
  random: DemoRandom,
): CollegeEnrolment[] {
  const offers = createOffers(courses, termStarts, random);
  const enrolments: CollegeEnrolment[] = [];
  for (const { id: learner, programme: name, terms = 0 } of students) {
    const programme = programmes.find((programme) => programme.name === name) as Programme;
    const student = new Student(offers, programme, random);
    const firstTerm = termCount - terms;
    for (let term = firstTerm; term < termCount; term++) {
      const start = termStarts[term] as Date;
      for (const index of student.choose(term, term - firstTerm)) {
        const state = student.take(index, term, term === termCount - 1);
        const at = new Date(start.getTime() - 1000 * (1 + random.below(choosingSeconds)));
        enrolments.push({ learner, course: courses[index]?.key as string, state, at });
      }
    }
  }
  return enrolments.sort((a, b) => a.at.getTime() - b.at.getTime());
}
