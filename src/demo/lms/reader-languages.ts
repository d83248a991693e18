/** Languages that a launch can state as the person's, in their own words: those in which the college describes courses. */
export const readerLanguages: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  zh: '中文',
};

/** The BCP 47 tag that was asked for; English where none was, or one that is not among them. */
export function readerLanguage(asked: string | undefined): string {
  return asked !== undefined && Object.hasOwn(readerLanguages, asked) ? asked : 'en';
}
