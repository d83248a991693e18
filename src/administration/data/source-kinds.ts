import type { Connector } from '../../sync/connector.ts';
import type { SourceProvider } from '../../sync/source.ts';
import type { FileSource } from '../../sync/sources/file-source.ts';
import type { DataEnvironment } from './data-environment.ts';

/** One source with all the ways in which its data can come: asked for by this tool, or as files. */
export interface SourceKind {
  name: string;
  title: string;
  /** Runs by itself where it is set up. */
  provider?: SourceProvider;
  /** Set up by a form. */
  connector?: Connector;
  files?: FileSource;
}

const rosters = {
  name: 'names-and-roles',
  title: 'Rosters by LTI',
};

/** Every source that there is, in the order in which they are shown. */
export function sourceKinds({ providers, connectors, fileSources }: DataEnvironment): SourceKind[] {
  const kinds = new Map<string, SourceKind>();
  const add = (name: string, more: Partial<SourceKind>) =>
    kinds.set(name, { name, title: name, ...kinds.get(name), ...more });
  for (const provider of providers) add(provider.name, { provider });
  if (kinds.has(rosters.name)) add(rosters.name, rosters);
  for (const connector of connectors) add(connector.name, { connector, title: connector.title });
  for (const files of fileSources) {
    const { title = files.title } = kinds.get(files.name) ?? {};
    add(files.name, { files, title });
  }
  return [...kinds.values()];
}
