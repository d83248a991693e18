import { fold } from '../words/fold.ts';
import { countSlips, slipsAllowed } from '../words/spelling.ts';
import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import { isFunctionWord } from './function-words.ts';
import { agriculture } from './lists/agriculture.ts';
import { arts } from './lists/arts.ts';
import { business } from './lists/business.ts';
import { computing } from './lists/computing.ts';
import { education } from './lists/education.ts';
import { everyday } from './lists/everyday.ts';
import { health } from './lists/health.ts';
import { humanities } from './lists/humanities.ts';
import { languages } from './lists/languages.ts';
import { law } from './lists/law.ts';
import { sciences } from './lists/sciences.ts';
import { society } from './lists/society.ts';
import { technology } from './lists/technology.ts';
import { trades } from './lists/trades.ts';

/** A name of a concept in one language: the stems of its words. */
export interface Label {
  language: string;
  stems: readonly string[];
  /** Its words as they are written, folded; to each of them a stem. */
  written: readonly string[];
  /**
   * It says the same as every other exact name of the concept: the first name in its language, or an abbreviation. The
   * others say it roughly, so what they find is only suggested.
   */
  isExact: boolean;
}

/** Something that has several names, and what is near to it. */
export interface Concept {
  labels: readonly Label[];
  /** Names of what is near: fields of a profession, parts of a field. */
  near: readonly Label[];
}

const lists = [
  agriculture,
  arts,
  business,
  computing,
  education,
  everyday,
  health,
  humanities,
  languages,
  law,
  sciences,
  society,
  technology,
  trades,
];
const labelKey = ({ language, stems }: Pick<Label, 'language' | 'stems'>) => `${language} ${stems.join(' ')}`;
/** Lines that are read between two breaks of the reading. */
const linesAtOnce = 20;
/** A name has so many words at most. */
export const longestLabel = 4;

/** All concepts, and which of them a name means. */
export class Concepts {
  readonly #languages = new Set<string>();
  readonly #byLabel = new Map<string, Concept[]>();
  /** By language: stems of names that have one word. */
  readonly #oneWord = new Map<string, Set<string>>();
  readonly #writings = new Set<string>();

  /** ISO 639 codes of the languages that names are in. */
  get languages(): ReadonlySet<string> {
    return this.#languages;
  }

  add(concept: Concept): void {
    for (const label of concept.labels) {
      const { language, stems, written } = label;
      this.#languages.add(language);
      this.#writings.add(`${language} ${written.join(' ')}`);
      const key = labelKey(label);
      const known = this.#byLabel.get(key);
      if (!known) this.#byLabel.set(key, [concept]);
      // Two writings of one name (database, databases) are one meaning.
      else if (!known.includes(concept)) known.push(concept);
      const [word, ...others] = stems;
      if (word === undefined || others.length > 0) continue;
      const words = this.#oneWord.get(language) ?? new Set();
      this.#oneWord.set(language, words.add(word));
    }
  }

  /** A name with every other name, in every language, of what it names. */
  allNames(label: Label): Label[] {
    return [label, ...this.find(label.language, label.stems).flatMap(({ labels }) => labels)];
  }

  /** The name of one word that a word is probably a slip of. @param stemmed of a word that is no name */
  correct(language: string, stemmed: string): string | undefined {
    const most = slipsAllowed(stemmed.length);
    let best = most + 1;
    let meant: string | undefined;
    for (const name of most > 0 ? (this.#oneWord.get(language) ?? []) : []) {
      if (name.length < 4 || name[0] !== stemmed[0]) continue;
      const slips = countSlips(stemmed, name, best - 1);
      if (slips < best) [best, meant] = [slips, name];
    }
    return meant;
  }

  /** The concepts that stems of one language name; none where they are no name. */
  find(language: string, stems: readonly string[]): readonly Concept[] {
    return this.#byLabel.get(labelKey({ language, stems })) ?? [];
  }

  /**
   * Whether a name is written just so, and does not only share its stems: "human" is no Spanish for the humanities, though
   * both have the stem human. @param words folded
   */
  isWritten(language: string, words: readonly string[]): boolean {
    return this.#writings.has(`${language} ${words.join(' ')}`);
  }
}

/** @param lines one concept each: `name, name; de Name; fr nom, nom ~ near, near`; what has no language is English */
export function parseConcepts(lines: readonly string[]): Concepts {
  return atOnce(parseInSteps(lines));
}

function* parseInSteps(lines: readonly string[]): Generator<void, Concepts> {
  const concepts = new Concepts();
  for (const [i, line] of lines.entries()) {
    const [same = '', near = ''] = line.split('~');
    concepts.add({ labels: same.split(';').flatMap(readLabels), near: near.split(';').flatMap(readLabels) });
    if (i % linesAtOnce === linesAtOnce - 1) yield;
  }
  return concepts;
}

function readLabels(part: string): Label[] {
  const trimmed = part.trim();
  const tagged = /^([a-z]{2}) (.+)$/s.exec(trimmed);
  const isTag = tagged !== null && tags.has(tagged[1] as string);
  const language = isTag ? (tagged[1] as string) : 'en';
  return (isTag ? (tagged[2] as string) : trimmed)
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name, i) => ({
      language,
      ...readName(name, language),
      isExact: i === 0 || abbreviation.test(name),
    }));
}

const abbreviation = /^\p{Lu}{2,5}$/u;
const tags = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'ar', 'zh', 'ja', 'ru']);

function readName(name: string, language: string): Pick<Label, 'stems' | 'written'> {
  const words = splitWords(name)
    .map(({ text }) => ({ text, folded: fold(text) }))
    .filter(({ folded }) => !isFunctionWord(folded, language));
  return {
    stems: words.map(({ text }) => stem(text, language)),
    written: words.map(({ folded }) => folded),
  };
}

let shared: Concepts | undefined;

/** The vocabulary that comes with the tool. Who asks first reads it, a few lines at a time. */
export function* sharedConceptsInSteps(): Generator<void, Concepts> {
  if (shared === undefined) shared = yield* parseInSteps(lists.flatMap((list) => list.trim().split('\n')));
  return shared;
}

export function sharedConcepts(): Concepts {
  return atOnce(sharedConceptsInSteps());
}

function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
