import { isAskedAfter, isAskedBefore } from '../vocabulary/asking-words.ts';
import { type Concept, type Label, longestLabel } from '../vocabulary/concepts.ts';
import { isFunctionWord } from '../vocabulary/function-words.ts';
import { splitCompound } from '../words/compounds.ts';
import { fold } from '../words/fold.ts';
import { languageCode } from '../words/language-tag.ts';
import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import { findCodes } from './codes.ts';
import { characterPairs, type TextIndex, termKey } from './text-index.ts';

/**
 * How a word of the question may stand in a course. Some of them say the same, so that a match may be claimed; others only
 * suggest one.
 * - `word`: the word itself, inflected or not. `same`: another name of it. `code`: the code of the course.
 * - `akin`: another name that says roughly the same. `near`: a concept near to it. `relative`: a word of the same root. `slip`: a word that is spelt nearly so. `beginning`:
 *   a word that begins so. `parts`: the parts of a compound, apart from each other.
 */
export type MatchKind =
  | 'word'
  | 'same'
  | 'code'
  | 'akin'
  | 'near'
  | 'relative'
  | 'slip'
  | 'beginning'
  | 'parts';
export const claimable: ReadonlySet<MatchKind> = new Set<MatchKind>(['word', 'same', 'code']);

/** One way in which a word of the question may stand in a course: words side by side, each by any of some terms. */
export interface Alternative {
  kind: MatchKind;
  /** 0 to 1: how nearly it says the same. */
  weight: number;
  /** By word. */
  words: readonly (readonly number[])[];
}

/** A word of the question, or words that are one name. */
export interface QueryPart {
  /** As it was asked. */
  text: string;
  /** Asking words and the like need not be held. */
  isOptional: boolean;
  alternatives: readonly Alternative[];
  /** Courses whose code it is. */
  courses: readonly { course: number; weight: number; kind: MatchKind }[];
}

export interface Query {
  /** ISO 639 code of the language that the question seems to be in. */
  language: string;
  parts: readonly QueryPart[];
}

/** What somebody looks for is said by then. */
const longestQuery = 300;
const mostParts = 12;
const weights = { same: 0.9, near: 0.55, parts: 0.75, codeNear: 0.8 };
/** A relative or a completion of a word that the catalogue knows is less likely to be meant. */
const knownRelative = 0.8;

interface AskedWord {
  written: string;
  folded: string;
  isOptional: boolean;
}

/** Understands a question: which words matter, and in what forms they may stand in a course. */
export function readQuery(index: TextIndex, question: string, reader?: string): Query {
  const text = question.slice(0, longestQuery).normalize('NFKC');
  const { parts: codes, rest } = readCodes(index, text);
  const words = splitWords(rest).map(({ text: written }) => ({ written, folded: fold(written) }));
  const language = guessLanguage(index, words, reader);
  const asked = markOptional(
    words.filter(({ folded }) => !isFunctionWord(folded, language)),
    language,
    index,
  );
  const isCodeOnly = codes.length > 0 && asked.every(({ isOptional }) => isOptional);
  const parts = readParts(index, asked, language).map((part) =>
    isCodeOnly ? { ...part, isOptional: true } : part,
  );
  return { language, parts: [...codes, ...parts].slice(0, mostParts) };
}

function readCodes(index: TextIndex, text: string): { parts: QueryPart[]; rest: string } {
  const parts: QueryPart[] = [];
  let rest = text;
  for (const { letters, number, start, end } of findCodes(text)) {
    const exact = index.codes.get(`${letters}${number}`);
    const courses = exact
      ? exact.map((course) => ({ course, weight: 1, kind: 'code' as const }))
      : nearCodes(index, letters, number);
    if (courses.length === 0) continue;
    const written = text.slice(start, end);
    const known = exact ? [] : alternativesOf(index, fold(letters), fold(letters), 'en');
    parts.push({ text: written, isOptional: false, alternatives: known, courses });
    rest = rest.replace(written, ' ');
  }
  return { parts, rest };
}

/** "psych 101" may mean PSY101. */
function nearCodes(index: TextIndex, letters: string, number: string): QueryPart['courses'] {
  const near: { course: number; weight: number; kind: MatchKind }[] = [];
  if (letters.length < 2) return near;
  for (const [code, courses] of index.codes) {
    if (!code.endsWith(number)) continue;
    const own = code.slice(0, -number.length);
    if (own.length >= 2 && (own.startsWith(letters) || letters.startsWith(own)))
      for (const course of courses) near.push({ course, weight: weights.codeNear, kind: 'beginning' });
  }
  return near;
}

