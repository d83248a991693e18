/**
 * Which of some languages is closest to the one that is wanted: the same tag, else the same language in the same script
 * (`zh-TW` is written as `zh-Hant` is), else the same language; of several the shortest tag, which stands for all regions.
 * @param tags BCP 47
 * @param wanted BCP 47; Moodle's `de_at` and `zh_cn`, and what is known of `de_kids`, are understood too
 * @returns one of the tags; undefined where none is of that language
 */
export function closestTag(tags: readonly string[], wanted: string): string | undefined {
  const own = normalised(wanted);
  const [language] = own.split('-');
  const same = tags.filter((tag) => normalised(tag).split('-')[0] === language);
  // The usual case, and this is asked for every course that is named.
  if (same.length < 2) return same[0];
  same.sort((a, b) => a.length - b.length);
  const script = scriptOf(wanted);
  return (
    same.find((tag) => normalised(tag) === own) ?? same.find((tag) => scriptOf(tag) === script) ?? same[0]
  );
}

/** The script that a language is written in, as far as its tag tells (ISO 15924): `Latn`, `Arab`. */
export function scriptOf(tag: string): string | undefined {
  return readTag(tag)?.maximize().script;
}

/** As much of a tag, from its beginning, as is BCP 47; undefined where not even the first part is. */
export function readTag(text: string): Intl.Locale | undefined {
  for (
    let parts = normalised(text).split('-').slice(0, mostParts);
    parts.length > 0;
    parts = parts.slice(0, -1)
  )
    try {
      return new Intl.Locale(parts.join('-'));
    } catch {
      // Without its last part it may be one.
    }
  return undefined;
}

const mostParts = 4;

function normalised(tag: string): string {
  return tag.replaceAll('_', '-').toLowerCase();
}
