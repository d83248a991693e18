import { languages } from '../../../words/languages.ts';
import { remembered } from '../../../words/remembered.ts';
import { bare } from './bare.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The tags of languages by their names in the languages of the pages and in their own. */
const tags = remembered((_: 'all') => {
  const found = new Map<string, string>();
  const add = (name: string | undefined, tag: string) => {
    // The first that is called so: two languages of one name are rare, and then the shorter list of the page languages decides.
    if (name !== undefined && !found.has(bare(name))) found.set(bare(name), tag);
  };
  const inPages = languages.map(
    ({ tag }) => new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }),
  );
  for (const first of letters)
    for (const second of letters) {
      const tag = first + second;
      if (inPages[0]?.of(tag) === undefined) continue;
      for (const names of inPages) add(names.of(tag), tag);
      add(new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag), tag);
    }
  return found;
});

/** "German", "Deutsch", "الألمانية" → "de". Undefined where it is no such name: it may be a tag. */
export function usualLanguage(text: string): string | undefined {
  return tags('all').get(bare(text));
}
