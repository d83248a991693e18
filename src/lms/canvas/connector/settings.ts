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
  if (!URL.canParse(url)) throw incomplete(`“${url}” is no address.`, 'Enter the address of your Canvas.');
  const account = settings['account']?.trim() || 'self';
  if (!/^(self|\d{1,20})$/.test(account))
    throw incomplete('The account is no number.', 'Enter the number behind /accounts/ in its address.');
  const { origin, host } = new URL(url);
  const [clientId = '', clientSecret = ''] = [settings['clientId']?.trim(), secrets['clientSecret']];
  if (clientId === '' || clientSecret === '')
    throw incomplete('The client ID or its key is missing.', 'Copy both from Canvas’s developer keys.');
  return { origin, host, account, clientId, clientSecret };
}

function incomplete(happened: string, cure: string): SourceError {
  return new SourceError('settings-incomplete', happened, cure);
}
