import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ConceptNameModel } from '../../models/concept-name.ts';
import { CourseModel } from '../../models/course.ts';
import type { Institution } from '../../models/institution.ts';
import { SkillLinksModel } from '../../models/skill-links.ts';
import { SkillReportModel } from '../../models/skill-report.ts';
import { takeLease } from '../../src/leases/lease.ts';
import { findStandings, type Goal, readGoal } from '../../src/skills/goal.ts';
import { isLinkingDue, linkCatalogue } from '../../src/skills/link-catalogue.ts';
import { escoSource } from '../../src/taxonomy/esco/esco-source.ts';
import { importTaxonomy } from '../../src/taxonomy/import-taxonomy.ts';
import { storeOwnTaxonomy } from '../../src/taxonomy/own/store-own-taxonomy.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { inventedEsco } from '../taxonomy/invented-esco.ts';
import { writeFolder } from '../taxonomy/write-folder.ts';

const database = await openTestDatabase();
after(() => database.close());
let college: Institution;
let other: Institution;

const courses: Readonly<
  Record<string, { title: string; language?: string; skills?: string[]; description?: string }>
> = {
  ml: { title: 'Machine Learning' },
  stats: { title: 'Statistics for Decisions' },
  shop: { title: 'Workshop Practice', description: 'Machines of the workshop; learn to turn and mill.' },
  python: { title: 'Evenings with Snakes', skills: ['Python'] },
  bilder: { title: 'Bilder aus Zahlen', language: 'de', skills: ['Datenvisualisierung'] },
};

before(async () => {
  await storeOwnTaxonomy();
  college = await createInstitution();
  other = await createInstitution({ name: 'Other college' });
  for (const [key, fields] of Object.entries(courses)) await addCourse(key, fields);
});

const addCourse = (key: string, fields: object, institution = college) =>
  CourseModel.create({
    ...{ institutionId: institution._id, key, source: 'csv', seenAt: new Date(), language: 'en' },
    ...(fields as { title: string }),
  });

const link = () => linkCatalogue(college._id);
const coursesBySkill = ({ skills }: Goal) =>
  new Map(skills.map(({ name, courses }) => [name, courses.map(({ course, by }) => `${course} ${by}`)]));

test('courses are linked once, and again when the catalogue or a taxonomy has changed', async (context) => {
  assert.equal(await isLinkingDue(college._id), true);
  assert.equal(await isLinkingDue(other._id), false, 'who has no courses needs none');
  assert.ok((await link()) as number);
  assert.equal(await isLinkingDue(college._id), false);
  assert.equal(await link(), undefined, 'nothing has changed');

  await addCourse('tides', { title: 'Reading Tidal Charts' });
  assert.ok(await link());
  const before = await SkillLinksModel.countDocuments({ institutionId: college._id });

  await importTaxonomy(await escoSource([await writeFolder(context, inventedEsco)]));
  assert.equal(await isLinkingDue(college._id), true);
  assert.ok(await link());
  assert.equal(await SkillLinksModel.countDocuments({ institutionId: college._id }), before + 1);
  const tidal = { institutionId: college._id, skill: 'esco:skill/tidal' };
  assert.deepEqual((await SkillLinksModel.findOne(tidal).lean())?.courses, [{ course: 'tides', by: 'text' }]);

  await CourseModel.updateOne({ institutionId: college._id, key: 'tides' }, { removedAt: new Date() });
  assert.ok(await link());
  assert.equal(await SkillLinksModel.exists(tidal), null);
});

test('a goal has its skills, the courses that teach them, and how: stated in any language before guessed', async () => {
  const goal = (await readGoal(college._id, ' DATA  scientist ', 'en-GB')) as Goal;
  assert.equal(goal.name, 'Data scientist');
  const found = coursesBySkill(goal);
  assert.deepEqual(found.get('machine learning'), ['ml text']);
  assert.deepEqual(found.get('statistics'), ['stats text']);
  assert.deepEqual(found.get('Python programming'), ['python stated']);
  assert.deepEqual(found.get('data visualisation'), ['bilder stated']);
  assert.deepEqual(found.get('causal inference'), []);
  assert.deepEqual(
    [...found].filter(([, own]) => own.some((words) => words.startsWith('shop'))),
    [],
    'Workshop Practice teaches nothing of it',
  );
});

test('names are in the language of the reader, whichever language the goal was written in', async () => {
  for (const [written, locale, name, skill] of [
    ['Data scientist', 'de-AT', 'Datenwissenschaftler/in', 'maschinelles Lernen'],
    ['Datenwissenschaftlerin', 'zh-Hans', '数据科学家', '机器学习'],
    ['数据科学家', 'ar', 'عالم بيانات', 'تعلم الآلة'],
    ['عالم بيانات', 'fr', 'Scientifique des données', 'apprentissage automatique'],
    ['scientifique des donnees', 'es', 'Científico/a de datos', 'aprendizaje automático'],
    ['Data scientist', 'fi', 'Data scientist', 'machine learning'],
  ] as const) {
    const goal = await readGoal(college._id, written, locale);
    assert.deepEqual([goal?.name, goal?.skills[0]?.name], [name, skill], locale);
  }
});

test('a goal in own words stays one: nothing is claimed of it', async () => {
  assert.equal(await readGoal(college._id, 'something with boats', 'en'), undefined);
  assert.equal(await readGoal(college._id, '', 'en'), undefined);
});

test('another institution’s courses are not linked, and not shown', async () => {
  const goal = (await readGoal(other._id, 'Data scientist', 'en')) as Goal;
  assert.ok(goal.skills.every(({ courses }) => courses.length === 0));
});

test('the gap is what neither a taken course nor one of now teaches', async () => {
  const goal = (await readGoal(college._id, 'Data scientist', 'en')) as Goal;
  const standings = findStandings(goal, new Set(['stats', 'ml', 'shop']), new Set(['ml', 'shop']));
  const standing = new Map(standings.map((one) => [one.name, one.standing]));
  assert.equal(standing.get('statistics'), 'has');
  assert.equal(standing.get('machine learning'), 'learning');
  assert.equal(standing.get('Python programming'), 'taught');
  assert.equal(standing.get('causal inference'), 'missing');
});

test('goals that are suggested are those that courses here prepare for, the best first', async () => {
  const report = await SkillReportModel.findOne({ institutionId: college._id }).lean();
  assert.equal(report?.goals[0], 'own:data-scientist');
  assert.ok(report.goals.every((goal) => goal !== 'own:nurse'));
});

test('while another process links, nothing is done', async () => {
  await addCourse('late', { title: 'Genetics' });
  const lease = await takeLease(`${college._id} skills`);
  assert.equal(await link(), undefined);
  await lease?.release();
  assert.ok(await link());
});

test('a skill that is stated by its identifier is linked even where no language of a course has its name', async () => {
  await ConceptNameModel.create({
    ...{ scheme: 'esco', kind: 'skill', concept: 'esco:skill/abc-1', language: 'fi', label: 'solmut' },
    run: college._id,
  });
  await addCourse('knots', { title: 'At Sea', skills: ['https://data.europa.eu/esco/skill/abc-1'] });
  await link();
  const links = await SkillLinksModel.findOne({
    institutionId: college._id,
    skill: 'esco:skill/abc-1',
  }).lean();
  assert.deepEqual(links?.courses, [{ course: 'knots', by: 'stated' }]);
});
