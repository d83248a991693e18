import type { Connector } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
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
    ...{ name: 'moodle', title: 'Moodle web services', fields },
    introduction:
      'Run scripts/moodle/next-courses-webservice.php on the Moodle server: it makes the web service, an account whose role allows what is needed, and the token. docs/moodle.md has each step, also by hand. Moodle sends full names; they are never stored.',
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
        return [{ title: 'Address and token', state: 'bad', found: (error as Error).message }];
      }
    },
    open: (connection, { _id }) => moodleSource(ask, () => settingsOf(connection), _id),
  };
}
