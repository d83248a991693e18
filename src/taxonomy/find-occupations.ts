import { type ConceptName, ConceptNameModel } from '../../models/concept-name.ts';
import { schemeRank } from './concept-id.ts';
import { readNames } from './concept-names.ts';
import { foldName, typedWords } from './fold-name.ts';

/** An occupation, by its name in the reader's language. */
export interface FoundOccupation {
  concept: string;
  name: string;
}

type Candidate = Pick<ConceptName, 'concept' | 'language' | 'label' | 'names'>;
const fields = { _id: 0, concept: 1, language: 1, label: 1, names: 1 } as const;
/** What somebody types is short; of "a" there are thousands. */
const mostCandidates = 300;
const shortestWord = 2;
/** One Han character says as much as a word. */
const han = /\p{Script=Han}/u;

/**
 * Occupations by what somebody has typed: words or beginnings of words, in whatever language, in any order. An occupation that
 * two taxonomies name alike comes once.
 * @param language ISO 639 code of the reader
 * @returns the best first; none for a single letter
 */
export async function findOccupations(
  text: string,
  language: string,
  limit: number,
): Promise<FoundOccupation[]> {
  const words = typedWords(text);
  if (!words.some((word) => word.length >= shortestWord || han.test(word))) return [];
  const wanted = { kind: 'occupation' as const, words: { $all: words.map(beginning) } };
  const look = (filter: object, most: number) =>
    ConceptNameModel.find({ ...wanted, ...filter }, fields)
      .limit(most)
      .lean<Candidate[]>();
  const own = await look({ language }, mostCandidates);
  const all = [...own, ...(await look({ language: { $ne: language } }, mostCandidates))];
  const folded = words.join(' ');
  const best = new Map<string, number[]>();
  for (const candidate of all) {
    const rank = rankOf(candidate, folded, language);
    const known = best.get(candidate.concept);
    if (!known || compare(rank, known) < 0) best.set(candidate.concept, rank);
  }
  const sorted = [...best]
    .sort(([one, a], [other, b]) => compare(a, b) || (one < other ? -1 : 1))
    .map(([concept]) => concept);
  const names = await readNames('occupation', sorted, language);
  const found = new Map<string, FoundOccupation>();
  for (const concept of sorted) {
    const name = names.get(concept);
    if (name === undefined || found.has(foldName(name))) continue;
    found.set(foldName(name), { concept, name });
    if (found.size === limit) break;
  }
  return [...found.values()];
}

/**
 * The occupation that somebody's words name, in whatever language and case: by its own name, else by another name that no second
 * occupation of the same taxonomy has.
 * @returns undefined where no taxonomy names it
 */
export async function resolveOccupation(
  text: string,
  language: string,
): Promise<FoundOccupation | undefined> {
  const name = foldName(text);
  if (name === '') return undefined;
  const found = await ConceptNameModel.find({ kind: 'occupation', names: name }, fields)
    .limit(mostCandidates)
    .lean<Candidate[]>();
  const byLabel = found.filter(({ label }) => foldName(label) === name);
  const concept = firstOf(byLabel) ?? onlyOf(found);
  if (concept === undefined) return undefined;
  const names = await readNames('occupation', [concept], language);
  return { concept, name: names.get(concept) ?? text };
}

function firstOf(candidates: readonly Candidate[]): string | undefined {
  const concepts = candidates.map(({ concept }) => concept);
  return concepts.sort((a, b) => schemeRank(a) - schemeRank(b) || (a < b ? -1 : 1))[0];
}

/** In the first scheme that has any. */
function onlyOf(candidates: readonly Candidate[]): string | undefined {
  const first = firstOf(candidates);
  if (first === undefined) return undefined;
  const others = candidates.filter(({ concept }) => schemeRank(concept) === schemeRank(first));
  return others.every(({ concept }) => concept === first) ? first : undefined;
}

/** How a name fits what was typed, the smallest number first. */
function rankOf(
  { concept, language: own, label, names }: Candidate,
  typed: string,
  language: string,
): number[] {
  const folded = foldName(label);
  const places = [folded === typed, names.includes(typed), folded.startsWith(typed), holdsAll(folded, typed)];
  const place = places.indexOf(true);
  return [place === -1 ? places.length : place, own === language ? 0 : 1, schemeRank(concept), folded.length];
}

function holdsAll(name: string, typed: string): boolean {
  return typed.split(' ').every((word) => name.includes(word));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number);
}

/** An expression that an index answers. Of what a folded word holds, only `+` would mean something else. */
function beginning(word: string): RegExp {
  return new RegExp(`^${word.replaceAll('+', '\\+')}`);
}
