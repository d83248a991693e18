import type { RosterReader } from '../../lti/names-and-roles/roster-reader.ts';
import type { Connections } from '../connections.ts';
import { type Connector, toProvider } from '../connector.ts';
import type { SourceProvider } from '../source.ts';
import { allRosters } from './names-and-roles/all-rosters.ts';

/** What providers need of the rest of the application. */
export interface SourceEnvironment {
  readRoster: RosterReader;
  connectors: readonly Connector[];
  connections: Connections;
}

/** Every source that the schedule runs. A file is imported when somebody gives it (`csv/`). */
export function allSources({ readRoster, connectors, connections }: SourceEnvironment): SourceProvider[] {
  return [allRosters(readRoster), ...connectors.map((connector) => toProvider(connector, connections))];
}
