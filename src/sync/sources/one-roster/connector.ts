import type { Connector } from '../../connector.ts';
import type { Ask } from '../../http/ask.ts';
import { checkService } from './rest/check.ts';
import { oneRosterSource } from './rest/rest-source.ts';
import { OneRosterService } from './rest/service.ts';
import { fields, readSettings } from './rest/settings.ts';

/** OneRoster 1.2 over REST. A CSV bundle is imported when somebody gives it (`bundle/`). */
export function oneRosterConnector(ask: Ask): Connector {
  return {
    ...{ name: 'one-roster', title: 'OneRoster 1.2', fields },
    introduction:
      'In your student information system, make an API client (OAuth 2 client credentials) that may read rosters: the scope roster-core.readonly. Names and e-mail addresses are not asked for.',
    ...{ everyMinutes: 60, everythingEveryMinutes: 24 * 60 },
    check: async (connection, signal) => {
      try {
        const service = new OneRosterService(ask, readSettings(connection));
        return await checkService(service, connection.institutionId, signal);
      } catch (error) {
        return [{ title: 'Address', state: 'bad', found: (error as Error).message }];
      }
    },
    open: (connection) => oneRosterSource(ask, () => readSettings(connection)),
  };
}
