import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import italian from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import portuguese from 'natural/lib/natural/stemmers/porter_stemmer_pt.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';
import swedish from 'natural/lib/natural/stemmers/porter_stemmer_sv.js';
import { RegexpTokenizer } from 'natural/lib/natural/tokenizers/regexp_tokenizer.js';
import { words } from 'natural/lib/natural/util/stopwords.js';

const stemmers: Readonly<Record<string, NaturalStemmer>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
  ru: russian,
  sv: swedish,
};
/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Letters of every script; `C++` and `C#` stay whole. */
const tokenizer = new RegexpTokenizer({ pattern: /[^\p{L}\p{N}+#]+/u });
const stopWords = new Set(words);
/** Longer tokens are no words. Stemming takes the square of a token's length (1 s for 20,000 letters). */
const longestWord = 60;
const longestSegmented = 500;
/** By characters, so that none is cut into halves. */
const segmentedAtOnce = new RegExp(`.{1,${longestSegmented}}`, 'gsu');

/**
 * The stems of a text, in order, without English stop words (other languages' are left to the inverse document
 * frequency). A language without a stemmer keeps its words as they are.
 */
export function termsOf(text: string, language = 'en'): string[] {
  const stemmer = stemmers[language.slice(0, 2).toLowerCase()];
  const stemOf = (token: string) => (token.length > longestWord ? token : (stemmer?.stem(token) ?? token));
  return tokenizer
    .tokenize(text.toLowerCase())
    .flatMap((token) => (unspaced.test(token) ? wordsOf(token) : token))
    .filter((token) => token !== '' && !stopWords.has(token))
    .map(stemOf);
}

/**
 * Parts of a long text without spaces, since the segmenter takes the square of a text's length (21 s for 100,000 Chinese
 * characters). A word at a seam is cut in two.
 */
function partsOf(text: string): string[] {
  if (text.length <= longestSegmented) return [text];
  return text.match(segmentedAtOnce) ?? [];
}

/** The words of a text that has no spaces between them, by the dictionaries of ICU. */
function wordsOf(text: string): string[] {
  return partsOf(text).flatMap((part) => Array.from(segmenter.segment(part), ({ segment }) => segment));
}
