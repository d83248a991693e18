import { termCount } from './academic-terms.ts';
import type { CollegeCourse } from './college.ts';
import type { DemoRandom } from './demo-random.ts';

/** Students agree on the good courses: log-normal appeal with this spread. */
const appealSpread = 0.6;
/** Some courses come into fashion and others go out of it: spread of the log-growth from term to term. */
const trendSpread = 0.2;

/** What a student sees of a course when choosing. Numbers stand for other courses: their index in the catalogue. */
export interface Offer {
  course: CollegeCourse;
  subject: string;
  prerequisites: readonly number[];
  /** How much students like it, term by term; 0 in the terms when it is closed. */
  popularity: readonly number[];
}

/** @param termStarts oldest first */
export function createOffers(
  courses: readonly CollegeCourse[],
  termStarts: readonly Date[],
  random: DemoRandom,
): Offer[] {
  const indices = new Map(courses.map(({ key }, i) => [key, i]));
  return courses.map((course) => {
    const appeal = appealSpread * random.gaussian();
    const trend = trendSpread * random.gaussian();
    return {
      course,
      subject: course.categories[0] as string,
      prerequisites: course.prerequisites.map((key) => indices.get(key) as number),
      popularity: termStarts.map((start, term) =>
        course.closesAt && course.closesAt < start ? 0 : Math.exp(appeal + trend * (term - termCount / 2)),
      ),
    };
  });
}
