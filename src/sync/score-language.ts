/** A text with fewer letters may be a name and no sentence. A Chinese character counts as three letters. */
const leastLetters = 30;
/** A longer text does not make the result better. */
const mostCharacters = 2_000;

/** The language that a text is most like. */
export interface LikelyLanguage {
  /** BCP 47 tag (ISO 639-1) */
  language: string;
  /** 0 to 1 */
  score: number;
  /** How far it leads the second, as a share of its score. */
  lead: number;
}

/** @returns undefined where it would be a guess */
export type ScoreLanguage = (text: string) => LikelyLanguage | undefined;

/** Loads the detector's n-grams, which takes 0.3 s and 80 MB. Call it only when there is something to detect. */
export async function languageScorer(): Promise<ScoreLanguage> {
  const { eld } = await import('eld/extrasmall');
  return (text) => {
    const beginning = text.slice(0, mostCharacters);
    if (countLetters(beginning) < leastLetters) return undefined;
    const found = eld.detect(beginning);
    const [best = 0, second = 0] = Object.values(found.getScores()).sort((a, b) => b - a);
    if (!found.isReliable() || best === 0) return undefined;
    return { language: found.language, score: best, lead: (best - second) / best };
  };
}

/** Counts letters; a character of Chinese, Japanese or Korean counts as three. */
export function countLetters(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters + 2 * (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0);
}
