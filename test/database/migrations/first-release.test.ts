import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { unsealLearnerKey } from '../../../models/learner-key.ts';
import { SessionModel } from '../../../models/session.ts';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import { startEmbeddedDatabase } from '../../../src/database/embedded-database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { unlockLearnerKeys } from '../../../src/lti/keys/learner-keys.ts';
import { hashOf, newSecret } from '../../../src/lti/secrets/secret.ts';
import { startTool } from '../../end-to-end/running-tool.ts';
import { silent, temporaryFolder } from '../embedded-folder.ts';

type Document = mongoose.mongo.Document;

/**
 * What the first version that could be started (commit b5ecf84e) had stored: `npm start` made its demo college, trained a model, and two
 * students opened their panels and hid a course each. All of it but logins and visits, which expire within hours, and but the
 * enrolments of all other students than 25 and those two, so that it is small.
 */
interface FirstRelease {
  secretKey: string;
  collections: Record<string, { docs: Document[]; indexes: { key: Record<string, number>; name: string }[] }>;
}

async function readFirstRelease(): Promise<FirstRelease> {
  const file = join(projectRoot, 'test', 'database', 'migrations', 'first-release.json.gz');
  const text = gunzipSync(await readFile(file)).toString('utf8');
  return mongoose.mongo.BSON.EJSON.parse(text, { relaxed: false }) as FirstRelease;
}

/** A data folder as that version left it. */
async function folderOf({ collections }: FirstRelease, t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  const database = await startEmbeddedDatabase(folder, silent);
  const client = await new mongoose.mongo.MongoClient(database.uri).connect();
  for (const [name, { docs, indexes }] of Object.entries(collections)) {
    for (const { key, ...options } of indexes) await client.db().collection(name).createIndex(key, options);
    if (docs.length > 0) await client.db().collection(name).insertMany(docs);
  }
  await client.close();
  await database.close();
  return folder;
}

test('a data folder of the first version is carried over whole: every document with every field, keys and pseudonyms, and a student goes on where they were', async (t) => {
  const first = await readFirstRelease();
  const { secretKey, collections } = first;
  const dataDirectory = await folderOf(first, t);
  const tool = await startTool(t, { DATA_DIR: dataDirectory, SECRET_KEY: secretKey, ROLE: 'web' });
  unlockLearnerKeys(secretKey);
  const database = await openDatabase({ dataDirectory, log: silent, share: true });
  t.after(() => database.close());

  for (const [name, { docs }] of Object.entries(collections)) {
    // Runs are kept for ninety days, and these grow older.
    if (name === 'syncRuns') continue;
    const now = await mongoose.connection.collection(name).find().toArray();
    const byId = new Map(now.map((one) => [`${one._id}`, one]));
    for (const old of docs)
      assert.deepEqual(asText(inOldForm(byId.get(`${old['_id']}`), old)), asText(old), name);
  }

  const url = `http://localhost:${tool.port}`;
  const { keys } = (await (await fetch(`${url}/lti/keys`)).json()) as { keys: { kid: string }[] };
  assert.ok(keys.some(({ kid }) => kid === collections['ltiKeys']?.docs[0]?.['_id']));

  const dismissed = collections['events']?.docs[0] as Document;
  const secret = newSecret();
  const tomorrow = new Date(Date.now() + 86_400_000);
  await SessionModel.create({
    ...{
      _id: hashOf(secret),
      institutionId: dismissed['tenant'],
      learner: dismissed['learner'],
      role: 'learner',
    },
    ...{ platformOrigins: ['https://lms.example'], endsAt: tomorrow, expiresAt: tomorrow },
  });
  const cookie = `__Host-nc-session=${secret}`;
  const panel = await (await fetch(`${url}/panel`, { headers: { cookie } })).text();
  assert.match(panel, /<li data-course="\d+">/);
  assert.doesNotMatch(panel, new RegExp(`<li data-course="${dismissed['course']}">`));
  const hidden = await (await fetch(`${url}/panel/hidden`, { headers: { cookie } })).text();
  assert.match(hidden, new RegExp(`course=${dismissed['course']}\\b`));
});

/** What was carried over, in the names and forms of the first version; what is new in it is left out. */
function inOldForm(document: Document | undefined, old: Document): Document | undefined {
  if (!document) return undefined;
  const { institutionId, bySource, ...fields } = document;
  const renamed: Document = {
    ...fields,
    ...(institutionId && { tenant: institutionId }),
    ...(bySource && { views: bySource }),
    ...(fields['learnerKey'] && { learnerKey: unsealLearnerKey(fields['learnerKey']) }),
    ...(fields['metadata'] && {
      metadata: { ...fields['metadata'], tenant: fields['metadata'].institutionId, institutionId: undefined },
    }),
  };
  return Object.fromEntries(Object.keys(old).map((key) => [key, renamed[key]])) as Document;
}

/** Ids, dates and numbers as they are stored, whatever objects stand for them here. */
function asText(document: Document | undefined): unknown {
  return document && JSON.parse(JSON.stringify(document));
}
