import type { Types } from 'mongoose';
import { SyncRunModel } from '../../../models/sync-run.ts';
import type { InstitutionCoverage } from '../../counts/coverage.ts';
import { type Message, message } from '../../messages/message.ts';
import type { Connector } from '../../sync/connector.ts';
import type { SourceProvider } from '../../sync/source.ts';
import { derived } from '../../sync/source-order.ts';
import type { FileSource } from '../../sync/sources/file-source.ts';
import type { DataEnvironment } from './data-environment.ts';

/** One source with all the ways in which its data can come: asked for by this tool, or as files. */
export interface SourceKind {
  name: string;
  title: string | Message;
  /** Runs by itself where it is set up. */
  provider?: SourceProvider;
  /** Set up by a form. */
  connector?: Connector;
  files?: FileSource;
}

const rosters = {
  name: 'names-and-roles',
  title: message('source.names-and-roles'),
};

/** Every source that there is, in the order in which they are shown. */
function sourceKinds({
  providers,
  connectors,
  fileSources,
}: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources'>): SourceKind[] {
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

/** Sources that can be set up or uploaded, and those that have brought an institution's data in another way. */
export async function sourceKindsOf(
  institutionId: Types.ObjectId,
  environment: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources'>,
  coverage: InstitutionCoverage | undefined,
): Promise<SourceKind[]> {
  const known = sourceKinds(environment);
  const names = await SyncRunModel.distinct('source', { institutionId });
  // A source may come in parts, such as one course's roster. Their runs are not shown one by one.
  const others = new Set(names.map((name) => name.split(':')[0] as string));
  // Runs are not kept for ever, and what other systems send is none.
  for (const name of coverage?.bySource.keys() ?? []) if (name !== derived) others.add(name);
  for (const { name } of known) others.delete(name);
  return [...known, ...Array.from(others, (name) => ({ name, title: name }))];
}
