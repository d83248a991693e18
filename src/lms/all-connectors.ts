import type { AddressRules } from '../lti/safe-fetch/address-rules.ts';
import { createSafeFetch } from '../lti/safe-fetch/safe-fetch.ts';
import type { Connector } from '../sync/connector.ts';
import { createAsk } from '../sync/http/ask.ts';
import { oneRosterConnector } from '../sync/sources/one-roster/connector.ts';
import { allProducts } from './all-products.ts';

/** A page of a large course may take long on a busy server. */
const timeoutMilliseconds = 60_000;
const maximumBytes = 32 * 2 ** 20;

/**
 * Every source that an administrator of an LMS can grant access to, in the order in which they are offered: those of the
 * products, then the one of a standard.
 */
export function allConnectors(rules: AddressRules): readonly Connector[] {
  const ask = createAsk(createSafeFetch(rules, { timeoutMilliseconds, maximumBytes, keepAlive: true }));
  return [...allProducts.flatMap(({ connector }) => connector?.(ask) ?? []), oneRosterConnector(ask)];
}
