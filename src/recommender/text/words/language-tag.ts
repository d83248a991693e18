/** What catalogues write in the place of a tag: the languages' names in English and their own. */
const names: Readonly<Record<string, string>> = {
  ...{ english: 'en', german: 'de', deutsch: 'de', french: 'fr', français: 'fr', spanish: 'es' },
  ...{ español: 'es', italian: 'it', italiano: 'it', portuguese: 'pt', português: 'pt', dutch: 'nl' },
  ...{ nederlands: 'nl', swedish: 'sv', svenska: 'sv', danish: 'da', dansk: 'da', norwegian: 'no' },
  ...{ norsk: 'no', nb: 'no', nn: 'no', finnish: 'fi', suomi: 'fi', russian: 'ru', arabic: 'ar' },
  ...{ chinese: 'zh', japanese: 'ja', korean: 'ko', polish: 'pl', turkish: 'tr', ukrainian: 'uk' },
  ...{ czech: 'cs', greek: 'el', hungarian: 'hu', hebrew: 'he', iw: 'he', persian: 'fa', catalan: 'ca' },
};

/** The language of a BCP 47 tag, or of its name, as two or three letters: `de` of `de-AT`; English where nothing is said. */
export function languageCode(tag: string | undefined): string {
  const lower = tag?.trim().toLowerCase() ?? '';
  const [first = ''] = lower.split(/[-_]/);
  return names[lower] ?? names[first] ?? (/^[a-z]{2,3}$/.test(first) ? first : 'en');
}
