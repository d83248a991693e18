import type { Level } from './catalogue/catalogue-entry.ts';
import type { CollegeEnrolment } from './college.ts';
import type { DemoRandom } from './demo-random.ts';
import type { Offer } from './offer.ts';
import type { Programme } from './programmes.ts';

const coursesEachTerm = [3, 3, 4, 4];
/** At most so many of a term's courses are required ones; the rest are electives. */
const requiredEachTerm = 1;
/** A required course is put off to a later term with this probability. */
const postponement = 0.3;
/** Share of an elective's weight that follows the programme; the rest follows the student's own interest. */
const programmeShare = 0.3;
/** How far an interest moves towards the subject of a course just taken. */
const drift = 0.2;
/** Anything may be chosen now and then: the weight that every subject has for everybody. */
const curiosity = 0.015;
/** How much likelier a course is that builds on one taken in the last two terms. */
const followUp = 4;
/** Share of introductory courses that a student of average ability gives up. */
const withdrawal = 0.05;
/** Advanced courses are given up more often. One standard deviation of ability makes up for one of these steps. */
const difficulty: Record<Level, number> = { introductory: 0, intermediate: 0.4, advanced: 0.8 };
/** Appetite for each level, by how many terms a student has been here. */
const levelAppetite: readonly Record<Level, number>[] = [
  { introductory: 1, intermediate: 0.05, advanced: 0 },
  { introductory: 1, intermediate: 0.3, advanced: 0.02 },
  { introductory: 0.5, intermediate: 1, advanced: 0.15 },
  { introductory: 0.25, intermediate: 1, advanced: 0.6 },
  { introductory: 0.15, intermediate: 0.7, advanced: 1 },
  { introductory: 0.1, intermediate: 0.5, advanced: 1 },
];

/** One student's way through the college, a term at a time. A course is given as its index in `offers`. */
export class Student {
  readonly #offers: readonly Offer[];
  readonly #programme: Programme;
  readonly #required: readonly number[];
  readonly #random: DemoRandom;
  readonly #ability: number;
  /** Subject → interest; they sum to one. */
  readonly #interests: Map<string, number>;
  /** Course → term in which it was taken. */
  readonly #taken = new Map<number, number>();
  readonly #passed = new Set<number>();

  constructor(offers: readonly Offer[], programme: Programme, random: DemoRandom) {
    this.#offers = offers;
    this.#programme = programme;
    this.#required = programme.required.map((code) => offers.findIndex(({ course }) => course.code === code));
    this.#random = random;
    this.#ability = random.gaussian();
    this.#interests = startingInterests(offers, programme, random);
  }

  /** The courses of a term: required ones that are due, then electives. All are chosen before it begins. */
  choose(term: number, ownTerm: number): number[] {
    const places = this.#random.pick(coursesEachTerm);
    const open = (course: number) => this.#mayTake(course, term);
    const chosen = this.#required
      .filter((course) => open(course) && this.#random.next() >= postponement)
      .slice(0, requiredEachTerm);
    const weights = this.#offers.map((_, course) =>
      open(course) && !chosen.includes(course) ? this.#electiveWeight(course, term, ownTerm) : 0,
    );
    while (chosen.length < places && weights.some((weight) => weight > 0)) {
      const course = this.#random.weighted(weights);
      weights[course] = 0;
      chosen.push(course);
    }
    return chosen;
  }

  /** Takes a course up to its end, or to `today` where the term is the current one. */
  take(course: number, term: number, isCurrent: boolean): CollegeEnrolment['state'] {
    const { course: facts, subject } = this.#offers[course] as Offer;
    this.#taken.set(course, term);
    for (const [other, interest] of this.#interests)
      this.#interests.set(other, interest * (1 - drift) + (other === subject ? drift : 0));
    if (this.#random.next() < withdrawal * Math.exp(difficulty[facts.level] - 0.4 * this.#ability))
      return 'withdrawn';
    if (isCurrent) return 'active';
    this.#passed.add(course);
    return 'completed';
  }

  #mayTake(course: number, term: number): boolean {
    const { popularity, prerequisites } = this.#offers[course] as Offer;
    return (
      (popularity[term] as number) > 0 &&
      !this.#taken.has(course) &&
      prerequisites.every((other) => this.#passed.has(other))
    );
  }

  #electiveWeight(index: number, term: number, ownTerm: number): number {
    const { course, subject, popularity, prerequisites } = this.#offers[index] as Offer;
    const fit =
      curiosity +
      programmeShare * (this.#programme.electives[subject] ?? 0) +
      (1 - programmeShare) * (this.#interests.get(subject) ?? 0);
    const appetite = (levelAppetite[ownTerm] as Record<Level, number>)[course.level];
    const buildsOnRecent = prerequisites.some((other) => term - (this.#taken.get(other) as number) <= 2);
    return fit * appetite * (popularity[term] as number) * (buildsOnRecent ? followUp : 1);
  }
}

/** Partly the programme's own subjects, and two others that nobody could guess. */
function startingInterests(
  offers: readonly Offer[],
  programme: Programme,
  random: DemoRandom,
): Map<string, number> {
  const subjects = [...new Set(offers.map(({ subject }) => subject))];
  const interests = new Map(subjects.map((subject) => [subject, 0.2 * (programme.electives[subject] ?? 0)]));
  for (let n = 0; n < 2; n++) {
    const subject = random.pick(subjects);
    interests.set(subject, (interests.get(subject) as number) + 0.4);
  }
  return interests;
}
