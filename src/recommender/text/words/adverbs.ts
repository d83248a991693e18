const endings: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/ily$/, 'y'],
    [/ly$/, ''],
  ],
  es: [[/mente$/, '']],
  fr: [
    [/amment$/, 'ant'],
    [/emment$/, 'ent'],
    [/ement$/, 'e'],
  ],
  it: [[/mente$/, '']],
  pt: [[/mente$/, '']],
};
const shortest = 3;

/**
 * The adjective that an adverb is made from, where the word may be one: saine of sainement. Not every word that ends so is:
 * try the word itself first.
 * @param word in lower case
 */
export function adjectiveOf(word: string, language: string): string {
  const ending = endings[language]?.find(([one]) => one.test(word));
  const adjective = ending ? word.replace(ending[0], ending[1]) : word;
  return adjective.length < shortest ? word : adjective;
}
