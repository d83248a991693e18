const longest = 60;

/** What somebody typed into a search box. */
export function parseSearch(value: string | undefined): string {
  return (value ?? '').trim().slice(0, longest);
}

/** The items whose text has every word of the search, in whatever case and accents. */
export function matching<Item>(items: readonly Item[], search: string, text: (item: Item) => string): Item[] {
  const words = plain(search).split(/\s+/);
  return items.filter((item) => {
    const inside = plain(text(item));
    return words.every((word) => inside.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
