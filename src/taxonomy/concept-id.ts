import { type Scheme, schemes } from '../../models/concept-name.ts';

/** Where the addresses of ESCO's concepts begin. */
const escoAddress = 'http://data.europa.eu/esco/';

/** `http://data.europa.eu/esco/skill/…` as `esco:skill/…`; an address of another place stays whole behind its scheme. */
export function escoConcept(uri: string): string {
  return conceptId('esco', uri.startsWith(escoAddress) ? uri.slice(escoAddress.length) : uri);
}

export function conceptId(scheme: Scheme, id: string): string {
  return `${scheme}:${id}`;
}

/** The place of a concept's scheme among all; the first counts first. */
export function schemeRank(concept: string): number {
  return schemes.findIndex((scheme) => concept.startsWith(`${scheme}:`));
}

/**
 * The concepts that an identifier may mean, as a source states skills: the address of an ESCO skill, also with `https` or under
 * `ec.europa.eu`, or an id of O*NET such as `2.C.4.a`. Empty for words.
 */
export function conceptsNamed(identifier: string): string[] {
  const text = identifier.trim();
  const esco = /^https?:\/\/(?:data|ec)\.europa\.eu\/esco\/([\w./-]+)$/.exec(text)?.[1];
  if (esco !== undefined) return [conceptId('esco', esco)];
  if (/^\d(?:\.[A-Za-z0-9]{1,3}){1,6}$/.test(text)) return [conceptId('onet', text)];
  return [];
}
