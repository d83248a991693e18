import type { Institution } from '../../../../models/institution.ts';
import { moodleConnector } from '../../../../src/lms/moodle/connector/connector.ts';
import { createSafeFetch } from '../../../../src/lti/safe-fetch/safe-fetch.ts';
import type { Connector } from '../../../../src/sync/connector.ts';
import { createAsk } from '../../../../src/sync/http/ask.ts';
import type { Source } from '../../../../src/sync/source.ts';
import { token } from './stand-in-moodle.ts';

/** The connector as the application makes it, for a Moodle on this machine. */
export function standInConnector(host: string): Connector {
  const rules = { privateHosts: [host], plainHttp: true };
  // Waits for a busy source are of no use here.
  return moodleConnector(
    createAsk(
      createSafeFetch(rules, { maximumBytes: 2 ** 20, keepAlive: true }),
      async () => undefined as never,
    ),
  );
}

/** A token of Moodle's is not renewed by anybody but its administrator. */
export const nothingStored = { read: async () => undefined, keep: async () => {} };

export function connectionTo(institution: Institution, host: string, settings: Record<string, string> = {}) {
  return {
    institutionId: institution._id,
    settings: { address: `http://${host}/`, ...settings },
    secrets: { token },
  };
}

export function standInSource(
  institution: Institution,
  host: string,
  settings: Record<string, string> = {},
): Source {
  const connection = connectionTo(institution, host, settings);
  return standInConnector(host).open(connection, institution, nothingStored);
}
