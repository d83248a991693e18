import type { JobQueue } from '../../jobs/job-queue.ts';
import type { RequestTraining } from '../../jobs/kinds/training-job.ts';
import type { AddressRules } from '../../lti/safe-fetch/address-rules.ts';
import type { Connections } from '../../sync/connections.ts';
import type { Connector } from '../../sync/connector.ts';
import type { SourceProvider } from '../../sync/source.ts';
import type { FileSource } from '../../sync/sources/file-source.ts';
import type { CoverageCache } from './coverage-cache.ts';
import type { UploadFolders } from './upload/upload-folders.ts';

/** What the data pages need of the rest of the application. */
export interface DataEnvironment {
  publicUrl: string;
  /** What addresses of connections may be. */
  rules: AddressRules;
  providers: readonly SourceProvider[];
  connectors: readonly Connector[];
  fileSources: readonly FileSource[];
  connections: Connections;
  jobs: JobQueue;
  requestTraining: RequestTraining;
  uploads: UploadFolders;
  /** One count for all pages, so that they agree. */
  coverage: CoverageCache;
}
