import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { largestComponent, WordVectors } from '../recommender/text/search/word-vectors.ts';
import { fold } from '../recommender/text/words/fold.ts';

/** The files are sorted by how frequent the words are; rarer ones take memory and help little. */
const mostWords = 200_000;

/**
 * Reads word vectors in the text format of word2vec and fastText (`.vec`): a line with the number of words and of dimensions,
 * then one word a line with its components. Several files may be read, such as aligned vectors of several languages; all need
 * the same number of dimensions. Of words that differ in their accents and capitals alone the more frequent one is kept.
 * @throws Error that says which line cannot be read
 */
export async function readWordVectors(files: readonly string[], most = mostWords): Promise<WordVectors> {
  const rows = new Map<string, number>();
  const vectors: Int8Array[] = [];
  let dimensions = 0;
  for (const file of files) {
    let line = 0;
    let kept = 0;
    for await (const text of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      line++;
      const [word = '', ...numbers] = text.trimEnd().split(' ');
      if (line === 1 && numbers.length === 1) continue;
      if (numbers.length === 0) continue;
      dimensions ||= numbers.length;
      if (numbers.length !== dimensions)
        throw new Error(`${file}: line ${line} has ${numbers.length} components and not ${dimensions}.`);
      const folded = fold(word.toLowerCase());
      if (rows.has(folded)) continue;
      rows.set(folded, vectors.length);
      vectors.push(normalised(numbers.map(Number), `${file}: line ${line}`));
      kept++;
      if (kept === most) break;
    }
  }
  const components = new Int8Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) components.set(vector, row * dimensions);
  return new WordVectors(rows, components, dimensions);
}

function normalised(vector: readonly number[], where: string): Int8Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) throw new Error(`${where} holds what is no number.`);
  return Int8Array.from(vector, (component) => Math.round((largestComponent * component) / (length || 1)));
}
