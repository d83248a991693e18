// The search, in the order of its steps:
//   text-index.ts    what the texts of a catalogue say (words/: from a text to stems; postings.ts, surfaces.ts, codes.ts)
//   query.ts         what a question means (vocabulary/: asking words, other names; words/spelling.ts)
//   score-parts.ts   what each word of it gives each course
//   search.ts        all words together: how much of the question a course holds
//   claim.ts         what may be said of a course; passage.ts: where it says so
import { languageCode } from '../words/language-tag.ts';
import { judge, namedIn, type Strength } from './claim.ts';
import { findPassage, type Passage } from './passage.ts';
import { type Query, readQuery } from './query.ts';
import { type PartScores, releaseParts, scoreParts, togetherIn } from './score-parts.ts';
import type { TextIndex } from './text-index.ts';

export interface SearchOptions {
  /** BCP 47 tag of the language that the person reads. */
  language?: string | undefined;
  /** Hits, at most. */
  limit?: number;
  /** Whether the place of the text is wanted that says so. */
  passages?: boolean;
}

export interface Hit {
  /** Its place in the catalogue. */
  course: number;
  /** Above 0; comparable within one search. */
  score: number;
  /** How much of the question the course holds, the rarest words most; 0 to 1. */
  coverage: number;
  strength: Strength;
  /** Whether it is found by more than what its description says by the way. */
  isNamed: boolean;
  /** Words of the question, as they were asked. */
  matched: string[];
  missing: string[];
  passage?: Passage;
}

export interface SearchResult {
  /** Best first. */
  hits: Hit[];
  /** No hit holds enough of the question to be an answer: those there are, are the nearest. */
  nothingFits: boolean;
}

const defaultLimit = 10;
/** So many of the best are looked at closely. */
const closely = 40;
/** What holds less of the question is no hit. */
const leastCoverage = 0.34;
/** A hit that claims nothing is still an answer where it answers this share of the question. */
const fittingShare = 0.6;
/** What has less of the best hit's score holds the question by chance. */
const leastOfBest = 0.12;
/** How a question that is held in part counts: coverage to this power. */
const coveragePower = 2;
/** What an optional word weighs. */
const optionalWeight = 0.25;
/** What words gain that stand side by side as in the question, in a title and elsewhere. */
const titlePhrase = 0.35;
const textPhrase = 0.15;
/** What a title gains that says nothing but what was asked for. */
const wholeTitle = 0.25;
/** What may be claimed stands before what may not: its score is so much higher. */
const claimGain = 0.3;
/** Weight of an alternative that says nearly the same. */
const nearlySame = 0.7;
/** What a course in the reader's language gains. */
const ownLanguage = 0.05;

/** The courses that a question finds. The time goes by how many courses hold its words. */
export function search(index: TextIndex, question: string, options: SearchOptions = {}): SearchResult {
  const query = readQuery(index, question, options.language);
  const parts = scoreParts(index, query);
  const wanted = wantedTerms(query);
  const isNamed = namedIn(index, parts);
  const found = sumUp(parts, Math.max(closely, options.limit ?? 0))
    .map((hit) => lookClosely(index, hit, { parts, query, wanted, isNamed, options }))
    .sort(byScore)
    .slice(0, options.limit ?? defaultLimit);
  const least = leastOfBest * (found[0]?.score ?? 0);
  const hits = found.filter(({ score }) => score >= least);
  if (options.passages)
    for (const hit of hits) {
      const passage = findPassage(index, hit.course, parts, languageCode(options.language ?? query.language));
      if (passage) hit.passage = passage;
    }
  const fits = hits.some(
    ({ strength, course }) => strength !== 'related' || answeredShare(parts, course) >= fittingShare,
  );
  releaseParts(index, parts);
  return { hits, nothingFits: !fits };
}

/** How much of the question a course answers, the rarest words most; 0 to 1. */
function answeredShare(parts: readonly PartScores[], course: number): number {
  const asked = parts.filter(({ part }) => !part.isOptional);
  const whole = asked.reduce((sum, { rarity }) => sum + rarity, 0) || 1;
  return asked.reduce((sum, { rarity, answered }) => sum + rarity * answered[course]!, 0) / whole;
}

type Sum = Pick<Hit, 'course' | 'score' | 'coverage'>;

