import { normalised } from '../values/normalised.ts';

/** Names that are longer are sentences; what stands behind this is not compared. */
const longestName = 300;
const longestWord = 40;
const mostWords = 60;

/** Accents, and the vowel signs of Arabic: people leave them out when they type. */
const signs = /[\u0300-\u036f\u064b-\u0652\u0670\u0640]/gu;
/** `C++` and `C#` stay whole. */
const between = /[^\p{L}\p{N}\p{M}+#]+/gu;
/** Scripts that are written without spaces between words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** A name as names are compared: in small letters, without accents, punctuation and doubled spaces. */
export function foldName(name: string): string {
  return normalised(normalised(name.slice(0, longestName), 'NFKC').toLowerCase(), 'NFD')
    .replace(signs, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replace(between, ' ')
    .trim();
}

/** The words of what somebody types, each the beginning of a word of the name that they look for. */
export function typedWords(text: string): string[] {
  return [...new Set(foldName(text).split(' '))].filter(Boolean).slice(0, mostWords);
}

/**
 * The words by which names are found. A word of a script without spaces is found by each of its characters: it stands with all
 * its endings, so that the beginning of one of them is any part of it.
 */
export function findableWords(names: readonly string[]): string[] {
  const words = new Set<string>();
  for (const name of names)
    for (const word of foldName(name).split(' '))
      if (unspaced.test(word)) {
        const characters = [...word].slice(0, longestWord);
        for (let from = 0; from < characters.length; from++) words.add(characters.slice(from).join(''));
      } else if (word !== '') words.add(word.slice(0, longestWord));
  return [...words].slice(0, mostWords * 5);
}
