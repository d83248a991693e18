/** The BCP 47 tag of one of Moodle's language packs: `de`, `pt_br`, `en_us_k12`, `de_kids`; undefined where it is none. */
export function languageTag(pack: string): string | undefined {
  const [language, region] = pack.split(/[_-]/);
  if (language === undefined || !/^[a-z]{2,3}$/.test(language)) return undefined;
  return region?.length === 2 ? `${language}-${region.toUpperCase()}` : language;
}
