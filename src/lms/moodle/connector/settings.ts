import type { OpenConnection } from '../../../sync/connections.ts';
import type { ConnectorField } from '../../../sync/connector.ts';
import { SourceError } from '../../../sync/source-error.ts';

const servicePath = '/webservice/rest/server.php';

export interface MoodleSettings {
  /** The address at which functions are called. */
  endpoint: string;
  token: string;
  /** Short names of staff roles besides Moodle's own. */
  staffRoles: readonly string[];
}

export const fields: readonly ConnectorField[] = [
  {
    name: 'address',
    label: 'Address of the Moodle site',
    hint: 'Its front page, such as https://moodle.college.example',
    kind: 'url',
  },
  {
    name: 'token',
    label: 'Token',
    hint: 'From Site administration → Server → Web services → Manage tokens.',
    kind: 'secret',
  },
  {
    name: 'staffRoles',
    label: 'Further roles that teach',
    hint: 'Short names with commas between them, where your Moodle has roles of its own. Known already: editingteacher, teacher, manager, coursecreator.',
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
  };
}

function endpointOf(address: string): string {
  if (!URL.canParse(address))
    throw new SourceError('address-refused', 'The address of the Moodle site is none.', 'Correct it.');
  const { origin, pathname } = new URL(address);
  // People copy these parts of the address from their browser.
  const site = pathname.replace(/\/(?:webservice\/.*|my\/?|login\/.*|admin\/.*|[^/]*\.php)?$/, '');
  return origin + site + servicePath;
}
