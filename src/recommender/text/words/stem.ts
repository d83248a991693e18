import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';
import { englishBase } from './english.ts';
import { fold } from './fold.ts';
import { arabicStem, hebrewStem, koreanStem, nordicStem } from './light-stems.ts';
import { frenchStem, italianStem, portugueseStem, spanishStem } from './romance-stems.ts';

/** Of a word in lower case, accents included. Danish and Norwegian are near enough to Swedish to share its endings. */
const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: (word) => arabicStem(fold(word)),
  da: nordicStem,
  de: (word) => german.stem(word),
  en: englishBase,
  es: (word) => spanishStem(fold(word)),
  fr: (word) => frenchStem(fold(word)),
  he: hebrewStem,
  it: (word) => italianStem(fold(word)),
  ko: koreanStem,
  nl: (word) => dutch.stem(word),
  no: nordicStem,
  pt: (word) => portugueseStem(fold(word)),
  ru: (word) => russian.stem(word),
  sv: nordicStem,
};
/** Words of a script that the language is not written in stay as they are: "Python" in an Arabic text. */
const latin = /[a-z]/;
const latinLanguages = new Set(['da', 'de', 'en', 'es', 'fr', 'it', 'nl', 'no', 'pt', 'sv']);

/** Stems that were asked for lately: a question is stemmed in every language that the vocabulary knows. */
const remembered = new Map<string, string>();
const mostRemembered = 20_000;

/** The stem of a word in lower case, folded. A language without a stemmer keeps its words whole. */
export function stem(word: string, language: string): string {
  const key = `${language}:${word}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const stemmed = findStem(word, language);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, stemmed);
  return stemmed;
}

function findStem(word: string, language: string): string {
  const folded = fold(word);
  const stemmer = stemmers[language];
  if (!stemmer || word.length < 3 || latinLanguages.has(language) !== latin.test(folded)) return folded;
  return fold(stemmer(word)) || folded;
}