/** The language whose words the question holds most of; the reader's where it is as good as another. */
function guessLanguage(
  index: TextIndex,
  words: readonly { written: string; folded: string }[],
  reader: string | undefined,
): string {
  const own = reader === undefined ? 'en' : languageCode(reader);
  let best = own;
  let most = -1;
  for (const language of new Set([own, 'en', ...index.languages, ...index.concepts.languages])) {
    let count = 0;
    for (const { written, folded } of words) {
      const stemmed = stem(written, language);
      if (isFunctionWord(folded, language)) count += 1;
      else if (index.concepts.find(language, [stemmed]).length > 0) count += 0.6;
      else if (index.terms.has(termKey(language, stemmed))) count += 0.5;
    }
    if (count > most + 1e-9) {
      best = language;
      most = count;
    }
  }
  return best;
}

/**
 * Asking words at the beginning and at the end need not be held, unless they belong to a name ("learning environments") or
 * nothing else is left.
 */
function markOptional(
  words: readonly { written: string; folded: string }[],
  language: string,
  index: TextIndex,
): AskedWord[] {
  const isNameFrom = (i: number) => i + 1 < words.length && nameLength(words, i, language, index) > 1;
  const isNameTo = (i: number) => i > 0 && nameLength(words, i - 1, language, index) > 1;
  let first = 0;
  while (first < words.length && isAskedBefore(words[first]!.folded) && !isNameFrom(first)) first++;
  let last = words.length;
  while (
    last > first &&
    (isAskedAfter(words[last - 1]!.folded) || /^\d+$/.test(words[last - 1]!.folded)) &&
    !isNameTo(last - 1)
  )
    last--;
  const isAll = first >= last;
  return words.map((word, i) => ({ ...word, isOptional: !isAll && (i < first || i >= last) }));
}

/** How many words from a place on are one name; 0 where they are none. */
function nameLength(
  words: readonly { written: string; folded: string }[],
  from: number,
  language: string,
  index: TextIndex,
): number {
  return findName(index, words, from, language)?.length ?? 0;
}

/** Words of the question that name concepts. */
interface Name {
  concepts: readonly Concept[];
  language: string;
  stems: readonly string[];
  /** Words of the question. */
  length: number;
}

function findName(
  index: TextIndex,
  words: readonly { written: string }[],
  from: number,
  language: string,
): Name | undefined {
  for (let length = Math.min(longestLabel, words.length - from); length > 0; length--)
    for (const one of new Set([language, 'en', ...index.concepts.languages])) {
      const stems = words.slice(from, from + length).map(({ written }) => stem(written, one));
      const concepts = index.concepts.find(one, stems);
      if (concepts.length > 0) return { concepts, length, language: one, stems };
    }
  return undefined;
}

function readParts(index: TextIndex, words: readonly AskedWord[], language: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (let i = 0; i < words.length; ) {
    const { part, length } = readPart(index, words, i, language);
    parts.push(part);
    i += length;
  }
  return parts;
}

function readPart(
  index: TextIndex,
  words: readonly AskedWord[],
  from: number,
  language: string,
): { part: QueryPart; length: number } {
  const first = words[from] as AskedWord;
  const name = findName(index, words, from, language);
  const length = name?.length ?? 1;
  const taken = words.slice(from, from + length);
  const isOptional = taken.every((word) => word.isOptional);
  const text = taken.map(({ written }) => written).join(' ');
  if (name && length > 1)
    return {
      part: {
        ...{ text, isOptional, courses: [] },
        alternatives: [phrase(index, taken), ...conceptAlternatives(index, name, 1)].filter(isThere),
      },
      length,
    };
  const next = words[from + 1];
  if (next && index.surfaces.has(`${first.folded}${next.folded}`)) {
    const joined = `${first.folded}${next.folded}`;
    const asTwo = phrase(index, [first, next]);
    const alternatives = [wordAlternative(index, joined, 1), asTwo].filter(isThere);
    return {
      part: { ...{ isOptional: false, courses: [] }, text: `${first.written} ${next.written}`, alternatives },
      length: 2,
    };
  }
  const alternatives = [
    ...alternativesOf(index, first.written, first.folded, language, name !== undefined),
    ...neighbours(index, first.folded),
    ...(name ? conceptAlternatives(index, name, 1) : []),
  ];
  return { part: { text, isOptional, alternatives, courses: [] }, length: 1 };
}

function alternativesOf(
  index: TextIndex,
  written: string,
  folded: string,
  language: string,
  isName = false,
): Alternative[] {
  const own = wordAlternative(index, written, 1);
  if (isThere(own)) return [own, ...relatives(index, folded, knownRelative)];
  const apart = splitKnown(index, folded, language);
  if (apart.length > 0) return [...apart, ...relatives(index, folded, knownRelative)];
  if (isName) return relatives(index, folded, knownRelative);
  const completions = index.surfaces.completions(folded).map(({ terms, nearness }) => ({
    ...{ kind: 'beginning' as const, weight: nearness },
    words: [terms],
  }));
  const corrected = index.surfaces.correct(folded);
  const slips = corrected.map(({ terms, nearness }) => ({
    ...{ kind: 'slip' as const, weight: nearness },
    words: [terms],
  }));
  const meant = corrected[0];
  const named = meant ? findName(index, [{ written: meant.word }], 0, language) : undefined;
  return [
    ...completions,
    ...slips,
    ...(named && meant ? suggested(conceptAlternatives(index, named, meant.nearness)) : []),
    ...relatives(index, folded, 1),
  ];
}

