// npm run sync -- [--institution NAME] [--source NAME] [--everything] [--dry-run] | --release-removals | --watch: pulls from the sources that are set up
import { parseArgs } from 'node:util';
import type { Institution } from '../models/institution.ts';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import type { Config } from '../src/configuration/config.ts';
import { loadSecretKey } from '../src/configuration/secret-key.ts';
import { allConnectors } from '../src/lms/all-connectors.ts';
import { allProducts } from '../src/lms/all-products.ts';
import { Encryption } from '../src/lti/keys/encryption.ts';
import { ToolKeys } from '../src/lti/keys/tool-keys.ts';
import { createRosterReader } from '../src/lti/names-and-roles/roster-reader.ts';
import { ServiceTokens } from '../src/lti/names-and-roles/service-tokens.ts';
import { Connections } from '../src/sync/connections.ts';
import { deriveCatalogue } from '../src/sync/derivation/derive-catalogue.ts';
import { dryRun } from '../src/sync/runs/dry-run.ts';
import { releaseRemovals } from '../src/sync/runs/release-removals.ts';
import { runSync } from '../src/sync/runs/run-sync.ts';
import { findRunningRuns } from '../src/sync/runs/running-runs.ts';
import type { Source } from '../src/sync/source.ts';
import { allSources } from '../src/sync/sources/all-sources.ts';
import { changedWords, forecastLines, heldBackLines, SyncBar, watchRuns } from '../src/terminal/sync-bar.ts';

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort(new Error('Stopped. The next run goes on from here.')));

await runCommand({
  usage:
    'npm run sync -- [--institution NAME] [--source NAME] [--everything] [--dry-run] [--release-removals] | --watch',
  parse: readOptions,
  run: sync,
});

async function sync(options: ReturnType<typeof readOptions>, config: Config): Promise<0 | 1> {
  if (options.watch) {
    await watchRuns(findRunningRuns, stopping.signal);
    return 0;
  }
  const institution = await findInstitution(options.institution);
  if (options['release-removals']) return release(institution, options.source);
  const sources = await sourcesOf(institution, config, options.source);
  let failed = false;
  for (const source of sources) {
    const bar = new SyncBar(`${institution.name}, ${source.name}`);
    const common = {
      institution,
      source,
      signal: stopping.signal,
      onProgress: bar.update,
      onReject: bar.reject,
    };
    try {
      if (options['dry-run']) bar.finish(...forecastLines(await dryRun(common)));
      else {
        const { counts, heldBack } = await runSync({
          ...common,
          wanted: options.everything ? 'everything' : 'changes',
        });
        bar.finish(changedWords(counts), ...heldBackLines(heldBack));
      }
    } catch (error) {
      failed = true;
      bar.fail((error as Error).message);
    }
    if (stopping.signal.aborted) return 1;
  }
  if (!options['dry-run']) await deriveCatalogue(institution._id);
  return failed ? 1 : 0;
}

/** Also of sources that are imported and not pulled, which are not set up. */
async function release(institution: Institution, source: string | undefined): Promise<0> {
  const removed = await releaseRemovals(institution._id, source);
  console.log(`${institution.name}: ${removed} removed that had been held back.`);
  await deriveCatalogue(institution._id);
  return 0;
}

async function sourcesOf(
  institution: Institution,
  config: Config,
  wanted: string | undefined,
): Promise<Source[]> {
  const secretKey = await loadSecretKey(config);
  const keys = new ToolKeys(secretKey, config.previousSecretKey);
  await keys.ensure();
  const rules = { privateHosts: config.privateLmsHosts, plainHttp: !config.production };
  const tokens = new ServiceTokens(keys, new Encryption(secretKey, 'service tokens'), rules);
  const readRoster = createRosterReader(tokens, rules, {
    profiles: allProducts.flatMap(({ roster }) => roster ?? []),
  });
  const connectors = allConnectors(rules);
  const connections = new Connections(secretKey, config.previousSecretKey);
  const providers = allSources({ readRoster, products: allProducts, connectors, connections });
  const names = providers.map(({ name }) => name);
  if (wanted !== undefined && !names.includes(wanted))
    throw new UsageError(`There is no source "${wanted}": say one of ${names.join(', ')}.`);
  const chosen = providers.filter(({ name }) => wanted === undefined || name === wanted);
  const sources = await Promise.all(chosen.map((provider) => provider.forInstitution(institution)));
  const ready = sources.filter((source) => source !== undefined);
  if (ready.length > 0) return ready;
  throw new UsageError(
    wanted === undefined
      ? `No source is set up for ${institution.name}. Set one up in the administration page; names-and-roles is ready after the first launch from a course.`
      : `${wanted} is not set up for ${institution.name}.`,
  );
}

function readOptions() {
  const string = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      ...{ institution: string, source: string, everything: flag, 'dry-run': flag },
      ...{ 'release-removals': flag, watch: flag },
    },
  });
  if (values['release-removals'] && (values['dry-run'] || values.everything || values.watch))
    throw new Error('--release-removals asks no source: say it alone, or with --source.');
  if (values.watch && (values['dry-run'] || values.everything))
    throw new Error('--watch only looks: say it alone.');
  return values;
}
