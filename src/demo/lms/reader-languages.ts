/** Languages that a launch can state as the person's, in their own words: those in which the college describes courses. */
export const readerLanguages: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  zh: '中文',
};

/** Whether a text is the tag of one of them. */
export function isReaderLanguage(text: string): boolean {
  return Object.hasOwn(readerLanguages, text);
}
