import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { socketUri } from '../../src/database/embedded-database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { findLivingOwner } from '../../src/database/owner.ts';
import { unreadable } from '../../src/trained-models/serve-again.ts';
import { importedEnrolments, keepImporting } from './keep-importing.ts';
import { KillableTool, type Victim, victims } from './killable-tool.ts';
import { median } from './median.ts';
import { type Load, startLoad } from './people-and-events.ts';
import { schoolAtWork } from './school-at-work.ts';

const people = 40;
/** Between two kills, all going well. */
const pauseMilliseconds = { least: 300, most: 2_500 };
/** A tool that answers nothing for so long is broken. */
const longestOutageMilliseconds = 120_000;
/** A dead process is followed by another after twenty seconds; a training of this school takes some more. */
const longestQuietMilliseconds = 180_000;
const log = pino({ level: 'silent' });

/** What happened. Times are milliseconds. */
export interface ChaosResult {
  acknowledged: number;
  /** Acknowledged, and not in the database afterwards. */
  lost: number;
  views: number;
  /** Panels that were shown from memory. */
  away: number;
  /** Time without a good answer, one for each kill. */
  outages: Record<Victim, number[]>;
  /** Times that /healthz said ok while pages had failed for more than two seconds. */
  wrongHealth: number;
  /** The longest time that any request took to be answered, whatever the answer. */
  slowestAnswer: number;
  /** Answers of 500. */
  defects: number;
  imports: number;
  models: number;
  /** Models that serve, or could be put back, and cannot be read. */
  halfModels: number;
  /** Runs and trainings that were still recorded as running when nothing was killed any more and all had time to end. */
  stuck: number;
}

/**
 * Kills the web process, the worker and the database engine at random moments (kill -9), while people look at panels, another system
 * sends events, a model is trained again and again and files are imported; and counts what was lost and how long nobody was
 * answered. What is killed is started again at once, as systemd would; the load comes from this process, over HTTP.
 */
export async function benchmarkChaos(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { kills: { type: 'string', default: '100' } } });
  const kills = Number(values.kills);
  if (!(Number.isInteger(kills) && kills > 0))
    throw new Error(`--kills is "${values.kills}": say a whole number.`);
  const result = await chaos(kills, (line) => console.log(line));
  const { acknowledged, lost, views, away, outages, imports, models, halfModels, stuck } = result;
  console.log(
    `${acknowledged} events acknowledged, ${lost} lost; ${views} panels shown, ${away} more from memory`,
  );
  for (const victim of victims)
    console.log(
      `${outages[victim].length} kills of ${victim}: outage ${seconds(median(outages[victim]))} in the median, ${seconds(Math.max(0, ...outages[victim]))} at most`,
    );
  console.log(
    `${imports} imports; ${models} models, ${halfModels} of them cannot be read; ${stuck} runs stuck`,
  );
  console.log(`${result.wrongHealth} wrong answers of /healthz; ${result.defects} answers of 500`);
  console.log(`slowest answer of all ${seconds(result.slowestAnswer)}`);
  if (lost + halfModels + stuck + result.wrongHealth + result.defects > 0) process.exitCode = 1;
}

/** @param kills so many, of each victim as many as of the others */
export async function chaos(kills: number, say: (line: string) => void): Promise<ChaosResult> {
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-chaos-'));
  const { name, cookies, credential } = await inDatabase(folder, () => schoolAtWork(people));
  const tool = await KillableTool.start(folder);
  const load = startLoad(tool.url, cookies, credential);
  const outages: Record<Victim, number[]> = { web: [], worker: [], engine: [] };
  let importing: Awaited<ReturnType<typeof keepImporting>> | undefined;
  try {
    await load.goesWellSince(performance.now(), longestOutageMilliseconds);
    importing = await keepImporting(folder, name);
    for (let i = 0; i < kills; i++) {
      const victim = victims[i % victims.length] as Victim;
      const { least, most } = pauseMilliseconds;
      await sleep(least + (most - least) * Math.random());
      // The worker that is there, or the next one, trains.
      await wantTraining(folder);
      const killed = performance.now();
      await tool.kill(victim);
      const outage = await load.goesWellSince(killed, longestOutageMilliseconds);
      outages[victim].push(outage);
      say(`${i + 1}/${kills} ${victim}: ${seconds(outage)}`);
    }
    await load.stop();
    await importing.stop();
    await importing.once();
    const stuck = await untilQuiet(folder);
    await tool.stop();
    const found = await inDatabase(folder, () => lookAtStored(load));
    const { views, away, wrongHealth, slowestAnswer, defects } = load;
    return {
      ...{ acknowledged: load.acknowledged.size, views, away, outages, wrongHealth, slowestAnswer, defects },
      ...{ imports: importing.imports, stuck, ...found },
    };
  } catch (error) {
    say(tool.lastWords());
    throw error;
  } finally {
    await load.stop();
    await importing?.stop();
    await tool.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

/** Does something with the database as a command beside the tool. */
async function inDatabase<Result>(dataDirectory: string, work: () => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ dataDirectory, log, share: true });
  try {
    return await work();
  } finally {
    await database.close();
  }
}

/**
 * As the tool does where a model is damaged. By a connection of its own, which wants nothing else; where the engine is away at the moment,
 * not this time.
 */
async function wantTraining(dataDirectory: string): Promise<void> {
  const owner = await findLivingOwner(dataDirectory);
  if (!owner) return;
  const client = new mongoose.mongo.MongoClient(socketUri(owner.socket), { serverSelectionTimeoutMS: 1_000 });
  const institutions = client.db().collection('institutions');
  await institutions.updateMany({}, { $set: { trainingWantedAt: new Date() } }).catch(() => {});
  await client.close().catch(() => {});
}

/** Waits until nothing is recorded as running. @returns how much still is after all that time */
async function untilQuiet(dataDirectory: string): Promise<number> {
  return inDatabase(dataDirectory, async () => {
    const { _id: institutionId } = await InstitutionModel.findOne().orFail().lean();
    const running = { institutionId, state: 'running' as const };
    const deadline = performance.now() + longestQuietMilliseconds;
    for (;;) {
      const institution = await InstitutionModel.findById(institutionId).lean();
      const count =
        (await SyncRunModel.countDocuments(running)) + (await TrainingRunModel.countDocuments(running));
      const isWanted = institution?.trainingWantedAt !== undefined;
      if (count === 0 && !isWanted) return 0;
      if (performance.now() > deadline) return count + Number(isWanted);
      await sleep(500);
    }
  });
}

async function lookAtStored({ acknowledged }: Load) {
  const institution = await InstitutionModel.findOne().orFail().lean();
  const institutionId = institution._id;
  const stored = new Set(await EventModel.distinct('text', { institutionId, type: 'searched' }));
  const lost = [...acknowledged].filter((text) => !stored.has(text)).length;
  const enrolments = await EnrolmentModel.countDocuments({ institutionId, source: 'csv' });
  if (enrolments !== importedEnrolments)
    throw new Error(`${enrolments} enrolments are stored, and ${importedEnrolments} were imported.`);
  const accepted = await TrainedModelModel.find({ institutionId, state: 'accepted' }).lean();
  const kept = accepted.filter(({ weights }) => weights !== undefined);
  let halfModels = 0;
  for (const { _id } of kept) if (await unreadable(institutionId, _id)) halfModels++;
  const { liveModel } = institution;
  if (liveModel && !kept.some(({ _id }) => _id.equals(liveModel))) halfModels++;
  return { lost, models: await TrainedModelModel.countDocuments({ institutionId }), halfModels };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
