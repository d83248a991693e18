import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodingQuestion } from '../../../src/sync/sources/csv/encoding-question.ts';

const folder = await mkdtemp(join(tmpdir(), 'next-courses-encodings-'));
after(() => rm(folder, { recursive: true }));

/** @param bytes of titles, those beyond ASCII as Latin-1 has them */
async function ask(bytes: string) {
  const file = join(folder, 'courses.csv');
  const rows = bytes.split('; ').map((title, i) => `c${i},"${title}",introductory\n`);
  await writeFile(file, Buffer.from(`course,title,level\n${rows.join('')}`, 'latin1'));
  return encodingQuestion(file);
}

for (const [language, bytes, encoding, word] of [
  [
    'Czech',
    '\xdavod do matematick\xe9 anal\xfdzy; \xd8e\x9aen\xed p\xf8\xedklad\xf9; \xda\xe8etnictv\xed pro za\xe8\xe1te\xe8n\xedky',
    'Windows-1250',
    'Řešení',
  ],
  [
    'Hungarian',
    'Bevezet\xe9s a fels\xf5bb matematik\xe1ba; Gy\xfbr\xfbk \xe9s testek; M\xfbv\xe9szett\xf6rt\xe9net; K\xf6nyvel\xe9s kezd\xf5knek',
    'Windows-1250',
    'Művészettörténet',
  ],
  [
    'Turkish',
    'Matemati\xf0e giri\xfe; Yaz\xfdl\xfdm m\xfchendisli\xf0i; \xc7a\xf0da\xfe T\xfcrk edebiyat\xfd; I\xfe\xfdk ve ses',
    'Windows-1254',
    'mühendisliği',
  ],
  [
    'Russian',
    '\xc2\xe2\xe5\xe4\xe5\xed\xe8\xe5 \xe2 \xec\xe0\xf2\xe5\xec\xe0\xf2\xe8\xf7\xe5\xf1\xea\xe8\xe9 \xe0\xed\xe0\xeb\xe8\xe7; \xce\xf1\xed\xee\xe2\xfb \xef\xf0\xee\xe3\xf0\xe0\xec\xec\xe8\xf0\xee\xe2\xe0\xed\xe8\xff',
    'Windows-1251',
    'программирования',
  ],
  [
    'Greek',
    '\xc5\xe9\xf3\xe1\xe3\xf9\xe3\xde \xf3\xf4\xe1 \xec\xe1\xe8\xe7\xec\xe1\xf4\xe9\xea\xdc; \xc9\xf3\xf4\xef\xf1\xdf\xe1 \xf4\xe7\xf2 \xf4\xdd\xf7\xed\xe7\xf2',
    'Windows-1253',
    'μαθηματικά',
  ],
  [
    'Chinese',
    '\xb8\xdf\xb5\xc8\xca\xfd\xd1\xa7\xb5\xbc\xc2\xdb; \xd6\xd0\xb9\xfa\xce\xc4\xd1\xa7\xca\xb7\xd3\xeb\xc9\xe7\xbb\xe1; \xca\xfd\xbe\xdd\xbd\xe1\xb9\xb9\xd3\xeb\xcb\xe3\xb7\xa8',
    'GB18030',
    '数据结构与算法',
  ],
] as const)
  test(`${language} is asked about, and ${encoding} is offered first`, async () => {
    const question = await ask(bytes);
    assert.equal(question?.offered[0]?.encoding, encoding);
    assert.ok(question?.offered[0]?.words.includes(word), question?.offered[0]?.words.join(' '));
    assert.ok((question?.offered.length ?? 0) > 1);
  });

for (const [language, bytes] of [
  ['German', 'Einf\xfchrung in die Analysis; \xdcbungen f\xfcr Anf\xe4nger; Die Gr\xf6\xdfe der K\xf6rper'],
  [
    'French',
    'Introduction \xe0 l\x92analyse; Litt\xe9rature fran\xe7aise; \x8cuvres choisies; S\xe9curit\xe9 des r\xe9seaux',
  ],
  [
    'Spanish',
    'Introducci\xf3n al an\xe1lisis; Dise\xf1o y composici\xf3n; \xbfQu\xe9 es la historia?; A\xf1o nuevo',
  ],
  [
    'Portuguese',
    'Introdu\xe7\xe3o \xe0 an\xe1lise matem\xe1tica; Gest\xe3o de opera\xe7\xf5es; Comunica\xe7\xe3o e \xe9tica',
  ],
  ['Danish', 'Indf\xf8ring i analyse; Sprog p\xe5 arbejde; K\xe6rlighed og \xf8konomi; B\xf8rn og unge'],
  ['Finnish', '\xc4idinkieli ja kirjallisuus; Ty\xf6el\xe4m\xe4n perusteet; Yhteiskunta ja hyvinvointi'],
  ['a single word', 'B\xfcro'],
  ['a place and a year', 'Universit\xe9 (\xab caf\xe9 \xbb) 3\xba curso'],
] as const)
  test(`${language} in Windows-1252 is not asked about`, async () => {
    assert.equal(await ask(bytes), undefined);
  });

test('a single word with a letter that no western language has is asked about', async () => {
  const question = await ask('tamamland\xfd; b\xfdrakt\xfd');
  assert.ok(
    question?.offered.some(({ encoding, words }) => encoding === 'Windows-1254' && words.includes('bıraktı')),
  );
});
