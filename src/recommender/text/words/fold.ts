/** Letters that Unicode does not take apart into a letter and a mark. */
const whole: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  // Arabic letters that are written one for the other.
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ئ: 'ي', ؤ: 'و', ة: 'ه', ـ: '' },
};
const wholeLetters = new RegExp(`[${Object.keys(whole).join('')}]`, 'gu');
/** Accents of Latin, Greek and Cyrillic letters, and the vowel marks of Arabic and Hebrew. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/gu;
/** The ending of an Arabic accusative: its letter is written with the mark alone, and belongs to no stem. */
const tanwin = /\u064bا$|ا\u064b$/u;
const plain = /^[\u0020-\u007f]*$/;

/** A word in lower case as it is compared: without accents, so that "cinéma" and "cinema" are one word. */
export function fold(word: string): string {
  if (plain.test(word)) return word;
  return word
    .replace(tanwin, '')
    .replace(wholeLetters, (letter) => whole[letter] as string)
    .normalize('NFD')
    .replace(marks, '')
    .normalize('NFC');
}
