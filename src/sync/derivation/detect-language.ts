import { languageScorer } from '../score-language.ts';

/** How far the best language must lead the second, as a share of its score. Measured: docs/catalogue.md. */
const leastLead = 0.15;

/** @returns a BCP 47 tag (ISO 639-1), undefined where it would be a guess */
export type DetectLanguage = (text: string) => string | undefined;

/** Loads what it detects with: call it only when there is something to detect. */
export async function languageDetector(): Promise<DetectLanguage> {
  const score = await languageScorer();
  return (text) => {
    const found = score(text);
    return found && found.lead >= leastLead ? found.language : undefined;
  };
}
