import type { CollegeCourse, CollegeEnrolment, Person } from './college.ts';
import { type Programme, programmes } from './programmes.ts';
import type { DemoRandom } from './random.ts';

/** Two terms a year for three years. */
export const termCount = 6;
const coursesEachTerm = [3, 4, 4, 5];
/** Share of choices that follow the programme; the rest follow the student's own interest. */
const programmeShare = 0.7;
/** How far an interest moves towards what was just taken. */
const drift = 0.35;
/** How much more likely a course is that builds directly on one taken in the last two terms. */
const followUp = 6;
/** Students agree on the good courses: weights are spread by exp(N(0, 0.8)), and change by term. */
const popularitySpread = 0.8;
const trendSpread = 0.25;
const withdrawalShare = 0.06;
const levelOfTerm: readonly Record<CollegeCourse['level'], number>[] = [
  { introductory: 1, intermediate: 0.05, advanced: 0 },
  { introductory: 1, intermediate: 0.3, advanced: 0.02 },
  { introductory: 0.5, intermediate: 1, advanced: 0.15 },
  { introductory: 0.25, intermediate: 1, advanced: 0.6 },
  { introductory: 0.15, intermediate: 0.7, advanced: 1 },
  { introductory: 0.1, intermediate: 0.5, advanced: 1 },
];

/**
 * Three years of enrolments, term by term. A student's weight for a course is the product of: programme or own
 * interest in its subject, level for the term, popularity with its trend, and a bonus for what builds on recent
 * courses; prerequisites are a condition. docs/demo-college.md explains the assumptions.
 * @param termStarts when each term begins, oldest first; the last one is the current term
 */
export function simulateHistory(
  courses: readonly CollegeCourse[],
  students: readonly Person[],
  termStarts: readonly Date[],
  random: DemoRandom,
): CollegeEnrolment[] {
  const appeal = courses.map(() => Math.exp(popularitySpread * gaussian(random)));
  const trend = courses.map(() => trendSpread * gaussian(random));
  const enrolments: CollegeEnrolment[] = [];
  for (const student of students) {
    const programme = programmes.find(({ name }) => name === student.programme) as Programme;
    const interests = startingInterests(courses, programme, random);
    const taken = new Map<string, { term: number; passed: boolean }>();
    const hasPassed = (key: string, term: number) => {
      const { passed, term: takenIn } = taken.get(key) ?? { passed: false, term };
      return passed && takenIn < term;
    };
    const firstTerm = termCount - (student.terms ?? 0);
    for (let term = firstTerm; term < termCount; term++) {
      const ownTerm = term - firstTerm;
      const wanted = random.pick(coursesEachTerm);
      for (let n = 0; n < wanted; n++) {
        const weights = courses.map((course, i) => {
          if (taken.has(course.key) || !course.prerequisites.every((key) => hasPassed(key, term))) return 0;
          if (course.closesAt && course.closesAt < (termStarts[term] as Date)) return 0;
          const subject = course.categories[0] as string;
          const fit =
            programmeShare * (programme.subjects[subject] ?? 0) +
            (1 - programmeShare) * (interests.get(subject) ?? 0);
          const recent = course.prerequisites.some((key) => term - (taken.get(key)?.term ?? -9) <= 2);
          const popularity = (appeal[i] as number) * Math.exp((trend[i] as number) * term);
          return (fit + 0.003) * levelOfTerm[ownTerm]![course.level] * popularity * (recent ? followUp : 1);
        });
        if (weights.every((weight) => weight === 0)) break;
        const course = courses[random.weighted(weights)] as CollegeCourse;
        const current = term === termCount - 1;
        const withdrawn = random.next() < withdrawalShare;
        taken.set(course.key, { term, passed: !withdrawn });
        moveInterest(interests, course.categories[0] as string);
        // People choose in the first ten days of a term, not in one second.
        const at = new Date((termStarts[term] as Date).getTime() + random.below(10 * 86_400) * 1000);
        const state = withdrawn ? 'withdrawn' : current ? 'active' : 'completed';
        enrolments.push({ learner: student.id, course: course.key, state, at });
      }
    }
  }
  return enrolments.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Mostly the programme's own subjects, and one or two others that nobody could guess. */
function startingInterests(
  courses: readonly CollegeCourse[],
  programme: Programme,
  random: DemoRandom,
): Map<string, number> {
  const all = [...new Set(courses.map(({ categories }) => categories[0] as string))];
  const interests = new Map(all.map((subject) => [subject, 0.2 * (programme.subjects[subject] ?? 0)]));
  for (let n = 0; n < 2; n++) {
    const subject = random.pick(all);
    interests.set(subject, (interests.get(subject) as number) + 0.4);
  }
  return interests;
}

/** Interests sum to about one; the subject taken gains, the others lose. */
function moveInterest(interests: Map<string, number>, subject: string): void {
  for (const [other, value] of interests)
    interests.set(other, value * (1 - drift) + (other === subject ? drift : 0));
}

/** Sum of twelve uniforms: normal enough for a simulation. */
function gaussian(random: DemoRandom): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}