/** The courses that hold enough of the question, the best first, so many at most. */
function sumUp(parts: readonly PartScores[], most: number): Sum[] {
  const whole = parts.reduce((sum, { part, rarity }) => sum + (part.isOptional ? 0 : rarity), 0) || 1;
  const found: Sum[] = [];
  for (const [i, { courses }] of parts.entries())
    for (const course of courses) {
      // Each course once: with the first part that it holds.
      if (isHeldBefore(parts, i, course)) continue;
      const sum = sumOf(parts, course, whole);
      if (sum.coverage < leastCoverage) continue;
      found.push(sum);
      if (found.length >= 8 * most) keepBest(found, most);
    }
  keepBest(found, most);
  return found;
}

function isHeldBefore(parts: readonly PartScores[], place: number, course: number): boolean {
  for (let i = 0; i < place; i++) if (parts[i]!.held[course]! > 0) return true;
  return false;
}

function sumOf(parts: readonly PartScores[], course: number, whole: number): Sum {
  let score = 0;
  let held = 0;
  for (const { part, rarity, scores, held: own } of parts) {
    score += (part.isOptional ? optionalWeight : 1) * rarity * scores[course]!;
    if (!part.isOptional) held += rarity * own[course]!;
  }
  const coverage = held / whole;
  return { course, coverage, score: score * coverage ** coveragePower };
}

function keepBest(found: Sum[], most: number): void {
  found.sort(byScore);
  if (found.length > most) found.length = most;
}

interface Closely {
  parts: readonly PartScores[];
  query: Query;
  wanted: ReadonlySet<number>;
  isNamed(course: number): boolean;
  options: SearchOptions;
}

function lookClosely(index: TextIndex, sum: Sum, { parts, query, wanted, isNamed, options }: Closely): Hit {
  const { course, score, coverage } = sum;
  const strength = judge(index, course, parts);
  const reader = languageCode(options.language ?? query.language);
  const gain =
    1 +
    phraseGain(index, course, query) +
    titleGain(index, course, wanted) +
    (strength === 'related' ? 0 : claimGain) +
    (languageCode(index.courses[course]?.language) === reader ? ownLanguage : 0);
  const asked = parts.filter(({ part }) => !part.isOptional);
  const isHeld = ({ held }: PartScores) => held[course]! > 0;
  return {
    ...{ course, score: score * gain, coverage, strength },
    isNamed: strength !== 'related' || isNamed(course),
    matched: asked.filter(isHeld).map(({ part }) => part.text),
    missing: asked.filter((one) => !isHeld(one)).map(({ part }) => part.text),
  };
}

/** Terms that say nearly the same as what was asked for. */
function wantedTerms({ parts }: Query): Set<number> {
  const alternatives = parts
    .flatMap((part) => part.alternatives)
    .filter(({ weight }) => weight >= nearlySame);
  return new Set(alternatives.flatMap(({ words }) => words.flat()));
}

/** Neighbours in the question that are neighbours in the course. */
function phraseGain(index: TextIndex, course: number, { parts }: Query): number {
  const asked = parts.filter(({ isOptional, alternatives }) => !isOptional && alternatives.length > 0);
  let gain = 0;
  for (let i = 0; i + 1 < asked.length; i++) {
    const [first, second] = [asked[i]!.alternatives[0]!, asked[i + 1]!.alternatives[0]!];
    const words = [...first.words, ...second.words];
    const places = (index.fieldTerms[course] ?? []).filter(({ terms }) => togetherIn(index, terms, words));
    if (places.length === 0) continue;
    const inTitle = places.some(({ field }) => field === 'title');
    gain += (inTitle ? titlePhrase : textPhrase) / (asked.length - 1);
  }
  return gain;
}

/** How much of the title is what was asked for. */
function titleGain(index: TextIndex, course: number, wanted: ReadonlySet<number>): number {
  let best = 0;
  for (const { field, terms } of index.fieldTerms[course] ?? []) {
    if (field !== 'title') continue;
    let words = 0;
    let held = 0;
    for (const term of terms) {
      if (term < 0) continue;
      words++;
      if (wanted.has(term) || index.parts.get(term)?.some((part) => wanted.has(part))) held++;
    }
    best = Math.max(best, held / Math.max(1, words));
  }
  return wholeTitle * best;
}

function byScore(a: Sum, b: Sum): number {
  return b.score - a.score || a.course - b.course;
}
