import { message } from '../../../messages/message.ts';
import type { Connector } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { runCheck } from '../../../sync/run-check.ts';
import { checkMoodle } from './check.ts';
import { moodleSource } from './moodle-source.ts';
import { MoodleService } from './service.ts';
import { fields, settingsOf } from './settings.ts';

/** Each pull reads who came and went. Completion and grades of people who were not active are read once a week. */
const hour = 60;
const week = 7 * 24 * hour;

/** Moodle by its REST web services. */
export function moodleConnector(ask: Ask): Connector {
  return {
    ...{ name: 'moodle', title: message('source.moodle'), fields },
    introduction: message('moodle.introduction'),
    guide: { page: 'moodle.md', file: 'next-courses-webservice.php' },
    ...{ everyMinutes: hour, everythingEveryMinutes: week },
    check: async (connection, signal) => {
      try {
        const settings = settingsOf(connection);
        return await checkMoodle(
          new MoodleService(ask, settings),
          settings,
          connection.institutionId,
          signal,
        );
      } catch (error) {
        return [await runCheck(message('check.address'), () => Promise.reject(error))];
      }
    },
    open: (connection, { _id }) => moodleSource(ask, () => settingsOf(connection), _id),
  };
}
