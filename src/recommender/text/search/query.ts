import { isAskedAfter, isAskedBefore, isCircumstance } from '../vocabulary/asking-words.ts';
import { type Concept, type Label, longestLabel } from '../vocabulary/concepts.ts';
import { isFunctionWord } from '../vocabulary/function-words.ts';
import { adjectiveOf } from '../words/adverbs.ts';
import { splitCompound, studiedIn } from '../words/compounds.ts';
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
  /** Of a name that comes from the vocabulary. */
  language?: string;
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
/** Of another name of a concept: one of the two names says the concept exactly, or neither does. */
const akinWeights = { oneExact: 0.85, noneExact: 0.8 };
/** `modifier`: a compound without its head, which is the nearest there is and no answer: Asyl of Asylrecht. */
const weights = {
  ...{ same: 0.9, near: 0.75, parts: 0.75, modifier: 0.5 },
  ...{ codeNear: 0.8, initials: 0.8, turned: 0.95 },
};
/** How sure it is that a name was meant that was written with a slip. */
const slipTrust = 0.7;
/** A relative or a completion of a word that the catalogue knows is less likely to be meant. */
const knownRelative = 0.8;

interface AskedWord {
  /** In lower case. */
  written: string;
  folded: string;
  /** Place in what was asked, in UTF-16 units. */
  start: number;
  end: number;
  isOptional: boolean;
}

/** Understands a question: which words matter, and in what forms they may stand in a course. */
export function readQuery(index: TextIndex, question: string, reader?: string): Query {
  const text = question.slice(0, longestQuery).normalize('NFKC');
  const { parts: codes, rest } = readCodes(index, text);
  const words = splitWords(rest).map(({ text: written, start, end }) => ({
    ...{ written, start, end },
    folded: fold(written),
  }));
  const language = guessLanguage(index, words, reader);
  const telling = words.filter(({ folded }) => !isFunctionWord(folded, language));
  // "IT" and "AI" are function words of some language; somebody who asks for nothing else means something by them.
  const asked = markOptional(telling.length > 0 ? telling : words, language, index, codes.length > 0);
  const parts = readParts(index, asked, language, rest);
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
    const isSentence = !words.every(({ folded }) => isFunctionWord(folded, language));
    for (const { written, folded } of words) {
      const stemmed = stem(written, language);
      if (isSentence && isFunctionWord(folded, language)) count += 1;
      else if (index.concepts.isWritten(language, [folded]) || index.terms.has(termKey(language, stemmed)))
        count += 0.5;
      else if (index.concepts.find(language, [stemmed]).length > 0) count += 0.45;
    }
    if (count > most + 1e-9) {
      best = language;
      most = count;
    }
  }
  return best;
}

/**
 * Asking words at the beginning and at the end need not be held, nor circumstances anywhere, unless they belong to a name ("learning environments") or
 * nothing else is left.
 * @param hasSubject the question names a course by its code
 */
function markOptional(
  words: readonly Omit<AskedWord, 'isOptional'>[],
  language: string,
  index: TextIndex,
  hasSubject: boolean,
): AskedWord[] {
  const isNameFrom = (i: number) => i + 1 < words.length && nameLength(words, i, language, index) > 1;
  const isNameTo = (i: number) => i > 0 && nameLength(words, i - 1, language, index) > 1;
  const isBeside = (i: number) => isCircumstance(words[i]!.folded) && !isNameFrom(i) && !isNameTo(i);
  let first = 0;
  while (
    first < words.length &&
    (isAskedBefore(words[first]!.folded) || isBeside(first)) &&
    !isNameFrom(first)
  )
    first++;
  let last = words.length;
  while (
    last > first &&
    (isAskedAfter(words[last - 1]!.folded) || isBeside(last - 1) || /^\d+$/.test(words[last - 1]!.folded)) &&
    !isNameTo(last - 1)
  )
    last--;
  const isOptional = words.map((_, i) => i < first || i >= last || isBeside(i));
  const isAll = isOptional.every(Boolean) && !hasSubject;
  return words.map((word, i) => ({ ...word, isOptional: !isAll && isOptional[i] === true }));
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
  for (let length = Math.min(longestLabel, words.length - from); length > 0; length--) {
    const taken = words.slice(from, from + length).map(({ written }) => written);
    for (const one of new Set([language, 'en', ...index.concepts.languages])) {
      // "manger sainement" is "manger sain".
      for (const forms of [taken, taken.map((word) => adjectiveOf(word, one))]) {
        const stems = forms.map((word) => stem(word, one));
        const concepts = index.concepts.find(one, stems);
        if (concepts.length > 0 && (one === language || mayBeForeign(index, forms, language, one)))
          return { concepts, length, language: one, stems };
      }
    }
  }
  return undefined;
}

/**
 * Whether words of a question may be meant in another language. A single word is, where it is a name there as it is written
 * and no word here; English names are used everywhere.
 */
function mayBeForeign(index: TextIndex, words: readonly string[], own: string, other: string): boolean {
  const [word = '', ...more] = words;
  if (more.length > 0) return true;
  if (!index.concepts.isWritten(other, [fold(word)])) return false;
  return other === 'en' || !index.terms.has(termKey(own, stem(word, own)));
}

