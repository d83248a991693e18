import type { ConnectorCheck } from '../../src/sync/connector.ts';
import { inEnglish } from '../../src/words/in-english.ts';

/** A connector's check as an administrator reads it in English. */
export function inWords({ title, state, found, cure }: ConnectorCheck) {
  return {
    ...{ title: typeof title === 'string' ? title : inEnglish(title), state, found: inEnglish(found) },
    ...(cure && { cure: inEnglish(cure) }),
  };
}
