import { canvasConnector } from '../../lms/canvas/connector/connector.ts';
import { moodleConnector } from '../../lms/moodle/connector/connector.ts';
import type { AddressRules } from '../../lti/safe-fetch/address-rules.ts';
import { createSafeFetch } from '../../lti/safe-fetch/safe-fetch.ts';
import type { Connector } from '../connector.ts';
import { createAsk } from '../http/ask.ts';
import { oneRosterConnector } from './one-roster/connector.ts';

/** A busy server may take long for a page of a large course. */
const timeoutMilliseconds = 60_000;
const maximumBytes = 32 * 2 ** 20;

/** Every source that an administrator of an LMS can grant access to, in the order in which they are offered. */
export function allConnectors(rules: AddressRules): readonly Connector[] {
  const ask = createAsk(createSafeFetch(rules, { timeoutMilliseconds, maximumBytes, keepAlive: true }));
  return [canvasConnector(ask), moodleConnector(ask), oneRosterConnector(ask)];
}
