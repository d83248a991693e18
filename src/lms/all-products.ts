import { brightspace } from './brightspace/product.ts';
import { canvas } from './canvas/product.ts';
import { generic } from './generic/product.ts';
import { moodle } from './moodle/product.ts';
import type { LmsProduct } from './product.ts';

/** Every LMS product that this tool knows, in the order in which people are offered them. The last is for all others. */
export const allProducts: readonly LmsProduct[] = [moodle, canvas, brightspace, generic];

/** "Moodle: the tool’s Services; Canvas: …" of the products that have words for it. */
export function wordsOfProducts(name: keyof LmsProduct['words']): string {
  const known = allProducts.filter(({ words }) => words[name] !== undefined);
  return known.map((product) => `${product.name}: ${product.words[name]}`).join('; ');
}

/** The names of all places that the tool can be opened from, in words. */
export const placeWords: Readonly<Record<string, string>> = Object.assign(
  {},
  ...allProducts.map(({ places }) => places),
);
