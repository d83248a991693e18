import mongoose from 'mongoose';

/** Each is asked of the database in this form, whatever version has written it; what is not named here does not come along. */
type Stored = Readonly<Record<string, unknown>>;

/** How many of the newest runs, trainings and models are told. */
const most = 100;

/**
 * What somebody who helps has to know of the connected database, without anything of people: numbers, times, and words that this
 * program itself has chosen. No text that came from outside is in it, as such may hold a name, an address or a token; institutions are
 * numbers in the order in which they were made.
 */
export async function readStoredState() {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  const newest = (collection: string, time: string) =>
    db
      .collection<Stored>(collection)
      .find()
      .sort({ [time]: -1 })
      .limit(most)
      .toArray();
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = await db.collection(name).estimatedDocumentCount();
  const institutions = await db.collection<Stored>('institutions').find().sort({ _id: 1 }).toArray();
  const order = new Map(institutions.map(({ _id }, index) => [`${_id}`, index + 1]));
  const of = ({ institutionId }: Stored) => order.get(`${institutionId}`);
  const { version } = await db.admin().buildInfo();
  return {
    // Without what a builder may have put behind it.
    server: /^\d+(?:\.\d+)*/.exec(`${version}`)?.[0],
    migrations: (await db.collection('migrations').find().sort({ _id: 1 }).toArray()).map(({ _id }) =>
      number(_id),
    ),
    documents: counts,
    institutions: institutions.map((each) => ({
      institution: order.get(`${each['_id']}`),
      hasLms: each['registration'] !== undefined,
      waitsForApproval: each['pendingSince'] !== undefined,
      hasModel: each['liveModel'] !== undefined,
      isModelHeld: each['isModelHeld'] === true,
      dataChangedAt: time(each['dataChangedAt']),
      trainingWantedAt: time(each['trainingWantedAt']),
    })),
    runs: (await newest('syncRuns', 'startedAt')).map((run) => ({
      institution: of(run),
      // Behind the colon is the id of a course.
      source: code(`${run['source']}`.split(':')[0]),
      ...codes(run, ['state', 'wanted', 'errorCode']),
      ...times(run, ['startedAt', 'finishedAt', 'retryAt', 'stopRequestedAt']),
      counts: numbers(run['counts']),
      heldBack: numbers(run['heldBack']),
    })),
    trainings: (await newest('trainingRuns', 'startedAt')).map((run) => ({
      institution: of(run),
      ...codes(run, ['state', 'outcome']),
      ...times(run, ['startedAt', 'finishedAt']),
      hasError: run['error'] !== undefined,
      data: numbers(run['data']),
      ndcgAt10: numbers(run['ndcgAt10']),
      seconds: number(run['seconds']),
    })),
    models: (await newest('trainedModels', 'createdAt')).map((model) => ({
      institution: of(model),
      ...codes(model, ['state']),
      createdAt: time(model['createdAt']),
      isKept: model['weights'] !== undefined,
    })),
    jobs: (await newest('jobs', 'wantedAt')).map((job) => ({
      institution: order.get(`${job['institution']}`),
      ...codes(job, ['kind', 'state']),
      ...times(job, ['wantedAt', 'nextAt', 'failedAt']),
      attempts: number(job['attempts']),
      hasError: job['error'] !== undefined,
    })),
    attention: (await newest('notices', 'since')).map((notice) => ({
      institution: of(notice),
      thing: code(`${notice['thing']}`.split(' ')[0]),
      since: time(notice['since']),
    })),
  };
}

/** A word of this program's own, such as `token-refused`. Anything else is left out. */
function code(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z]+(?:-[a-z]+)*$/.test(value) ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function time(value: unknown): string | undefined {
  return value instanceof Date ? value.toISOString() : undefined;
}

function codes(stored: Stored, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, code(stored[name])]));
}

function times(stored: Stored, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, time(stored[name])]));
}

/** The fields that are numbers. */
function numbers(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