function readParts(
  index: TextIndex,
  words: readonly AskedWord[],
  language: string,
  question: string,
): QueryPart[] {
  const parts: QueryPart[] = [];
  let unknownFrom: number | undefined;
  for (let i = 0; i < words.length; ) {
    const { part, length } = readPart(index, words, i, language, question);
    i += length;
    const isUnknown = part.alternatives.length === 0 && !part.isOptional;
    // Neighbours that nobody has heard of are one thing: "scuba diving".
    if (isUnknown && unknownFrom !== undefined) {
      const text = question.slice((words[unknownFrom] as AskedWord).start, (words[i - 1] as AskedWord).end);
      parts[parts.length - 1] = { ...part, text };
    } else {
      parts.push(part);
      unknownFrom = isUnknown ? i - length : undefined;
    }
  }
  return parts;
}

function readPart(
  index: TextIndex,
  words: readonly AskedWord[],
  from: number,
  language: string,
  question: string,
): { part: QueryPart; length: number } {
  const first = words[from] as AskedWord;
  const name = findName(index, words, from, language);
  const length = name?.length ?? 1;
  const taken = words.slice(from, from + length);
  const isOptional = taken.every((word) => word.isOptional);
  const textTo = (last: AskedWord) => question.slice(first.start, last.end);
  const text = textTo(taken.at(-1) as AskedWord);
  if (name && length > 1)
    return {
      part: {
        ...{ text, isOptional, courses: [] },
        alternatives: distinct([
          phrase(index, taken),
          ...(length === 2 ? [turnedRound(index, taken)] : []),
          ...conceptAlternatives(index, name, 1),
        ]),
      },
      length,
    };
  const next = words[from + 1];
  if (next && index.surfaces.has(`${first.folded}${next.folded}`)) {
    const joined = `${first.folded}${next.folded}`;
    const asTwo = phrase(index, [first, next]);
    const alternatives = [wordAlternative(index, joined, 1), asTwo].filter(isThere);
    return {
      part: { ...{ isOptional: false, courses: [] }, text: textTo(next), alternatives },
      length: 2,
    };
  }
  const alternatives = [
    ...alternativesOf(index, first.written, first.folded, language, name !== undefined),
    ...neighbours(index, first.folded),
    ...(name ? conceptAlternatives(index, name, 1) : []),
  ];
  const courses = alternatives.length > 0 ? [] : byInitials(index, first.folded);
  return { part: { text, isOptional, alternatives: distinct(alternatives), courses }, length: 1 };
}

/** Courses whose title has words that begin with these letters: NLP and "Natural Language Processing". */
function byInitials(index: TextIndex, letters: string): QueryPart['courses'] {
  const courses = index.initials.get(letters) ?? [];
  return courses.map((course) => ({ course, weight: weights.initials, kind: 'beginning' as const }));
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
  const named = meant
    ? findName(index, [{ written: meant.word }], 0, language)
    : nearName(index, written, language);
  const trust = meant?.nearness ?? slipTrust;
  return [
    ...completions,
    ...slips,
    ...(named ? suggested(conceptAlternatives(index, named, trust)) : []),
    ...relatives(index, folded, 1),
  ];
}

/** A name that the word may be a slip of, where the catalogue has none. */
function nearName(index: TextIndex, written: string, language: string): Name | undefined {
  for (const one of new Set([language, 'en'])) {
    const meant = index.concepts.correct(one, stem(written, one));
    if (meant !== undefined)
      return { concepts: index.concepts.find(one, [meant]), language: one, stems: [meant], length: 1 };
  }
  return undefined;
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
    for (const [known, weight] of [
      [parts, weights.parts],
      [studiedIn(folded, one, isKnown), weights.parts],
      [parts.slice(0, -1), weights.modifier],
    ] as const)
      if (known.length > 0)
        found.push({
          ...{ kind: 'parts', weight },
          words: known.map((part) => termsFor(index, part, [one])),
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
  return concepts.flatMap(({ labels, near }) => {
    const asked = labels.find((label) => label.language === language && label.stems.join(' ') === name);
    const otherName = (label: Label) => {
      if (asked?.isExact !== true || !label.isExact)
        return labelAlternative(
          index,
          label,
          'akin',
          factor * (asked?.isExact || label.isExact ? akinWeights.oneExact : akinWeights.noneExact),
        );
      return labelAlternative(index, label, isClear ? 'same' : 'akin', factor * weights.same);
    };
    return [
      ...labels.flatMap((label) => otherName(label) ?? []),
      ...near
        .flatMap((label) => index.concepts.allNames(label))
        .flatMap((label) => labelAlternative(index, label, 'near', factor * weights.near) ?? []),
      ...labels
        .filter((label) => isOneWord(label) && (label.language === language || label.language === 'en'))
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
  return words.length > 0 && words.every((terms) => terms.length > 0)
    ? { kind, weight, words, language }
    : undefined;
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

/** "Contracts of employment" for "employment contracts". */
function turnedRound(index: TextIndex, words: readonly { written: string }[]): Alternative | undefined {
  const turned = phrase(index, [...words].reverse());
  return turned && { ...turned, weight: weights.turned };
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

/** Each way once, the one that says most first: names of several concepts, and of several languages, are often the same. */
function distinct(alternatives: readonly (Alternative | undefined)[]): Alternative[] {
  const found = new Map<string, Alternative>();
  for (const one of alternatives.filter(isThere)) {
    const key = JSON.stringify([one.words, one.kind === 'near' && one.language]);
    const known = found.get(key);
    if (!known || one.weight > known.weight) found.set(key, one);
  }
  return [...found.values()];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
