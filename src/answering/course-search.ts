import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Hit, type SearchResult, search } from '../recommender/text/search/search.ts';
import type { SearchedCourse } from '../recommender/text/search/searched-course.ts';
import {
  buildInSteps,
  buildTextIndex,
  type Knowledge,
  type TextIndex,
} from '../recommender/text/search/text-index.ts';
import { fold } from '../recommender/text/words/fold.ts';
import { statedInWords } from '../skills/stated-skills.ts';
import { type Catalogue, type CatalogueCourse, isConcealed } from './catalogue.ts';

/** Hits of a search, at most: as many as an answer is chosen from. */
export const mostHits = 50;
/** Searches whose results are remembered; what people say of themselves is looked up for each answer. */
const mostRemembered = 1_000;
/** So long the index is built before others get their turn, in milliseconds. */
const turn = 8;

export interface FoundCourse extends Omit<Hit, 'course'> {
  key: string;
}
export interface Found extends Omit<SearchResult, 'hits'> {
  hits: FoundCourse[];
}

/** The courses of an institution, to be searched by words. Courses that it no longer has, and those that students are told nothing of, are not among them. */
export class CourseSearch {
  readonly #index: TextIndex;
  readonly #keys: readonly string[];
  /** Keys of the courses of each category, by its name in any of the catalogue's languages, as `compared`. */
  readonly #byCategory = new Map<string, Set<string>>();
  readonly #remembered = new Map<string, Found>();

  constructor(courses: readonly CatalogueCourse[], index: TextIndex) {
    this.#keys = courses.map(({ key }) => key);
    this.#index = index;
    for (const { key, categories, translations } of courses)
      for (const name of [
        categories,
        ...Object.values(translations ?? {}).map((texts) => texts.categories ?? []),
      ].flat()) {
        const known = this.#byCategory.get(compared(name)) ?? new Set();
        this.#byCategory.set(compared(name), known.add(key));
      }
  }

  /** How many courses are searched. */
  get size(): number {
    return this.#keys.length;
  }

  /** Keys of the courses of the category with this name, whatever its case and accents; none where no category has it. */
  coursesIn(category: string): ReadonlySet<string> {
    return this.#byCategory.get(compared(category)) ?? new Set();
  }

  /** Searches at once; what was searched lately is remembered. @param language BCP 47 tag of the reader's */
  find(text: string, language?: string): Found {
    const asked = JSON.stringify([text, language]);
    const known = this.#remembered.get(asked);
    if (known) return known;
    const found = this.#search(text, { language, limit: mostHits });
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(asked, found);
    return found;
  }

  /** With the places of the texts that say so. */
  findWithPassages(text: string, limit: number, language?: string): Found {
    return this.#search(text, { language, limit, passages: true });
  }

  #search(text: string, options: { language: string | undefined; limit: number; passages?: boolean }): Found {
    const { hits, nothingFits } = search(this.#index, text, options);
    return {
      nothingFits,
      hits: hits.map(({ course, ...hit }) => ({ key: this.#keys[course] as string, ...hit })),
    };
  }
}

function compared(category: string): string {
  return fold(category.trim().toLowerCase());
}

/** For a catalogue that is at hand: builds the index at once. */
export function searchCatalogue(catalogue: Catalogue): CourseSearch {
  const courses = searchable(catalogue);
  return new CourseSearch(courses, buildTextIndex(courses.map(toSearched)));
}

interface Kept {
  fingerprint: string;
  search: CourseSearch;
}

/**
 * The search of each institution's catalogue, built when somebody first searches it, and again when its texts change. It is
 * built a little at a time, so that nobody else waits; until the new one is there, the one before answers.
 * @param knowledge what is known of words, when it is read
 * @param most institutions whose search is kept
 */
export function courseSearcher(
  knowledge: Promise<Knowledge> = Promise.resolve({}),
  most = 50,
): (institution: string, catalogue: Catalogue) => Promise<CourseSearch> {
  const kept = new Map<string, Kept>();
  const building = new Map<string, Promise<CourseSearch>>();
  const fingerprints = new WeakMap<Catalogue, string>();
  return async (institution, catalogue) => {
    const fingerprint = fingerprints.get(catalogue) ?? textFingerprint(catalogue);
    fingerprints.set(catalogue, fingerprint);
    const known = kept.get(institution);
    if (known) {
      kept.delete(institution);
      kept.set(institution, known);
    }
    if (known?.fingerprint === fingerprint) return known.search;
    const running = building.get(institution) ?? build(institution, catalogue, fingerprint);
    if (!known) return running;
    // Where it fails, the one before stays, and the next question tries again.
    running.catch(() => {});
    return known.search;
  };

  function build(institution: string, catalogue: Catalogue, fingerprint: string): Promise<CourseSearch> {
    const result = knowledge
      .then((known) => buildSlowly(searchable(catalogue), known))
      .then((search) => {
        kept.set(institution, { fingerprint, search });
        const [oldest] = kept.keys();
        if (kept.size > most && oldest !== undefined) kept.delete(oldest);
        return search;
      })
      .finally(() => building.delete(institution));
    building.set(institution, result);
    return result;
  }
}

async function buildSlowly(courses: readonly CatalogueCourse[], knowledge: Knowledge): Promise<CourseSearch> {
  const steps = buildInSteps(courses.map(toSearched), knowledge);
  for (let since = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return new CourseSearch(courses, value);
    if (performance.now() - since < turn) continue;
    await setImmediate();
    since = performance.now();
  }
}

function searchable(catalogue: Catalogue): CatalogueCourse[] {
  return [...catalogue.courses.values()].filter((course) => !course.removedAt && !isConcealed(course));
}

function toSearched(course: CatalogueCourse): SearchedCourse {
  const { title, description, categories, level, language, code, translations, skills } = course;
  return {
    ...{ title, description, categories, level, language, code },
    ...(skills && { skills: statedInWords(skills) }),
    ...(translations && {
      translations: Object.entries(translations).map(([tag, texts]) => ({
        ...{ language: tag, title: texts.title ?? '', description: texts.description ?? '' },
      })),
    }),
  };
}

/** The same for catalogues whose courses say the same. */
function textFingerprint(catalogue: Catalogue): string {
  const hash = createHash('sha256');
  for (const course of searchable(catalogue)) hash.update(JSON.stringify([course.key, toSearched(course)]));
  return hash.digest('base64');
}
