import { isCompoundPart } from '../vocabulary/compound-parts.ts';
import { type Concepts, sharedConceptsInSteps } from '../vocabulary/concepts.ts';
import { isFunctionWord } from '../vocabulary/function-words.ts';
import { splitCompound } from '../words/compounds.ts';
import { fold } from '../words/fold.ts';
import { languageCode } from '../words/language-tag.ts';
import { withoutArabicPrefix } from '../words/light-stems.ts';
import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import { findCodes } from './codes.ts';
import { PostingsBuilder, type TermPostings } from './postings.ts';
import { type Field, fields, type SearchedCourse } from './searched-course.ts';
import { Surfaces } from './surfaces.ts';
import type { WordVectors } from './word-vectors.ts';

/** Of a description: what is said later says less of the subject. */
export const mostCharacters = 8_000;
/** Stands between words that punctuation parts. */
const between = -1;
/** A category with so many times the courses of another one of the course is the area that the other lies in. */
const areaFactor = 2;
/** Courses that are read between two breaks of the building. */
const coursesAtOnce = 50;

/** The words of one field of a course, in their order: numbers of terms, −1 where punctuation stands. */
export interface FieldTerms {
  field: Field;
  language: string;
  terms: Int32Array;
}

/** The texts of a catalogue, read and ready to be searched (`search.ts`). */
export interface TextIndex {
  courses: readonly SearchedCourse[];
  /** ISO 639 codes of the languages that courses are in. */
  languages: readonly string[];
  /** Number of a term by its key, see `termKey`. */
  terms: ReadonlyMap<string, number>;
  /** By term. */
  postings: readonly TermPostings[];
  /** By term: the terms that a compound consists of. */
  parts: ReadonlyMap<number, readonly number[]>;
  /** By course. */
  fieldTerms: readonly (readonly FieldTerms[])[];
  surfaces: Surfaces;
  /** Other names of things. */
  concepts: Concepts;
  /** Courses by the first letters of words that stand side by side in their titles. */
  initials: ReadonlyMap<string, readonly number[]>;
  /** Courses by code in small letters without signs, such as `cmp301`. */
  codes: ReadonlyMap<string, readonly number[]>;
}

/** What is known of words beside what the catalogue says. */
export interface Knowledge {
  /** Other names of things; what comes with the tool where nothing is said. */
  concepts?: Concepts | undefined;
  vectors?: WordVectors | undefined;
}

/** Stems of different languages are different terms: "die" is no article in English. */
export const termKey = (language: string, stemmed: string): string => `${language}:${stemmed}`;

const cjk = /^\p{Script=Han}{3,}$/u;