function relatives(index: TextIndex, word: string, factor: number): Alternative[] {
  return index.surfaces.relatives(word).map(({ terms, nearness }) => ({
    ...{ kind: 'relative' as const, weight: nearness * factor },
    words: [terms],
  }));
}

/** By the vectors that an institution brings. They suggest, and never claim. */
function neighbours(index: TextIndex, word: string): Alternative[] {
  return index.surfaces.neighbours(word).map(({ terms, nearness }) => ({
    ...{ kind: 'near' as const, weight: nearness },
    words: [terms],
  }));
}

const isOneWord = ({ stems, isExact }: Label) => isExact && stems.length === 1;

/** A word that nobody writes so, as words that are known: "datascience", Arbeitsrecht where there is Recht and Arbeit. */
function splitKnown(index: TextIndex, folded: string, language: string): Alternative[] {
  const found: Alternative[] = [];
  for (let at = 2; at <= folded.length - 3; at++) {
    const [first, second] = [folded.slice(0, at), folded.slice(at)];
    if (first.length < 3 && first !== 'e') continue;
    if (!index.surfaces.has(first) || !index.surfaces.has(second)) continue;
    const both = phrase(index, [{ written: first }, { written: second }]);
    if (isThere(both)) found.push({ ...both, weight: 0.9 });
  }
  for (const one of new Set([language, ...index.languages])) {
    const isKnown = (part: string) => index.terms.has(termKey(one, stem(part, one)));
    const parts = splitCompound(folded, one, isKnown);
    if (parts.length > 0)
      found.push({
        ...{ kind: 'parts', weight: weights.parts },
        words: parts.map((part) => termsFor(index, part, [one])),
      });
  }
  const pairs = characterPairs(folded);
  if (pairs.length > 0) {
    const words = pairs.map((pair) => termsFor(index, pair, index.languages));
    if (words.every((terms) => terms.length > 0)) found.push({ kind: 'parts', weight: weights.parts, words });
  }
  return found;
}

const suggested = (alternatives: readonly Alternative[]): Alternative[] =>
  alternatives.map((one) => ({ ...one, kind: claimable.has(one.kind) ? 'slip' : one.kind }));

/** Other names of concepts, and what is near to them. @param name that was asked with */
function conceptAlternatives(
  index: TextIndex,
  { concepts, language, stems }: Name,
  factor: number,
): Alternative[] {
  const name = stems.join(' ');
  // A name with two meanings says neither for certain.
  const isClear = concepts.length === 1;
  const named = (
    labels: readonly Label[],
    weight: number,
    kindOf: (label: Label) => 'same' | 'akin' | 'near',
  ) => labels.flatMap((label) => labelAlternative(index, label, kindOf(label), weight * factor) ?? []);
  return concepts.flatMap(({ labels, near }) => {
    const asked = labels.find((label) => label.language === language && label.stems.join(' ') === name);
    const isExact = isClear && asked?.isExact === true;
    return [
      ...named(labels, weights.same, (label) => (isExact && label.isExact ? 'same' : 'akin')),
      ...named(near, weights.near, () => 'near'),
      ...labels
        .filter(isOneWord)
        .flatMap(({ stems: [word = ''] }) => relatives(index, word, factor * knownRelative)),
    ];
  });
}

function labelAlternative(
  index: TextIndex,
  { language, stems }: Label,
  kind: 'same' | 'akin' | 'near',
  weight: number,
): Alternative | undefined {
  const words = stems.map((stemmed) => {
    const term = index.terms.get(termKey(language, stemmed));
    return term === undefined ? [] : [term];
  });
  return words.length > 0 && words.every((terms) => terms.length > 0) ? { kind, weight, words } : undefined;
}

function wordAlternative(index: TextIndex, written: string, weight: number): Alternative | undefined {
  const terms = termsFor(index, written, index.languages);
  return terms.length === 0 ? undefined : { kind: 'word', weight, words: [terms] };
}

/** Words side by side, as they were asked. */
function phrase(index: TextIndex, words: readonly { written: string }[]): Alternative | undefined {
  const terms = words.map(({ written }) => termsFor(index, written, index.languages));
  return terms.every((one) => one.length > 0) ? { kind: 'word', weight: 1, words: terms } : undefined;
}

/** The terms of a word in each of some languages. */
function termsFor(index: TextIndex, written: string, languages: readonly string[]): number[] {
  const found = new Set<number>();
  for (const language of languages) {
    const term = index.terms.get(termKey(language, stem(written, language)));
    if (term !== undefined) found.add(term);
  }
  return [...found];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
