import { message } from '../../../../messages/message.ts';
import { withoutTrailingSlashes } from '../../../../values/trailing-slashes.ts';
import type { OpenConnection } from '../../../connections.ts';
import type { ConnectorField } from '../../../connector.ts';
import { SourceError } from '../../../source-error.ts';

/** Rostering service 1.2, REST binding §2. */
const servicePath = '/ims/oneroster/rostering/v1p2';
const scopes: Readonly<Record<string, string>> = {
  v1p2: 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly',
  v1p1: 'https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly',
};

export interface ServiceSettings {
  /** Where the collections are: `…/ims/oneroster/rostering/v1p2`. */
  root: string;
  tokenUrl: string;
  clientId: string;
  secret: string;
  scope: string;
}

export const fields: readonly ConnectorField[] = [
  {
    name: 'address',
    label: message('oneRoster.field.address'),
    hint: message('oneRoster.field.address.hint', { path: servicePath }),
    kind: 'url',
  },
  {
    ...{ name: 'tokenUrl', label: message('oneRoster.field.tokenUrl'), kind: 'url' },
    hint: message('oneRoster.field.tokenUrl.hint'),
  },
  { name: 'clientId', label: message('administration.term.clientId'), kind: 'text' },
  { name: 'secret', label: message('oneRoster.field.secret'), kind: 'secret' },
  {
    name: 'scope',
    label: message('oneRoster.field.scope'),
    hint: message('oneRoster.field.scope.hint'),
    kind: 'text',
    optional: true,
  },
];

/** @throws SourceError where an address is none */
export function readSettings({
  settings,
  secrets,
}: Pick<OpenConnection, 'settings' | 'secrets'>): ServiceSettings {
  const { address = '', tokenUrl = '', clientId = '', scope } = settings;
  const root = toRoot(address.trim());
  const version = root.slice(root.lastIndexOf('/') + 1);
  return {
    ...{ root, tokenUrl: tokenUrl.trim(), clientId, secret: secrets['secret'] ?? '' },
    scope: scope?.trim() || (scopes[version] as string),
  };
}

function toRoot(address: string): string {
  if (!URL.canParse(address))
    throw new SourceError(
      'address-refused',
      message('sourceError.noAddress', { field: message('oneRoster.field.address') }),
      message('sourceError.malformed.cure'),
    );
  const url = new URL(address);
  url.search = '';
  url.hash = '';
  const whole = withoutTrailingSlashes(url.href);
  return /\/v1p[12]$/.test(whole) ? whole : whole + servicePath;
}
