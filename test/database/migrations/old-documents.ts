import mongoose from 'mongoose';

type Document = Record<string, unknown>;

const { ObjectId } = mongoose.mongo;
const at = new Date('2026-11-01T08:00:00Z');
const id = () => new ObjectId();

/** What an institution had stored before migration 1, by collection, field by field as it was then. */
export function oldDocuments(tenant: mongoose.mongo.ObjectId): Record<string, Document[]> {
  const run = id();
  const trainedModel = id();
  const session = `session of ${tenant}`;
  return {
    aliases: [
      { _id: id(), tenant, of: 'course', source: 'canvas', from: 'canvas:1', to: 'C1', learntAt: at },
      { _id: id(), tenant, of: 'course', source: 'canvas', from: 'canvas:2', to: 'C2', learntAt: at },
    ],
    apiCredentials: [{ _id: `hash of ${tenant}`, tenant, name: 'Sender', createdAt: at }],
    catalogueReports: [{ _id: id(), tenant, rules: 1, at, counts: { courses: 2, described: 1 } }],
    connections: [
      { _id: id(), tenant, source: 'moodle', settings: { url: 'https://lms.example' }, secrets: 'sealed' },
    ],
    courses: ['C1', 'C2'].map((key) => ({
      ...{ _id: id(), tenant, key, title: 'Botany', description: 'Plants.', categories: ['Life'] },
      ...{ prerequisites: [], audience: [], source: 'csv', seenAt: at, revision: 3 },
      findings: { facts: { name: { title: 'botany', marks: [] } }, lists: ['short-description'] },
      url: `https://lms.example/course/view.php?lang=en&id=${key}#top`,
      views: {
        csv: { title: 'Botany', description: 'Plants.', categories: ['Life'], seenAt: at },
        derived: { language: 'en', seenAt: at },
      },
    })),
    enrolments: ['C1', 'C2'].flatMap((course) =>
      ['ann', 'bob'].map((learner) => ({
        ...{ _id: id(), tenant, learner, course, state: 'completed', role: 'learner', weight: 1 },
        ...{ source: 'csv', seenAt: at, revision: 1 },
        views: { csv: { state: 'completed', seenAt: at }, 'names-and-roles': { removedAt: at, seenAt: at } },
      })),
    ),
    events: [{ _id: id(), tenant, learner: 'ann', type: 'dismissed', course: 'C1', at }],
    learners: ['ann', 'bob'].map((key) => ({
      ...{ _id: id(), tenant, key, interests: ['plants'], goal: 'gardener', skills: [], languages: ['en'] },
      ...{ groups: [], createdAt: at, updatedAt: at },
    })),
    objections: ['cy', 'dan'].map((learner) => ({ _id: id(), tenant, learner, at })),
    panelSettings: [
      { _id: id(), tenant, blocked: ['C2'], ownLanguagesOnly: true, exploration: 0.1 },
      { _id: id(), tenant, course: 'C1', blocked: [], ownLanguagesOnly: false, exploration: 0 },
    ],
    rosterStates: ['C1', 'C2'].map((course) => ({
      ...{ _id: id(), tenant, course, dueAt: at, completeAt: at },
      membershipsUrl: `https://lms.example/${course}`,
    })),
    seenLaunches: ['course', 'site'].map((kind) => ({ _id: id(), tenant, kind, firstAt: at })),
    sessions: [
      {
        ...{ _id: session, tenant, learner: 'ann', role: 'learner', course: 'C1' },
        ...{ platformOrigins: ['https://lms.example'], endsAt: new Date('2099-01-01') },
        expiresAt: new Date('2099-01-01'),
      },
    ],
    syncForecasts: ['csv', 'moodle'].map((source) => ({
      ...{ _id: id(), tenant, source, state: 'running', startedAt: at },
      counts: { courses: 1, enrolments: 2, events: 0, rejected: 0, changed: 3, removed: 0 },
    })),
    syncRejections: [0, 1_000].map((from) => ({
      ...{ _id: id(), tenant, run, from, createdAt: new Date() },
      rows: [{ origin: 'line 12', reason: 'no learner id' }],
    })),
    syncRuns: [
      {
        ...{ _id: run, tenant, source: 'csv', state: 'done', wanted: 'everything', startedAt: at },
        ...{ finishedAt: new Date(), seenAt: at, counts: { courses: 2, enrolments: 4 } },
      },
    ],
    trainedModels: [
      {
        ...{ _id: trainedModel, tenant, state: 'accepted', hyperparameters: { engine: 'simd' } },
        ...{ dataFingerprint: 'abc', metrics: { ndcgAt10: 0.3 }, weights: id(), createdAt: at },
      },
    ],
    trainingRuns: [
      { _id: id(), tenant, state: 'done', startedAt: at, finishedAt: new Date(), outcome: 'accepted' },
    ],
    'weights.files': [
      {
        ...{ _id: id(), length: 3, chunkSize: 261_120, uploadDate: at, filename: `${trainedModel}` },
        metadata: { tenant, trainedModel },
      },
    ],
  };
}

/** The unique indexes of that time, and two others. */
export const oldIndexes: readonly [string, Record<string, 1 | -1>, { unique?: true }][] = [
  ['aliases', { tenant: 1, of: 1, from: 1, to: 1 }, { unique: true }],
  ['apiCredentials', { tenant: 1, name: 1 }, { unique: true }],
  ['catalogueReports', { tenant: 1 }, { unique: true }],
  ['connections', { tenant: 1, source: 1 }, { unique: true }],
  ['courses', { tenant: 1, key: 1 }, { unique: true }],
  ['courses', { tenant: 1, 'findings.lists': 1, key: 1 }, {}],
  ['enrolments', { tenant: 1, learner: 1, course: 1 }, { unique: true }],
  ['enrolments', { tenant: 1, course: 1 }, {}],
  ['learners', { tenant: 1, key: 1 }, { unique: true }],
  ['objections', { tenant: 1, learner: 1 }, { unique: true }],
  ['panelSettings', { tenant: 1, course: 1 }, { unique: true }],
  ['rosterStates', { tenant: 1, course: 1 }, { unique: true }],
  ['seenLaunches', { tenant: 1, kind: 1 }, { unique: true }],
  ['syncForecasts', { tenant: 1, source: 1 }, { unique: true }],
  ['syncRejections', { tenant: 1, run: 1, from: 1 }, { unique: true }],
];

/** The same document as the migrations leave it. */
export function inNewForm(document: Document): Document {
  const renamed = Object.entries(document).map(([name, value]) => {
    if (name === 'tenant') return ['institutionId', value];
    if (name === 'views') return ['bySource', value];
    return [name, name === 'metadata' ? inNewForm(value as Document) : value];
  });
  const { key, url } = document;
  const address = url && { address: `lms.example/course/view.php?id=${key}&lang=en` };
  return { ...Object.fromEntries(renamed), ...(address as object) };
}
