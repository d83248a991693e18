import type { LtiProduct } from '../../lti/lti-product.ts';
import type { RosterReader } from '../../lti/names-and-roles/roster-request.ts';
import type { Connections } from '../connections.ts';
import { type Connector, toProvider } from '../connector.ts';
import type { SourceProvider } from '../source.ts';
import { allRosters } from './names-and-roles/all-rosters.ts';

/** What providers need of the rest of the application. */
export interface SourceEnvironment {
  readRoster: RosterReader;
  products: readonly LtiProduct[];
  connectors: readonly Connector[];
  connections: Connections;
}

/** Every source that the schedule runs. A file is imported when somebody gives it (`csv/`). */
export function allSources({
  readRoster,
  products,
  connectors,
  connections,
}: SourceEnvironment): SourceProvider[] {
  const profiles = products.flatMap(({ roster }) => roster ?? []);
  return [
    allRosters(readRoster, profiles),
    ...connectors.map((connector) => toProvider(connector, connections)),
  ];
}
