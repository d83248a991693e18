import { plainDigits } from '../../../values/plain-digits.ts';

/** A word without what people write differently: "Kurs-ID" → "kursid", "Année" → "annee". */
export function bare(word: string): string {
  return plainDigits(word)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
