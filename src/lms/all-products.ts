import type { Message } from '../messages/message.ts';
import { brightspace } from './brightspace/product.ts';
import { canvas } from './canvas/product.ts';
import { generic } from './generic/product.ts';
import { moodle } from './moodle/product.ts';
import type { LmsProduct } from './product.ts';

/** Every LMS product that this tool knows, in the order in which people are offered them. The last is for all others. */
export const allProducts: readonly LmsProduct[] = [moodle, canvas, brightspace, generic];

/** What the issuers of the products are, for commands: "Moodle: its site address; Canvas: …". */
export const issuersOfProducts = allProducts
  .flatMap(({ name, words: { issuer } }) => (issuer === undefined ? [] : `${name}: ${issuer}`))
  .join('; ');

/** What is said of the products that have words for it. */
export function wordsOfProducts(name: 'rosterPermission' | 'deepLinking'): readonly Message[] {
  return allProducts.flatMap(({ words }) => words[name] ?? []);
}

/** The names of all places that the tool can be opened from, in words. */
export const placeWords: Readonly<Record<string, Message>> = Object.assign(
  {},
  ...allProducts.map(({ places }) => places),
);
