import type { Connector } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { AccessToken } from './access-token.ts';
import { canvasAuthorization } from './authorization.ts';
import { CanvasClient } from './canvas-client.ts';
import { canvasSource } from './canvas-source.ts';
import { checkCanvas } from './check.ts';
import { settingsOf } from './settings.ts';

const day = 24 * 60;

/** @param wait for tests */
export function canvasConnector(ask: Ask, wait?: ConstructorParameters<typeof CanvasClient>[3]): Connector {
  return {
    name: 'canvas',
    title: 'Canvas REST',
    introduction:
      'Courses, terms, enrolments and grades (as bands) of a whole account. In Canvas, an administrator makes an API developer key with the scopes that the guide lists (docs/canvas.md) and “Allow Include Parameters”, and then allows this tool to read.',
    fields: [
      { name: 'url', label: 'Address of your Canvas', hint: 'https://school.instructure.com', kind: 'url' },
      {
        ...{ name: 'account', label: 'Account', kind: 'text', optional: true },
        hint: 'The number behind /accounts/ in its address; empty: the root account',
      },
      {
        ...{ name: 'clientId', label: 'Client ID', kind: 'text' },
        hint: 'The number under “Details” in the list of developer keys',
      },
      { name: 'clientSecret', label: 'Key', hint: '“Show Key” in the same place', kind: 'secret' },
    ],
    everyMinutes: day,
    everythingEveryMinutes: 7 * day,
    authorization: canvasAuthorization(ask),
    check: (connection, signal, stored) => checkCanvas(ask, connection, signal, stored),
    open: (connection, _institution, stored) =>
      canvasSource(() => {
        const settings = settingsOf(connection);
        const token = new AccessToken(ask, settings, connection.secrets, stored);
        return { settings, client: new CanvasClient(ask, settings.origin, token, wait) };
      }),
  };
}
