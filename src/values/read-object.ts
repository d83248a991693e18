/** An object of foreign data: every field may be anything until it was read. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object; an empty one for anything else, lists among them. */
export function readObject(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The list; an empty one for anything else. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
