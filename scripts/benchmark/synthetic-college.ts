import type { CatalogueCourse } from '../../src/answering/catalogue.ts';
import { type CourseText, type Dataset, DatasetBuilder } from '../../src/recommender/data/dataset.ts';
import { createRandom, type Random } from '../../src/recommender/data/random.ts';

/** Courses of a subject; a learner takes most of theirs within one. */
const subjectSize = 50;
const faculties = 12;
const vocabularySize = 20_000;
/** Words of a description that are the subject's own, and the others. */
const ownWords = 20;
const commonWords = 40;
const levels = ['introductory', 'intermediate', 'advanced'];

export interface SyntheticCollege {
  dataset: Dataset;
  courses: (CatalogueCourse & CourseText)[];
}

/**
 * A college of any size with the shape of real ones: word frequencies and course sizes fall off as in Zipf's law,
 * subjects have words of their own, and learners stay mostly within one.
 */
export function syntheticCollege(courseCount: number, learnerCount: number, seed = 1): SyntheticCollege {
  const random = createRandom(seed);
  const courses = Array.from({ length: courseCount }, (_, row) => courseOf(row, random));
  return { dataset: syntheticEnrolments(courseCount, learnerCount, random), courses };
}

/** What the learners of such a college took. @param draws courses that a learner draws on average, some more than once */
export function syntheticEnrolments(
  courseCount: number,
  learnerCount: number,
  random: Random,
  draws = 8,
): Dataset {
  const builder = new DatasetBuilder();
  const subjects = Math.ceil(courseCount / subjectSize);
  for (let learner = 0; learner < learnerCount; learner++) {
    const subject = zipf(subjects, random);
    const length = 1 + random.below(2 * draws - 1);
    for (let i = 0; i < length; i++) {
      const within = random.next() < 0.8 ? subject : zipf(subjects, random);
      const row = within * subjectSize + zipf(subjectSize, random);
      if (row < courseCount) builder.add(learner, row, i * 86_400 * 30 + random.below(86_400));
    }
  }
  return builder.build(learnerCount, courseCount);
}

function courseOf(row: number, random: Random): CatalogueCourse & CourseText {
  const subject = Math.floor(row / subjectSize);
  const own = () => word(subject * 37 + random.below(60));
  const words = [
    ...Array.from({ length: ownWords }, own),
    ...Array.from({ length: commonWords }, () => word(zipf(vocabularySize, random))),
  ];
  return {
    key: `c${row}`,
    title: `${own()} ${own()} ${word(zipf(vocabularySize, random))}`,
    description: words.join(' '),
    categories: [`Subject ${word(subject)}`, `Faculty ${subject % faculties}`],
    level: levels[row % levels.length] as string,
    language: 'en',
    prerequisites: random.next() < 0.2 && row > 0 ? [`c${row - 1}`] : [],
    audience: [],
  };
}

/** A pronounceable word for a number: syllables to the base of 85. */
export function word(number: number): string {
  const consonants = 'bcdfghklmnprstvwz';
  const vowels = 'aeiou';
  let text = '';
  for (let rest = (number % vocabularySize) + 7_225; rest > 0; rest = Math.floor(rest / 85))
    text += (consonants[rest % 17] as string) + (vowels[Math.floor(rest / 17) % 5] as string);
  return text;
}

/** 0 … bound − 1, k about as often as 1 / (k + 1): the inverse of a logarithmic distribution. */
export function zipf(bound: number, random: Random): number {
  return Math.min(bound - 1, Math.floor((bound + 1) ** random.next()) - 1);
}
