import type { CategoryExposure, CourseExposure, Exposure } from '../../counts/exposure.ts';
import { fewestPeople } from '../../privacy/fewest-people.ts';
import type { Words } from '../../words/words.ts';

const coursesOnPage = 50;
/** The bars of the page, pixels. */
export const barWidth = 200;

/** A category, with a bar for what it was shown and a mark for its part of the catalogue. */
export interface CategoryRow {
  /** Undefined: courses without one. */
  name: string | undefined;
  cards: string;
  catalogue: string;
  bar: number;
  mark: number;
  isStarved: boolean;
  /** Where it is starved, how many of its courses nobody was shown. */
  never: string | undefined;
}

export interface ShownView {
  /** Undefined: nothing was logged. */
  about: string | undefined;
  /** So few people were shown anything that nothing but this is said. */
  isFew: boolean;
  never: string;
  starved: string[];
  categories: CategoryRow[];
  courses: { title: string; people: string; share: string }[];
  order: 'most' | 'least';
  range: string;
  previous: number | undefined;
  next: number | undefined;
}

/** @param wanted number of the page of courses, from 1; any other number means the first or the last */
export function shownView(
  exposure: Exposure,
  words: Words,
  order: 'most' | 'least',
  wanted: number,
): ShownView {
  const { showings, people, courses, categories } = exposure;
  const isFew = people > 0 && people < fewestPeople;
  if (isFew)
    return {
      ...nothing(order),
      about: words.say('administration.shown.few', { fewest: fewestPeople }),
      isFew,
    };
  const widest = Math.max(1e-9, ...categories.flatMap((one) => [one.shownShare, one.catalogueShare]));
  const sign = order === 'most' ? -1 : 1;
  // What is under ten is not told apart by its place either.
  const told = ({ people: count }: CourseExposure) => (count > 0 ? Math.max(count, fewestPeople - 1) : 0);
  const sorted = courses.toSorted((a, b) => sign * (told(a) - told(b)) || (a.title < b.title ? -1 : 1));
  const last = Math.max(1, Math.ceil(sorted.length / coursesOnPage));
  const page = Math.min(last, Math.max(1, Math.trunc(wanted) || 1));
  const from = (page - 1) * coursesOnPage;
  const rows = sorted.slice(from, from + coursesOnPage);
  const never = courses.filter((course) => course.people === 0).length;
  const categoryRows = categories.map((one) => categoryRow(one, widest, words));
  return {
    about:
      showings > 0
        ? words.say('administration.shown.counted', { showings, people: peopleWords(people, words) })
        : undefined,
    isFew,
    never: words.say('administration.shown.never', { never, courses: courses.length }),
    starved: categories
      .filter(({ isStarved }) => isStarved)
      .map((one) =>
        words.say('administration.shown.starved', {
          name: one.name === '' ? words.say('administration.shown.noCategory') : one.name,
          ...{ share: percent(one.shownShare, words), part: percent(one.catalogueShare, words) },
          ...{ never: one.neverShown, of: one.courses },
        }),
      ),
    categories: categoryRows,
    courses: rows.map((course) => courseRow(course, showings, words)),
    order,
    range: words.say('administration.shown.range', {
      ...{ from: Math.min(from + 1, sorted.length), to: from + rows.length, of: sorted.length },
    }),
    previous: page > 1 ? page - 1 : undefined,
    next: page < last ? page + 1 : undefined,
  };
}

/** A view that says nothing of courses. */
function nothing(order: 'most' | 'least'): ShownView {
  return {
    ...{ about: undefined, isFew: false, never: '', starved: [], categories: [], courses: [], order },
    ...{ range: '', previous: undefined, next: undefined },
  };
}

function categoryRow(one: CategoryExposure, widest: number, words: Words): CategoryRow {
  const pixels = (share: number) => Math.round((share / widest) * barWidth * 10) / 10;
  return {
    name: one.name === '' ? undefined : one.name,
    ...{ cards: percent(one.shownShare, words), catalogue: percent(one.catalogueShare, words) },
    ...{ bar: pixels(one.shownShare), mark: pixels(one.catalogueShare), isStarved: one.isStarved },
    never: one.isStarved ? words.number(one.neverShown) : undefined,
  };
}

function courseRow({ title, people }: CourseExposure, showings: number, words: Words) {
  const isTold = people === 0 || people >= fewestPeople;
  return {
    title,
    people: peopleWords(people, words),
    share: isTold && showings > 0 ? percent(people / showings, words) : '–',
  };
}

function peopleWords(people: number, words: Words): string {
  return people > 0 && people < fewestPeople
    ? words.say('administration.shown.under', { fewest: fewestPeople })
    : words.number(people);
}

function percent(share: number, words: Words): string {
  return words.number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
