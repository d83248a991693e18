import { setTimeout as sleep } from 'node:timers/promises';
import type { Types } from 'mongoose';
import { Gauge, type Registry } from 'prom-client';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SightingModel } from '../../models/sighting.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { figuresOf } from '../counts/trained.ts';
import { type CountedJobs, countJobs } from '../jobs/job-figures.ts';

/** What is stored of all institutions together: no institution is named, so there are as many figures of ten thousand as of one. */
export interface StoredFigures {
  /** By whether they are approved. */
  institutions: { approved: number; waiting: number };
  models: {
    serving: number;
    /** Of the oldest that serves; 0 where none does. */
    oldestSeconds: number;
    /** Held-out NDCG@10 less that of popularity, of the model for which it is least; undefined where none serves. */
    leastLead: number | undefined;
  };
  trainings: { due: number; running: number };
  syncs: { running: number; heldBack: number };
  /** Courses that people were first shown in a panel in the last seven days, and those of them that were opened. */
  sightings: { shown: number; opened: number };
  jobs: CountedJobs[];
  /** Institutions where something needs attention, by what (`Attention.thing`, its first word) and how badly. */
  attention: Map<string, number>;
}

export interface Asked {
  /** Whether a training is due now. */
  isTrainingDue: (institution: Institution, now: Date) => Promise<boolean>;
  /** What needs attention there, as the home of the institution says it. */
  attentionOf: (institution: Institution) => Promise<readonly { thing: string; severity: string }[]>;
}

const week = 7 * 86_400_000;
/** A look at all institutions is some queries for each. */
const keptMilliseconds = 60_000;
/** Prometheus gives up after ten seconds by default. */
const patienceMilliseconds = 3_000;

/** Reads the figures, institution by institution. */
export async function readStoredFigures(
  { isTrainingDue, attentionOf }: Asked,
  now: Date,
): Promise<StoredFigures> {
  const figures: StoredFigures = {
    institutions: { approved: 0, waiting: 0 },
    models: { serving: 0, oldestSeconds: 0, leastLead: undefined },
    trainings: { due: 0, running: 0 },
    syncs: { running: 0, heldBack: 0 },
    sightings: { shown: 0, opened: 0 },
    jobs: await countJobs(),
    attention: new Map(),
  };
  for await (const institution of InstitutionModel.find().lean<Institution[]>().cursor()) {
    if (institution.pendingSince) {
      figures.institutions.waiting++;
      continue;
    }
    figures.institutions.approved++;
    await addModel(figures, institution, now);
    await addWork(figures, institution._id);
    await addSightings(figures, institution._id, now);
    if (await isTrainingDue(institution, now)) figures.trainings.due++;
    for (const { thing, severity } of await attentionOf(institution)) {
      const key = `${thing.split(' ', 1)[0]} ${severity}`;
      figures.attention.set(key, (figures.attention.get(key) ?? 0) + 1);
    }
  }
  return figures;
}

async function addModel(
  { models }: StoredFigures,
  { _id, liveModel }: Institution,
  now: Date,
): Promise<void> {
  const live =
    liveModel &&
    (await TrainedModelModel.findOne({ institutionId: _id, _id: liveModel }).lean<TrainedModel>());
  if (!live) return;
  const { at, model, popularity } = figuresOf(live);
  models.serving++;
  models.oldestSeconds = Math.max(models.oldestSeconds, (now.getTime() - at.getTime()) / 1000);
  models.leastLead = Math.min(models.leastLead ?? Number.POSITIVE_INFINITY, model - popularity);
}

async function addWork({ trainings, syncs }: StoredFigures, institutionId: Types.ObjectId): Promise<void> {
  const [training, running, heldBack] = await Promise.all([
    TrainingRunModel.countDocuments({ institutionId, state: 'running' }),
    SyncRunModel.countDocuments({ institutionId, state: 'running' }),
    SyncRunModel.countDocuments({ institutionId, isRemovalWaiting: true }),
  ]);
  trainings.running += training;
  syncs.running += running;
  syncs.heldBack += heldBack;
}

async function addSightings(
  { sightings }: StoredFigures,
  institutionId: Types.ObjectId,
  now: Date,
): Promise<void> {
  const lately = { institutionId, shownAt: { $gt: new Date(now.getTime() - week), $lte: now } };
  const [shown, opened] = await Promise.all([
    SightingModel.countDocuments(lately),
    SightingModel.countDocuments({ ...lately, openedAt: { $exists: true } }),
  ]);
  sightings.shown += shown;
  sightings.opened += opened;
}

