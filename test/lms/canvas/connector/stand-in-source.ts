import type { Institution } from '../../../../models/institution.ts';
import { canvasConnector } from '../../../../src/lms/canvas/connector/connector.ts';
import { createSafeFetch } from '../../../../src/lti/safe-fetch/safe-fetch.ts';
import type { OpenConnection } from '../../../../src/sync/connections.ts';
import type { Connector, StoredSecrets } from '../../../../src/sync/connector.ts';
import { createAsk } from '../../../../src/sync/http/ask.ts';
import type { Source } from '../../../../src/sync/source.ts';
import { token } from './documented-answers.ts';

/** How long would have been waited, milliseconds. */
export const waits: number[] = [];
const wait = (async (milliseconds: number) => void waits.push(milliseconds)) as never;

export const secrets = {
  ...{ clientSecret: 'client-secret', refreshToken: token.refresh_token, accessToken: 'first' },
  accessTokenEndsAt: new Date(Date.now() + 3_600_000).toISOString(),
};

export function connectorFor(host: string): Connector {
  const limits = { timeoutMilliseconds: 5_000, maximumBytes: 1_000_000 };
  return canvasConnector(
    createAsk(createSafeFetch({ privateHosts: [host], plainHttp: true }, limits), wait),
    wait,
  );
}

export function connectionTo(
  { _id: institutionId }: Pick<Institution, '_id'>,
  host: string,
  own: { settings?: Record<string, string>; secrets?: Record<string, string> } = {},
): OpenConnection {
  const settings = { url: `http://${host}`, account: '', clientId: '10000000000001', ...own.settings };
  return { institutionId, settings, secrets: own.secrets ?? secrets };
}

/** Secrets as a database keeps them. */
export function storedIn(kept: Record<string, string> = { ...secrets }): StoredSecrets {
  return { read: async () => kept, keep: async (more) => void Object.assign(kept, more) };
}

export function standInSource(institution: Institution, host: string, stored = storedIn()): Source {
  return connectorFor(host).open(connectionTo(institution, host), institution, stored);
}
