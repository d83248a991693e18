import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { search } from '../../src/recommender/text/search/search.ts';
import { buildTextIndex } from '../../src/recommender/text/search/text-index.ts';
import { Concepts } from '../../src/recommender/text/vocabulary/concepts.ts';
import { readWordVectors } from '../../src/word-vectors/read-word-vectors.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'));
});
after(() => rm(folder, { recursive: true }));

const write = async (name: string, text: string) => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};
const courses = ['Beekeeping', 'Locksmithing', 'Falconry'].map((title) => ({
  ...{ title, description: '', categories: [] },
}));

test('a word that no course has finds the course whose word is near to it; it is suggested, not claimed', async () => {
  const file = await write(
    'en.vec',
    '4 3\nbeekeeping 1 0.1 0\nhoney 0.9 0.2 0\nlocksmithing 0 0 1\nApiary 0.95 0.1 0.05\n',
  );
  const vectors = await readWordVectors([file]);
  assert.equal(vectors.size, 4);
  // Without the vocabulary, which knows honey.
  const concepts = new Concepts();
  const index = buildTextIndex(courses, { concepts, vectors });
  for (const word of ['honey', 'apiary']) {
    const { hits } = search(index, word);
    assert.deepEqual(
      hits.map(({ course, strength }) => [course, strength]),
      [[0, 'related']],
      word,
    );
  }
  assert.deepEqual(search(buildTextIndex(courses, { concepts }), 'honey').hits, []);
});

test('aligned vectors of two languages answer a question of one with a course of the other', async () => {
  const english = await write('aligned.en.vec', '1 2\nfalconry 0.6 0.8\n');
  const german = await write('aligned.de.vec', '1 2\nBeizjagd 0.62 0.78\n');
  const index = buildTextIndex(courses, { vectors: await readWordVectors([english, german]) });
  assert.equal(search(index, 'Beizjagd').hits[0]?.course, 2);
});

test('only the most frequent words are read, without a first line too', async () => {
  const file = await write('plain.vec', 'one 1 0\ntwo 0 1\nthree 1 1\n');
  assert.equal((await readWordVectors([file], 2)).size, 2);
});

test('a line that is cut short, or holds no number, is named', async () => {
  const short = await write('short.vec', 'one 1 0\ntwo 0\n');
  await assert.rejects(readWordVectors([short]), /short\.vec: line 2 has 1 components and not 2/);
  const wrong = await write('wrong.vec', 'one 1 zero\n');
  await assert.rejects(readWordVectors([wrong]), /wrong\.vec: line 1 holds what is no number/);
});
