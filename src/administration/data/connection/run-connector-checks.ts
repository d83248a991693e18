import { message, sentencesOf } from '../../../messages/message.ts';
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
          ? message('selfTest.late', { seconds: limitMilliseconds / 1000 })
          : (sentencesOf(error) ?? message('selfTest.failed')),
        cure: signal.aborted ? message('selfTest.late.cure') : message('selfTest.failed.cure'),
      },
    ];
  }
}