/** The pairs of neighbouring characters of a Chinese word: a longer one may be cut elsewhere in another text. */
export function characterPairs(word: string): string[] {
  if (!cjk.test(word)) return [];
  const characters = [...word];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** Reads the texts of a catalogue at once. */
export function buildTextIndex(courses: readonly SearchedCourse[], knowledge: Knowledge = {}): TextIndex {
  const building = buildInSteps(courses, knowledge);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
}

/** Reads the texts of a catalogue a few courses at a time, so that whoever builds can answer others in between. */
export function* buildInSteps(
  courses: readonly SearchedCourse[],
  { concepts: own, vectors }: Knowledge = {},
): Generator<void, TextIndex> {
  const concepts = own ?? (yield* sharedConceptsInSteps());
  const reader = new Reader(concepts, countCategories(courses));
  const fieldTerms: FieldTerms[][] = [];
  for (const [i, course] of courses.entries()) {
    fieldTerms.push(reader.read(course));
    if (i % coursesAtOnce === coursesAtOnce - 1) yield;
  }
  const parts = reader.findParts();
  yield;
  const postings = new PostingsBuilder(courses.length);
  for (const [course, texts] of fieldTerms.entries()) {
    for (const { field, terms } of texts)
      for (const term of terms) {
        if (term === between) continue;
        postings.add(term, course, fields.indexOf(field));
        for (const part of parts.get(term) ?? []) postings.add(part, course, fields.indexOf(field), true);
      }
    if (course % coursesAtOnce === coursesAtOnce - 1) yield;
  }
  return {
    courses,
    languages: [...reader.languages],
    terms: reader.terms,
    postings: postings.build(),
    parts,
    fieldTerms,
    surfaces: new Surfaces(reader.surfaces, vectors),
    codes: reader.readCodes(courses),
    initials: readInitials(courses),
    concepts,
  };
}

/** Abbreviations have so many letters; shorter ones say nothing for certain. */
const initialLetters = { fewest: 3, most: 5 };

function readInitials(courses: readonly SearchedCourse[]): Map<string, number[]> {
  const initials = new Map<string, number[]>();
  for (const [course, { title, language, translations = [] }] of courses.entries())
    for (const text of [{ title, language }, ...translations]) {
      const spoken = languageCode(text.language);
      const letters = splitWords(text.title)
        .map(({ text: word }) => fold(word))
        .filter((word) => !isFunctionWord(word, spoken))
        .map(([letter = '']) => letter)
        .join('');
      for (let from = 0; from + initialLetters.fewest <= letters.length; from++)
        for (let count = initialLetters.fewest; count <= initialLetters.most; count++) {
          if (from + count > letters.length) break;
          const run = letters.slice(from, from + count);
          const known = initials.get(run);
          if (known === undefined) initials.set(run, [course]);
          else if (known.at(-1) !== course) known.push(course);
        }
    }
  return initials;
}

function countCategories(courses: readonly SearchedCourse[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { categories } of courses)
    for (const category of new Set(categories)) sizes.set(category, (sizes.get(category) ?? 0) + 1);
  return sizes;
}

/** Gives numbers to the words of courses. */
class Reader {
  readonly terms = new Map<string, number>();
  readonly languages = new Set<string>();
  readonly surfaces = new Map<string, { terms: Set<number>; count: number }>();
  /** By language and word: the number of its term, or `skipped`. */
  readonly #known = new Map<string, Map<string, number>>();
  /** By term: a word as it is written, and its language. */
  readonly #written: { word: string; language: string }[] = [];
  readonly #concepts: Concepts;
  /** By category: how many courses are in it. */
  readonly #categorySizes: ReadonlyMap<string, number>;

  constructor(concepts: Concepts, categorySizes: ReadonlyMap<string, number>) {
    this.#concepts = concepts;
    this.#categorySizes = categorySizes;
  }

  read(course: SearchedCourse): FieldTerms[] {
    const language = languageCode(course.language);
    const own = (field: Field, text: string, as = language) => this.#readField(field, text, as);
    const size = (category: string) => this.#categorySizes.get(category) ?? 0;
    const narrowest = Math.min(...course.categories.map(size));
    const isArea = (category: string) => size(category) >= areaFactor * narrowest;
    return [
      own('title', course.title),
      own('code', course.code ?? ''),
      own('category', course.categories.filter((category) => !isArea(category)).join('\n')),
      own('area', course.categories.filter(isArea).join('\n')),
      own('skill', (course.skills ?? []).join('\n')),
      own('description', course.description.slice(0, mostCharacters)),
      ...(course.translations ?? []).flatMap(({ language: tag, title, description }) => [
        own('title', title, languageCode(tag)),
        own('description', description.slice(0, mostCharacters), languageCode(tag)),
      ]),
    ].filter(({ terms }) => terms.length > 0);
  }

  /** Compounds among all words, each with the terms of its parts. */
  findParts(): Map<number, number[]> {
    const parts = new Map<number, number[]>();
    const lastRead = this.#written.length;
    for (let term = 0; term < lastRead; term++) {
      const { word, language } = this.#written[term] as { word: string; language: string };
      const found = splitCompound(word, language, (part) => this.isPart(part, language));
      const all = [...found.map((part) => stem(part, language)), ...characterPairs(word)];
      if (all.length > 0)
        parts.set(
          term,
          all.map((part) => this.#number(part, part, language)),
        );
    }
    return parts;
  }

  /** Whether a word stands somewhere by itself: in the catalogue or in the vocabulary that comes with the tool. */
  isPart(word: string, language: string): boolean {
    const stemmed = stem(word, language);
    if (isCompoundPart(word, language)) return true;
    return this.terms.has(termKey(language, stemmed)) || this.#concepts.find(language, [stemmed]).length > 0;
  }

  readCodes(courses: readonly SearchedCourse[]): Map<string, number[]> {
    const codes = new Map<string, number[]>();
    for (const [course, { code = '', title }] of courses.entries())
      for (const { letters, number } of [...findCodes(code), ...(code ? [] : findCodes(title))]) {
        const key = `${letters}${number}`;
        codes.set(key, [...(codes.get(key) ?? []), course]);
      }
    return codes;
  }

  #readField(field: Field, text: string, language: string): FieldTerms {
    const terms: number[] = [];
    if (text !== '') this.languages.add(language);
    for (const { text: word, afterBreak } of splitWords(text)) {
      if (afterBreak && terms.length > 0 && terms.at(-1) !== between) terms.push(between);
      const term = this.#term(word, language);
      if (term !== undefined) terms.push(term);
    }
    return { field, language, terms: Int32Array.from(terms) };
  }

  /** @returns undefined for a function word */
  #term(word: string, language: string): number | undefined {
    let known = this.#known.get(language);
    if (!known) {
      known = new Map();
      this.#known.set(language, known);
    }
    let term = known.get(word);
    const folded = term === undefined ? fold(word) : '';
    if (term === undefined) {
      term = isFunctionWord(folded, language)
        ? between
        : this.#number(stem(word, language), folded, language);
      known.set(word, term);
      if (term !== between) {
        const alone = withoutArabicPrefix(folded);
        const surface = this.surfaces.get(alone) ?? { terms: new Set(), count: 0 };
        surface.terms.add(term);
        this.surfaces.set(alone, surface);
        this.#surfaceByTerm[term] ??= surface;
      }
    }
    if (term === between) return undefined;
    (this.#surfaceByTerm[term] as { count: number }).count++;
    return term;
  }

  readonly #surfaceByTerm: { count: number }[] = [];

  #number(stemmed: string, word: string, language: string): number {
    const key = termKey(language, stemmed);
    const known = this.terms.get(key);
    if (known !== undefined) return known;
    const number = this.terms.size;
    this.terms.set(key, number);
    this.#written[number] = { word, language };
    return number;
  }
}
