import assert from 'node:assert/strict';
import { languageOf, textsOf } from '../words/page-texts.ts';

/** Words that are written the same in English and in another language of the pages. */
const shared = [
  'Administration',
  'Catalogue',
  'Journal',
  'Name',
  'Popular',
  'Sources',
  'Trainings',
  'Audit log',
  'NDCG@10',
];

/**
 * Asserts that nothing of a page is in English for readers of other languages.
 * @param page the HTML for a reader whose browser wants a language
 * @param names of sources, institutions and courses: they have no language
 */
export async function assertTranslated(
  page: (language: string) => Promise<string>,
  names: readonly string[],
): Promise<void> {
  const english = new Set(textsOf(await page('en')).filter((text) => /[a-z]{3}/.test(text)));
  assert.match(languageOf(await page('ar')), /lang="ar" dir="rtl"/);
  for (const language of ['de', 'es', 'fr', 'ar', 'zh-CN']) {
    const same = textsOf(await page(language)).filter((text) => english.has(text));
    assert.deepEqual(
      same.filter((text) => !shared.includes(text) && !names.includes(text)),
      [],
      language,
    );
  }
}
