/**
 * What a person reads of a page, or hears: its texts, and those attributes that hold words. Codes and what is said to
 * administrators are the same in every language.
 */
export function textsOf(html: string): string[] {
  const attributes = html.matchAll(
    /\s(?:aria-label|placeholder|data-working|data-unreachable|data-title)="([^"]*)"/g,
  );
  const body = html
    .replaceAll(/<(script|style|code)\b.*?<\/\1>/gs, '')
    .replaceAll(/<p lang="en" dir="ltr">.*?<\/p>/gs, '');
  return [...body.split(/<[^>]*>/), ...Array.from(attributes, ([, text = '']) => text)]
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text));
}

/** A page's `lang` and `dir`. */
export function languageOf(html: string): string {
  return /<html ([^>]*)>/.exec(html)?.[1] ?? '';
}
