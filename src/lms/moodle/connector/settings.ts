import { message } from '../../../messages/message.ts';
import type { OpenConnection } from '../../../sync/connections.ts';
import type { ConnectorField } from '../../../sync/connector.ts';
import { SourceError } from '../../../sync/source-error.ts';

const servicePath = '/webservice/rest/server.php';

/** Profile fields, by what they say. */
export interface StudyFields {
  programme?: string;
  year?: string;
}

export interface MoodleSettings {
  /** The address at which functions are called. */
  endpoint: string;
  token: string;
  /** Short names of staff roles besides Moodle's own. */
  staffRoles: readonly string[];
  /** Short names of the profile fields that say what people study, in lower case; absent: none does. */
  studyFields: StudyFields;
}

export const fields: readonly ConnectorField[] = [
  {
    name: 'address',
    label: message('moodle.field.address'),
    hint: message('moodle.field.address.hint'),
    kind: 'url',
  },
  {
    name: 'token',
    label: message('moodle.field.token'),
    hint: message('moodle.field.token.hint'),
    kind: 'secret',
  },
  {
    name: 'staffRoles',
    label: message('moodle.field.staffRoles'),
    hint: message('moodle.field.staffRoles.hint'),
    kind: 'text',
    optional: true,
  },
  {
    name: 'programmeField',
    label: message('moodle.field.programmeField'),
    hint: message('moodle.field.programmeField.hint'),
    kind: 'text',
    optional: true,
  },
  {
    name: 'yearField',
    label: message('moodle.field.yearField'),
    hint: message('moodle.field.yearField.hint'),
    kind: 'text',
    optional: true,
  },
];

/** @throws SourceError where the address is none */
export function settingsOf({
  settings,
  secrets,
}: Pick<OpenConnection, 'settings' | 'secrets'>): MoodleSettings {
  const staffRoles = (settings['staffRoles'] ?? '').split(/[\s,;]+/).filter((name) => name !== '');
  return {
    endpoint: endpointOf((settings['address'] ?? '').trim()),
    token: (secrets['token'] ?? '').trim(),
    staffRoles: staffRoles.map((name) => name.toLowerCase()),
    studyFields: {
      ...shortName('programme', settings['programmeField']),
      ...shortName('year', settings['yearField']),
    },
  };
}

function shortName(field: keyof StudyFields, text = ''): StudyFields {
  const name = text.trim().toLowerCase();
  return name === '' ? {} : { [field]: name };
}

function endpointOf(address: string): string {
  if (!URL.canParse(address))
    throw new SourceError(
      'address-refused',
      message('sourceError.noAddress', { field: message('moodle.field.address') }),
      message('sourceError.malformed.cure'),
    );
  const { origin, pathname } = new URL(address);
  // People copy these parts of the address from their browser.
  const site = pathname.replace(/\/(?:webservice\/.*|my\/?|login\/.*|admin\/.*|[^/]*\.php)?$/, '');
  return origin + site + servicePath;
}
