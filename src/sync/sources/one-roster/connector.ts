import { message } from '../../../messages/message.ts';
import type { Connector } from '../../connector.ts';
import type { Ask } from '../../http/ask.ts';
import { runCheck } from '../../run-check.ts';
import { checkService } from './rest/check.ts';
import { oneRosterSource } from './rest/rest-source.ts';
import { OneRosterService } from './rest/service.ts';
import { fields, readSettings } from './rest/settings.ts';

/** OneRoster 1.2 over REST. A CSV bundle is imported when somebody gives it (`bundle/`). */
export function oneRosterConnector(ask: Ask): Connector {
  return {
    ...{ name: 'one-roster', title: 'OneRoster 1.2', fields },
    introduction: message('oneRoster.introduction'),
    guide: { page: 'one-roster.md' },
    ...{ everyMinutes: 60, everythingEveryMinutes: 24 * 60 },
    check: async (connection, signal) => {
      try {
        const service = new OneRosterService(ask, readSettings(connection));
        return await checkService(service, connection.institutionId, signal);
      } catch (error) {
        return [await runCheck(message('oneRoster.field.address'), () => Promise.reject(error))];
      }
    },
    open: (connection) => oneRosterSource(ask, () => readSettings(connection)),
  };
}
