import type { Knowledge } from '../recommender/text/search/text-index.ts';
import { readWordVectors } from '../word-vectors/read-word-vectors.ts';

/**
 * Word vectors that an institution brings (WORD_VECTORS). Without them, and where they cannot be read, the search works with
 * words alone.
 */
export async function readKnowledge(
  files: readonly string[],
  log: { error(details: object, message: string): void },
): Promise<Knowledge> {
  if (files.length === 0) return {};
  try {
    return { vectors: await readWordVectors(files) };
  } catch (error) {
    log.error({ problem: (error as Error).message }, 'Word vectors cannot be read: correct WORD_VECTORS.');
    return {};
  }
}
