import { languageCode } from '../words/language-tag.ts';
import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import { type PartScores, togetherIn } from './score-parts.ts';
import { mostCharacters, type TextIndex, termKey } from './text-index.ts';

/** The place of a course's text that answers a question best. */
export interface Passage {
  text: string;
  /** ISO 639 code; absent where nobody has stated it. */
  language?: string;
  /** Beginnings and ends of the words that were asked for, in UTF-16 units of the text. */
  marks: [start: number, end: number][];
}

const longest = 220;
/** Weight of an alternative that says nearly the same as what was asked for. */
const nearlySame = 0.7;

/**
 * The sentence of the description that holds most of what was asked for; undefined where none holds anything. Where the
 * course has texts in the reader's language, it is a sentence of those, unless only others say what was asked for, in the words that
 * were typed.
 * @param reader ISO 639 code
 */
export function findPassage(
  index: TextIndex,
  course: number,
  parts: readonly PartScores[],
  reader: string,
): Passage | undefined {
  const found = index.courses[course];
  if (!found) return undefined;
  const asked = parts.filter(({ part }) => !part.isOptional);
  const versions = [found, ...(found.translations ?? [])]
    .map(({ language, title, description }) => ({
      language: languageCode(language),
      isStated: Boolean(language),
      title,
      description: description.slice(0, mostCharacters),
    }))
    .sort((a, b) => Number(b.language === reader) - Number(a.language === reader));
  const best = versions.map((version) => bestSentence(index, version, asked));
  const own = versions.length > 1 && versions[0]?.language === reader ? versions[0] : undefined;
  const isInTitle = own && bestSentence(index, { ...own, description: own.title }, asked)?.isSure;
  const isForReader = (one: FoundSentence | undefined, i: number) =>
    one?.isSure && (!own || i === 0 || isAsTyped(one, versions[i] as Version, asked));
  const sure = isInTitle ? best[0] : best.find(isForReader);
  if (sure) return sure.passage;
  const near = own ? best[0] : best.find((one) => one !== undefined);
  return near?.passage ?? (own && beginning(own));
}

interface Version {
  language: string;
  /** Else it is only taken for English. */
  isStated: boolean;
  title: string;
  description: string;
}

/** Whoever types a word reads the language that it stands in. */
function isAsTyped({ passage }: FoundSentence, { language }: Version, parts: readonly PartScores[]): boolean {
  const typed = parts.flatMap(({ part }) => splitWords(part.text).map(({ text }) => stem(text, language)));
  return passage.marks.some(([start, end]) =>
    splitWords(passage.text.slice(start, end)).some(({ text }) => typed.includes(stem(text, language))),
  );
}

function beginning(version: Version): Passage | undefined {
  const [first] = sentences(version.description);
  return first && inItsLanguage(version, cut(first.sentence, []));
}

function inItsLanguage({ language, isStated }: Version, passage: Passage): Passage {
  return isStated ? { ...passage, language } : passage;
}

interface FoundSentence {
  passage: Passage;
  /** It says nearly what was asked for. */
  isSure: boolean;
}

function bestSentence(
  index: TextIndex,
  version: Version,
  parts: readonly PartScores[],
): FoundSentence | undefined {
  const { language, description } = version;
  let best: FoundSentence | undefined;
  let most = 0;
  for (const { sentence } of sentences(description)) {
    const words = splitWords(sentence).flatMap(({ text, start, end }) => {
      const term = index.terms.get(termKey(language, stem(text, language)));
      return term === undefined ? [] : [{ start, end, terms: [term, ...(index.parts.get(term) ?? [])] }];
    });
    const said = new Set(words.flatMap(({ terms }) => terms));
    const inOrder = Int32Array.from(words, ({ terms }) => terms[0] as number);
    let worth = 0;
    let isSure = false;
    const wanted = new Set<number>();
    for (const { part, rarity } of parts) {
      let weight = 0;
      for (const alternative of part.alternatives) {
        const { words: name } = alternative;
        if (!name.every((terms) => terms.some((term) => said.has(term)))) continue;
        if (name.length > 1 && !togetherIn(index, inOrder, name)) continue;
        weight = Math.max(weight, alternative.weight);
        for (const term of name.flat()) wanted.add(term);
      }
      worth += rarity * weight;
      isSure ||= weight >= nearlySame;
    }
    if (worth <= most) continue;
    most = worth;
    const marks = words
      .filter(({ terms }) => terms.some((term) => wanted.has(term)))
      .map(({ start, end }): [number, number] => [start, end]);
    best = { passage: inItsLanguage(version, cut(sentence, marks)), isSure };
  }
  return best;
}

function* sentences(text: string): Generator<{ sentence: string }> {
  let from = 0;
  for (const { 0: end, index } of text.matchAll(/[.!?。！？؟\n]+/gu)) {
    const to = index + end.length;
    yield { sentence: text.slice(from, to).trim() };
    from = to;
  }
  if (from < text.length) yield { sentence: text.slice(from).trim() };
}

/** Around the first mark, where the sentence is long. */
function cut(sentence: string, marks: [number, number][]): Passage {
  if (sentence.length <= longest) return { text: sentence, marks };
  const from = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - 60, sentence.length - longest));
  const start = from === 0 ? 0 : sentence.indexOf(' ', from) + 1 || from;
  const stop =
    start + longest >= sentence.length ? sentence.length : sentence.lastIndexOf(' ', start + longest);
  const end = stop > start ? stop : start + longest;
  const lead = start > 0 ? '… ' : '';
  return {
    text: `${lead}${sentence.slice(start, end)}${end < sentence.length ? ' …' : ''}`,
    marks: marks
      .filter(([a, b]) => a >= start && b <= end)
      .map(([a, b]) => [a - start + lead.length, b - start + lead.length]),
  };
}
