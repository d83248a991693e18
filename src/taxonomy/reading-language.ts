/** Where a taxonomy has no name in the reader's language. */
export const fallbackLanguage = 'en';

/** Tags under which taxonomies name a language otherwise than browsers do. */
const otherCodes: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he' };

/** The ISO 639 code by which taxonomies name the language of a BCP 47 tag. */
export function languageCode(tag: string | undefined): string {
  const [code = ''] = (tag ?? fallbackLanguage).toLowerCase().split(/[-_]/);
  return otherCodes[code] ?? (code || fallbackLanguage);
}