/**
 * Adds gauges of what is stored. They are read when Prometheus asks, at most once a minute, and Prometheus is not kept waiting: it is told
 * the figures before these, whose age is one of the gauges, and nothing at all where there are none yet.
 */
export function registerStoredFigures(registry: Registry, asked: Asked): void {
  const recent = remember(() => readStoredFigures(asked, new Date()));
  const gauge = (name: string, help: string, read: (kept: Kept) => number | undefined) =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const kept = await recent();
        // Without labels a gauge has always a value, and 0 would be a false one.
        this.set((kept && read(kept)) ?? Number.NaN);
      },
    });
  const labelled = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (figures: StoredFigures) => Iterable<readonly [Partial<Record<Label, string>>, number]>,
  ) =>
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const kept = await recent();
        this.reset();
        for (const [labels, value] of kept ? read(kept.figures) : []) this.set(labels, value);
      },
    });

  labelled(
    'next_courses_institutions',
    'Institutions, by whether they are approved.',
    ['state'],
    ({ institutions }) => [
      [{ state: 'approved' }, institutions.approved],
      [{ state: 'waiting' }, institutions.waiting],
    ],
  );
  gauge(
    'next_courses_models',
    'Institutions with a model that serves.',
    ({ figures }) => figures.models.serving,
  );
  gauge(
    'next_courses_oldest_model_seconds',
    'Age of the oldest model that serves.',
    ({ figures }) => figures.models.oldestSeconds,
  );
  gauge(
    'next_courses_least_model_lead',
    'Held-out NDCG@10 less that of popularity, of the serving model for which it is least.',
    ({ figures }) => figures.models.leastLead,
  );
  gauge(
    'next_courses_trainings_due',
    'Institutions whose training is due.',
    ({ figures }) => figures.trainings.due,
  );
  gauge(
    'next_courses_trainings_running',
    'Trainings in progress.',
    ({ figures }) => figures.trainings.running,
  );
  gauge(
    'next_courses_sync_runs_running',
    'Runs of sources in progress.',
    ({ figures }) => figures.syncs.running,
  );
  gauge(
    'next_courses_held_back_runs',
    'Runs whose removals wait for an administrator.',
    ({ figures }) => figures.syncs.heldBack,
  );
  labelled('next_courses_jobs', 'Background jobs, by kind and state.', ['kind', 'state'], ({ jobs }) =>
    jobs.map(({ kind, state, count }) => [{ kind, state }, count] as const),
  );
  labelled(
    'next_courses_job_wait_seconds',
    'How long the first job of a kind that is due has waited for a process.',
    ['kind'],
    ({ jobs }) =>
      jobs
        .filter(({ state }) => state === 'due')
        .map(({ kind, waitedSeconds }) => [{ kind }, waitedSeconds] as const),
  );
  labelled(
    'next_courses_sightings_last_week',
    'Courses that people were first shown in a panel in the last seven days, and those of them that were opened.',
    ['became'],
    ({ sightings }) => [
      [{ became: 'shown' }, sightings.shown],
      [{ became: 'opened' }, sightings.opened],
    ],
  );
  labelled(
    'next_courses_attention',
    'Institutions where something needs attention, by what and how badly.',
    ['thing', 'severity'],
    ({ attention }) =>
      [...attention].map(([key, count]) => {
        const [thing = '', severity = ''] = key.split(' ');
        return [{ thing, severity }, count] as const;
      }),
  );
  gauge(
    'next_courses_figures_age_seconds',
    'How old the figures of what is stored are.',
    ({ at }) => (Date.now() - at) / 1000,
  );
}

interface Kept {
  figures: StoredFigures;
  /** `Date.now()` when they had been read. */
  at: number;
}

/** @returns the newest figures that there are, begun to be read anew where they are older than a minute */
function remember(readFigures: () => Promise<StoredFigures>): () => Promise<Kept | undefined> {
  let kept: Kept | undefined;
  let reading: Promise<void> | undefined;
  return async () => {
    if (kept && Date.now() - kept.at < keptMilliseconds) return kept;
    reading ??= readFigures()
      .then((figures) => {
        kept = { figures, at: Date.now() };
      })
      // The database is away: the age of the figures says so, and so do /healthz and the log.
      .catch(() => {})
      .finally(() => {
        reading = undefined;
      });
    await Promise.race([reading, sleep(patienceMilliseconds, undefined, { ref: false })]);
    return kept;
  };
}
