import { languageCode } from '../words/language-tag.ts';
import { splitWords } from '../words/split-words.ts';
import { stem } from '../words/stem.ts';
import type { PartScores } from './score-parts.ts';
import { holds } from './score-parts.ts';
import { mostCharacters, type TextIndex, termKey } from './text-index.ts';

/** The place of a course's text that answers a question best. */
export interface Passage {
  text: string;
  /** Beginnings and ends of the words that were asked for, in UTF-16 units of the text. */
  marks: [start: number, end: number][];
}

const longest = 220;

/**
 * The sentence of the description that holds most of what was asked for; undefined where none holds anything.
 * @param reader language in which it is shown where the course has a text in it
 */
export function findPassage(
  index: TextIndex,
  course: number,
  parts: readonly PartScores[],
  reader: string,
): Passage | undefined {
  const found = index.courses[course];
  if (!found) return undefined;
  const versions = [
    { language: languageCode(found.language), description: found.description },
    ...(found.translations ?? []).map(({ language, description }) => ({
      language: languageCode(language),
      description,
    })),
  ].sort((a, b) => Number(b.language === reader) - Number(a.language === reader));
  for (const { language, description } of versions) {
    const passage = bestSentence(index, description.slice(0, mostCharacters), language, parts);
    if (passage) return passage;
  }
  return undefined;
}

function bestSentence(
  index: TextIndex,
  description: string,
  language: string,
  parts: readonly PartScores[],
): Passage | undefined {
  const wanted = parts.map(({ part, rarity }) => ({
    rarity,
    terms: part.alternatives.flatMap(({ words }) => words.flat()),
  }));
  let best: Passage | undefined;
  let most = 0;
  for (const { sentence } of sentences(description)) {
    const marks: [number, number][] = [];
    const seen = new Set<number>();
    for (const { text, start, end } of splitWords(sentence)) {
      const term = index.terms.get(termKey(language, stem(text, language)));
      if (term === undefined) continue;
      const at = wanted.findIndex(({ terms }) => holds(index, term, terms));
      if (at < 0) continue;
      seen.add(at);
      marks.push([start, end]);
    }
    const worth = [...seen].reduce((sum, at) => sum + (wanted[at] as { rarity: number }).rarity, 0);
    if (worth > most) {
      most = worth;
      best = cut(sentence, marks);
    }
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
