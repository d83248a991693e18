/** A name of a skill as it is searched. */
export interface SearchText {
  text: string;
  /** What must be found of the course as well, because the name alone may mean something else. */
  besides?: string;
}

/**
 * Words of skills that say nothing of their subject, by language: "use spreadsheets software" is about spreadsheets. They are left
 * out at the beginning and at the end of a name.
 */
const emptyWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'use utilise utilize apply perform conduct carry out practise practice employ demonstrate understand knowledge of have the a an'.split(
      ' ',
    ),
  ),
  de: new Set(
    'nutzen benutzen verwenden anwenden einsetzen durchführen ausführen ausüben beherrschen kenntnisse in der die das von'.split(
      ' ',
    ),
  ),
  es: new Set(
    'utilizar usar aplicar realizar emplear practicar llevar a cabo conocimiento de el la los las'.split(' '),
  ),
  fr: new Set(
    'utiliser appliquer effectuer réaliser employer pratiquer connaissance de du des le la les l’'.split(' '),
  ),
};
const qualified = /^(.{1,200}?)\s?\(([^()]{1,100})\)$/u;
const longestName = 300;

/**
 * How a skill's name is searched: without words that every skill may have, and with what stands in brackets as a condition, so that
 * "Swift (computer programming)" finds no course on Jonathan Swift.
 * @param language ISO 639 code
 * @returns undefined where nothing is left
 */
export function searchText(name: string, language: string): SearchText | undefined {
  const whole = name.slice(0, longestName).trim();
  const [, plain = whole, besides] = qualified.exec(whole) ?? [];
  const empty = emptyWords[language];
  const words = plain.split(' ').filter(Boolean);
  const isEmpty = (word: string | undefined) => word !== undefined && empty?.has(word.toLowerCase()) === true;
  while (isEmpty(words[0])) words.shift();
  while (isEmpty(words.at(-1))) words.pop();
  const text = words.join(' ');
  return text === '' ? undefined : { text, ...(besides !== undefined && { besides }) };
}
