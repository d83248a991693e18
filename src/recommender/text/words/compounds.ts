/** Languages that write a noun of several nouns as one word. */
const compounding = new Set(['da', 'de', 'fi', 'nl', 'no', 'sv']);
/** What may stand between the parts. */
const links: Readonly<Record<string, readonly string[]>> = {
  da: ['', 's', 'e'],
  de: ['', 's', 'es', 'n', 'en', 'er', 'e'],
  fi: ['', 'n'],
  nl: ['', 's', 'en', 'e'],
  no: ['', 's', 'e'],
  sv: ['', 's', 'o', 'e'],
};
const shortestPart = 4;
const mostParts = 3;

/**
 * The parts of a compound, each of them a word that is known: arbeit and recht of Arbeitsrecht. Empty where it is none. The
 * longest last part is taken, since it says what the thing is.
 * @param word in lower case, folded
 * @param isKnown whether a word or its stem stands somewhere by itself
 */
export function splitCompound(
  word: string,
  language: string,
  isKnown: (part: string) => boolean,
  depth = mostParts,
): string[] {
  if (!compounding.has(language) || word.length < 2 * shortestPart || depth < 2) return [];
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const head = word.slice(at);
    if (!isKnown(head)) continue;
    const first = splitFirst(word.slice(0, at), language, isKnown, depth);
    if (first.length > 0) return [...first, head];
  }
  return [];
}

/** Last parts that only say that something is taught or studied. */
const studies: Readonly<Record<string, readonly string[]>> = {
  da: ['kursus', 'laere', 'kundskab'],
  de: [
    'kurs',
    'kurse',
    'kursus',
    'lehre',
    'kunde',
    'wesen',
    'seminar',
    'lehrgang',
    'unterricht',
    'grundlagen',
  ],
  nl: ['cursus', 'leer', 'kunde', 'wezen', 'onderwijs'],
  no: ['kurs', 'laere', 'kunnskap'],
  sv: ['kurs', 'lara', 'kunskap'],
};

/**
 * What a compound says to be taught or studied: deutsch of Deutschkurs, pflanze of Pflanzenkunde. Empty where it is no such
 * compound. Parameters as of `splitCompound`.
 */
export function studiedIn(word: string, language: string, isKnown: (part: string) => boolean): string[] {
  for (const head of studies[language] ?? []) {
    if (!word.endsWith(head)) continue;
    const subject = splitFirst(word.slice(0, -head.length), language, isKnown, mostParts);
    if (subject.length > 0) return subject;
  }
  return [];
}

function splitFirst(
  before: string,
  language: string,
  isKnown: (part: string) => boolean,
  depth: number,
): string[] {
  for (const link of links[language] ?? []) {
    if (!before.endsWith(link)) continue;
    const part = before.slice(0, before.length - link.length);
    if (part.length >= shortestPart && isKnown(part)) return [part];
    // Schul-, Sprach-: a last e is dropped.
    if (part.length >= shortestPart && language === 'de' && isKnown(`${part}e`)) return [`${part}e`];
  }
  return splitCompound(before, language, isKnown, depth - 1);
}
