// Number and gender are taken off Romance words, and nothing else, as in the light stemmers of Savoy (2006). Porter's, which
// also take off what one word is made from another with, make one of équité and équitation, of universo and universidad.

/** A stem has so many letters at least. */
const shortest = 3;

/** A folded French word without number and gender, and without the ending of the infinitive in -er. */
export function frenchStem(word: string): string {
  let stem = word;
  if (stem.endsWith('aux') && !stem.endsWith('eaux') && stem.length > 4) stem = `${stem.slice(0, -2)}l`;
  stem = without(stem, /[sx]$/);
  // Of an accented é nothing is left in a folded word: employé, employée and employer are one.
  stem = without(without(stem, /er?$/), /er?$/);
  if (stem.endsWith('tric')) return `${stem.slice(0, -4)}teu`;
  if (stem.endsWith('iv')) return `${stem.slice(0, -2)}if`;
  // heureuse and heureux, française and français, professeure and professeur
  stem = without(stem, /(?<=[aeiou])s$|(?<=eu)r$/);
  return stem.at(-1) === stem.at(-2) ? without(stem, /.$/) : stem;
}

/** A folded Spanish word without number and gender. */
export function spanishStem(word: string): string {
  const stem = without(without(word, /(?<=[aeo])s$/), /[aeo]$/);
  return stem.endsWith('z') ? `${stem.slice(0, -1)}c` : stem;
}

/** A folded Portuguese word without number and gender. */
export function portugueseStem(word: string): string {
  const [plural, singular] = portuguesePlurals.find(([ending]) => word.endsWith(ending)) ?? ['', ''];
  const one =
    word.length - plural.length < 2 ? word : `${word.slice(0, word.length - plural.length)}${singular}`;
  return without(one, /[aeo]$/);
}

const portuguesePlurals: readonly (readonly [string, string])[] = [
  ...([
    ['oes', 'ao'],
    ['aes', 'ao'],
    ['ais', 'al'],
    ['eis', 'el'],
    ['ois', 'ol'],
    ['ns', 'm'],
  ] as const),
  ...([
    ['as', 'a'],
    ['es', 'e'],
    ['os', 'o'],
  ] as const),
];

/** A folded Italian word without number and gender. */
export function italianStem(word: string): string {
  const stem = without(without(word, /[aeio]$/), /i$/);
  return /[cg]h$/.test(stem) ? stem.slice(0, -1) : stem;
}

function without(word: string, ending: RegExp): string {
  const stem = word.replace(ending, '');
  return stem.length < shortest ? word : stem;
}
