import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import { isFunctionWord } from './function-words.ts';
import { arts } from './lists/arts.ts';
import { business } from './lists/business.ts';
import { computing } from './lists/computing.ts';
import { health } from './lists/health.ts';
import { languages } from './lists/languages.ts';
import { sciences } from './lists/sciences.ts';
import { society } from './lists/society.ts';
import { technology } from './lists/technology.ts';

/** A name of a concept in one language: the stems of its words. */
export interface Label {
  language: string;
  stems: readonly string[];
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

const lists = [arts, business, computing, health, languages, sciences, society, technology];
const labelKey = ({ language, stems }: Pick<Label, 'language' | 'stems'>) => `${language} ${stems.join(' ')}`;
/** A name has so many words at most. */
export const longestLabel = 4;

/** All concepts, and which of them a name means. */
export class Concepts {
  readonly languages: readonly string[];
  readonly #byLabel = new Map<string, Concept[]>();

  constructor(concepts: readonly Concept[]) {
    for (const concept of concepts)
      for (const label of concept.labels) {
        const key = labelKey(label);
        const known = this.#byLabel.get(key);
        if (known) known.push(concept);
        else this.#byLabel.set(key, [concept]);
      }
    this.languages = [...new Set(concepts.flatMap(({ labels }) => labels.map(({ language }) => language)))];
  }

  /** The concepts that stems of one language name; none where they are no name. */
  find(language: string, stems: readonly string[]): readonly Concept[] {
    return this.#byLabel.get(labelKey({ language, stems })) ?? [];
  }
}

/** @param lines one concept each: `name, name; de Name; fr nom, nom ~ near, near`; what has no language is English */
export function parseConcepts(lines: readonly string[]): Concepts {
  const parsed = lines.map((line) => {
    const [same = '', near = ''] = line.split('~');
    return { labels: same.split(';').flatMap(readLabels), near: near.split(';').flatMap(readLabels) };
  });
  const own = new Concepts(parsed.map(({ labels }) => ({ labels, near: [] })));
  // What is near is meant in every language that it has a name in.
  return new Concepts(
    parsed.map(({ labels, near }) => ({
      labels,
      near: near.flatMap((label) => {
        const named = own.find(label.language, label.stems).flatMap((concept) => concept.labels);
        return [label, ...named];
      }),
    })),
  );
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
      stems: labelStems(name, language),
      isExact: i === 0 || abbreviation.test(name),
    }));
}

const abbreviation = /^\p{Lu}{2,5}$/u;
const tags = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'ar', 'zh', 'ja', 'ru']);

export function labelStems(name: string, language: string): string[] {
  return splitWords(name)
    .map(({ text }) => stem(text, language))
    .filter((one) => !isFunctionWord(one, language));
}

let shared: Concepts | undefined;

/** The vocabulary that comes with the tool. */
export function sharedConcepts(): Concepts {
  shared ??= parseConcepts(lists.flatMap((list) => list.trim().split('\n')));
  return shared;
}
