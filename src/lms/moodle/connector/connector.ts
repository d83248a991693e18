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
      'In Moodle, make a web service with the six functions below, an account whose role allows what they need, and a token for it; docs/moodle.md has each step. Moodle sends full names with them; they are never stored.',
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
