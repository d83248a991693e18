import type { Institution } from '../../../models/institution.ts';
import { createSafeFetch } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import type { StoredSecrets } from '../../../src/sync/connector.ts';
import { createAsk } from '../../../src/sync/http/ask.ts';
import type { Source } from '../../../src/sync/source.ts';
import { oneRosterConnector } from '../../../src/sync/sources/one-roster/connector.ts';

/** OneRoster stores no token. */
export const noneStored: StoredSecrets = { read: async () => undefined, keep: async () => {} };

/** The source of an institution that has connected the stand-in service at a host. */
export function standInSource(institution: Institution, host: string): Source {
  const maximumBytes = 2_000_000;
  const ask = createAsk(createSafeFetch({ privateHosts: [host], plainHttp: true }, { maximumBytes }));
  const settings = { address: `http://${host}`, tokenUrl: `http://${host}/token`, clientId: 'client' };
  const connection = { institutionId: institution._id, settings, secrets: { secret: 'secret' } };
  return oneRosterConnector(ask).open(connection, institution, noneStored);
}
