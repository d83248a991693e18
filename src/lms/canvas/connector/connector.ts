import { message } from '../../../messages/message.ts';
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
    introduction: message('canvas.introduction'),
    guide: { page: 'canvas.md' },
    fields: [
      {
        ...{ name: 'url', label: message('canvas.field.url'), kind: 'url' },
        hint: message('canvas.field.url.hint'),
      },
      {
        ...{ name: 'account', label: message('canvas.field.account'), kind: 'text', optional: true },
        hint: message('canvas.field.account.hint'),
      },
      {
        ...{ name: 'clientId', label: message('administration.term.clientId'), kind: 'text' },
        hint: message('canvas.field.clientId.hint'),
      },
      {
        ...{ name: 'clientSecret', label: message('canvas.field.clientSecret'), kind: 'secret' },
        hint: message('canvas.field.clientSecret.hint'),
      },
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
