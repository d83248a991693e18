/** Endings of Swedish, Danish and Norwegian nouns and adjectives, the longest first. */
const nordicEndings = [
  ...[
    'ernas',
    'arnas',
    'ornas',
    'erne',
    'erna',
    'arna',
    'orna',
    'ene',
    'ens',
    'ets',
    'en',
    'et',
    'er',
    'ar',
    'or',
  ],
  ...['na', 'ne', 'es', 'as', 'e', 'a', 's', 'n', 't'],
];

/** A Nordic word without number, article and genitive: databas of databaser, databasen, databaserna. */
export function nordicStem(word: string): string {
  const ending = nordicEndings.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** Article, conjunctions and prepositions that are written with the Arabic word, the longest first. */
const arabicPrefixes = ['وبال', 'وال', 'فال', 'بال', 'كال', 'ولل', 'لل', 'ال'];
const arabicSuffixes = ['يات', 'ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'هم', 'نا', 'ه', 'ي'];

/**
 * A folded Arabic word without what is written with it (light10, Larkey, Ballesteros and Connell 2007): والبرمجة and برمجة
 * are one word.
 */
export function arabicStem(word: string): string {
  const stem = withoutArabicPrefix(word);
  const suffix = arabicSuffixes.find((one) => stem.endsWith(one) && stem.length - one.length >= 3);
  return suffix === undefined ? stem : stem.slice(0, -suffix.length);
}

/** The same, its ending kept: a word as it is looked up and misspelt. Words of other scripts stay as they are. */
export function withoutArabicPrefix(word: string): string {
  const prefix = arabicPrefixes.find((one) => word.startsWith(one) && word.length - one.length >= 3);
  if (prefix !== undefined) return word.slice(prefix.length);
  return word.startsWith('و') && word.length >= 5 ? word.slice(1) : word;
}

const koreanParticles = [
  ...['에서의', '으로의', '에서', '에게', '으로', '까지', '부터', '처럼', '보다', '이나', '하고', '들의'],
  ...['은', '는', '이', '가', '을', '를', '의', '에', '로', '와', '과', '도', '만'],
];

/** A Korean noun without the particle that is written with it. */
export function koreanStem(word: string): string {
  const particle = koreanParticles.find((one) => word.endsWith(one) && word.length - one.length >= 2);
  return particle === undefined ? word : word.slice(0, -particle.length);
}

/** Hebrew conjunction, article and prepositions are written with the word. */
export function hebrewStem(word: string): string {
  const rest = word.replace(/^(?:ו?[הבלכמש])/u, '');
  return rest.length >= 3 && word.length >= 5 ? rest : word;
}
