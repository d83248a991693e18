import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AliasModel } from '../../models/alias.ts';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { packZip } from '../../scripts/benchmark/pack-zip.ts';
import { claim } from '../../src/lti/claims.ts';
import { importBundle } from '../../src/sync/sources/one-roster/bundle/import-bundle.ts';
import { json, TestPlatform } from '../lti/test-platform.ts';
import { until } from '../support/until.ts';
import { bundle } from '../sync/one-roster/example-bundle.ts';
import { launchThrough, publicUrl } from './launch-through.ts';
import { startWholeTool, type WholeTool } from './whole-tool.ts';

let tool: WholeTool;
let platform: TestPlatform;
let institution: Institution;
let folder: string;

before(async () => {
  platform = await TestPlatform.start();
  tool = await startWholeTool(publicUrl, [new URL(platform.url).host]);
  folder = await mkdtemp(join(tmpdir(), 'next-courses-one-roster-'));
  const registration = await RegistrationModel.create(platform.registration);
  const { deploymentId } = platform;
  const school = {
    registration: registration._id,
    deploymentId,
    name: 'School',
    learnerKey: newLearnerKey(),
  };
  institution = (await InstitutionModel.create(school)).toObject();
});
after(async () => {
  await rm(folder, { recursive: true });
  await platform.close();
  await tool.close();
});

async function historyOf(sub: string): Promise<string[]> {
  const learner = learnerKeyOf(institution, sub);
  const found = await EnrolmentModel.find({ institutionId: institution._id, learner })
    .sort({ course: 1 })
    .lean();
  return found.map(({ course, role, state }) => `${course} ${role} ${state}`);
}

/** A launch from course 2 of the LMS; claims as Moodle 4.5 sends them. */
async function launch(sub: string, more: object): Promise<void> {
  const answer = await launchThrough(tool.app, platform, {
    clientId: platform.clientId,
    claims: {
      sub,
      [claim.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
      [claim.context]: { id: '2', label: 'BIO', title: 'Botany', type: ['CourseSection'] },
      ...more,
    },
  });
  assert.equal(answer.status, 303, answer.text);
}

test('one launch joins a class of a bundle with the course of the LMS, and its roster everybody in it', async () => {
  const path = join(folder, 'roster.zip');
  await writeFile(path, packZip(Object.entries(bundle).map(([name, content]) => ({ name, content }))));
  await importBundle({ institution, path, now: new Date(), onBadRow: (row) => assert.fail(row.reason) });
  assert.deepEqual(await historyOf('11'), []);

  platform.handlers.set('/members', (_req, res) =>
    json(res, {
      context: { id: '2' },
      members: [
        { user_id: '11', lis_person_sourcedid: 'U1', roles: ['Learner'], status: 'Active' },
        { user_id: '12', lis_person_sourcedid: 'U2', roles: ['Learner'], status: 'Active' },
        { user_id: '13', lis_person_sourcedid: 'U3', roles: ['Instructor'], status: 'Active' },
      ],
    }),
  );
  await launch('13', {
    [claim.lis]: { person_sourcedid: 'U3', course_section_sourcedid: 'C1' },
    [claim.namesAndRoles]: { context_memberships_url: `${platform.url}/members`, service_versions: ['2.0'] },
  });
  await until(async () => (await historyOf('12')).length === 2 && (await historyOf('11')).length === 2);
  assert.deepEqual(await historyOf('11'), ['2 learner active', 'one-roster:C3 learner active']);
  assert.deepEqual(await historyOf('12'), ['2 learner active', 'one-roster:C2 learner active']);
  assert.deepEqual(await historyOf('13'), ['2 staff active']);
  const { title, group } =
    (await CourseModel.findOne({ institutionId: institution._id, key: '2' }).lean()) ?? {};
  assert.deepEqual([title, group], ['Biology, section 1', 'BIO']);
  assert.doesNotMatch(tool.log.join(''), /U[123]\b/);
});

test('a teacher who writes a student’s id into a link is not joined with that student', async () => {
  const known = await AliasModel.countDocuments();
  await launch('66', { [claim.custom]: { person_sourced_id: 'U1', course_sourced_id: 'C3' } });
  // What a launch leads to is done once the next one's is.
  await launch('13', { [claim.lis]: { person_sourcedid: 'U3', course_section_sourcedid: 'C2' } });
  await until(async () => (await AliasModel.countDocuments()) === known + 1);
  assert.deepEqual(await historyOf('66'), []);
  assert.deepEqual(await historyOf('11'), ['2 learner active', 'one-roster:C3 learner active']);
});
