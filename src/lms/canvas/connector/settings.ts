import { type Message, message } from '../../../messages/message.ts';
import type { OpenConnection } from '../../../sync/connections.ts';
import { SourceError } from '../../../sync/source-error.ts';

export interface CanvasSettings {
  /** `https://school.instructure.com` */
  origin: string;
  host: string;
  /** Number of the account, or `self`: the root account of that host. */
  account: string;
  clientId: string;
  clientSecret: string;
}

/** @throws SourceError for what an administrator has to correct */
export function settingsOf({ settings, secrets }: OpenConnection): CanvasSettings {
  const url = settings['url']?.trim() ?? '';
  if (!URL.canParse(url))
    throw incomplete(message('canvas.noAddress', { url }), message('canvas.noAddress.cure'));
  const account = settings['account']?.trim() || 'self';
  if (!/^(self|\d{1,20})$/.test(account))
    throw incomplete(message('canvas.noAccount'), message('canvas.noAccount.cure'));
  const { origin, host } = new URL(url);
  const [clientId = '', clientSecret = ''] = [settings['clientId']?.trim(), secrets['clientSecret']];
  if (clientId === '' || clientSecret === '')
    throw incomplete(message('canvas.noKey'), message('canvas.noKey.cure'));
  return { origin, host, account, clientId, clientSecret };
}

function incomplete(happened: Message, cure: Message): SourceError {
  return new SourceError('settings-incomplete', happened, cure);
}
