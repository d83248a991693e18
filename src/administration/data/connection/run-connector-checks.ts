import type { OpenConnection } from '../../../sync/connections.ts';
import type { Connector, ConnectorCheck, StoredSecrets } from '../../../sync/connector.ts';

const limitMilliseconds = 60_000;

/** A connector's checks, within a minute. */
export async function runConnectorChecks(
  connector: Connector,
  connection: OpenConnection,
  stored: StoredSecrets,
): Promise<readonly ConnectorCheck[]> {
  const signal = AbortSignal.timeout(limitMilliseconds);
  try {
    return await connector.check(connection, signal, stored);
  } catch (error) {
    return [
      {
        title: connector.title,
        state: 'bad',
        found: signal.aborted
          ? `There was no answer within ${limitMilliseconds / 1000} seconds.`
          : error instanceof Error && error.name === 'SourceError'
            ? error.message
            : 'This could not be tried.',
        cure: signal.aborted
          ? 'Check that this server may open connections to it, and try again.'
          : 'Try again; if it stays so, the log of this tool says more.',
      },
    ];
  }
}
