/** An address of a web page in the form in which two addresses are compared. */
export interface Address {
  /** `host/path` without a slash at its end. One page may be served by http and by https. */
  page: string;
  /** What its query says, `name=value`, sorted. */
  query: readonly string[];
}

const longestAddress = 2_000;
/** Of a longer query each part is looked for alone. */
const mostCombined = 6;

/**
 * Reads an address so that the same page is the same: whatever the scheme, the case of the host, the standard port, the order of
 * the query, percent-encoding, doubled slashes and a slash at the end. A fragment is a place on the page and is left out, unless
 * it is a path, as applications write it (`#/courses/12`).
 * @returns undefined for what is no address of http or https
 */
export function readAddress(value: unknown): Address | undefined {
  if (typeof value !== 'string' || value.length > longestAddress) return undefined;
  const text = value.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, search, hash } = new URL(text);
  // One scheme's standard port may be written behind the other scheme.
  const host =
    port === '' || port === (protocol === 'http:' ? '443' : '80') ? hostname : `${hostname}:${port}`;
  const steps = [...pathname.split('/'), ...(/^#!?\//.test(hash) ? hash.split('/') : [])];
  const path = steps.filter((step) => step !== '').map(decoded);
  const query = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map(decoded);
  return { page: [host, ...path].join('/'), query: [...new Set(query)].sort() };
}

/** The address as one text, for storing and comparing. */
export function addressKey({ page, query }: Address): string {
  return query.length === 0 ? page : `${page}?${query.join('&')}`;
}

/**
 * What another address of the same page may be: a page stays the same when a language or a section is added to its query.
 * Those that say most come first. The address of a whole site is no part of others.
 */
export function addressKeysWithin({ page, query }: Address): string[] {
  const isSite = !page.includes('/');
  return subsets(query)
    .filter((some) => some.length === query.length || some.length > 0 || !isSite)
    .map((some) => addressKey({ page, query: some }));
}

function subsets(parts: readonly string[]): string[][] {
  if (parts.length > mostCombined) return [[...parts], ...parts.map((part) => [part]), []];
  let all: string[][] = [[]];
  for (const part of parts) all = [...all.map((some) => [...some, part]), ...all];
  return all.sort((a, b) => b.length - a.length);
}

/** A space and a plus may stand for each other in a query, and no two ids of a catalogue differ in that alone. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll(' ', '+');
  } catch {
    return part;
  }
}
