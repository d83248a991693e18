import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { courseSearcher, searchCatalogue } from '../../src/answering/course-search.ts';
import { createEligibility } from '../../src/answering/eligibility.ts';
import { anonymousLearner } from '../../src/answering/learner-state.ts';
import { learnerTopics } from '../../src/answering/learner-topics.ts';
import { scoreByLearners } from '../../src/answering/score-by-learners.ts';
import { searchCourses } from '../../src/answering/search-courses.ts';
import { topicGains } from '../../src/answering/topic-gains.ts';

const now = new Date('2026-06-10');
const course = (key: string, title: string, description = '', more: Partial<CatalogueCourse> = {}) => ({
  ...{ key, title, description, categories: ['Crafts'], prerequisites: [], audience: [] },
  ...more,
});
const weaving = course('w', 'Weaving', 'Looms, warp and weft.');
const tapestry = course('t', 'Tapestry', 'Pictures in weaving.', { prerequisites: ['w'] });
const pottery = course('p', 'Pottery', 'Clay and glaze.', { code: 'CRA 110' });
const closed = course('c', 'Weaving by Hand', '', { closesAt: new Date('2026-01-01') });
const gone = course('g', 'Weaving of Old', '', { removedAt: new Date('2026-01-01') });
const catalogue = new Catalogue([weaving, tapestry, pottery, closed, gone], new Map([['p', 9]]));
const search = searchCatalogue(catalogue);
const ask = (text: string, learner = anonymousLearner, blocked = new Set<string>()) =>
  searchCourses(
    { catalogue, learner, now },
    createEligibility(catalogue.courses, learner, { now, blocked, openNow: false, offers: 'enterable' }),
    search,
    text,
    'en',
  );

test('a search finds what was taken and what cannot be taken yet, and says so', () => {
  const learner = { ...anonymousLearner, taken: new Set(['p']), passed: new Set(['p']) };
  const { found, groups, searched } = ask('weaving', learner);
  const byKey = new Map(found.map((one) => [one.course.key, one]));
  assert.deepEqual([...byKey.keys()].sort(), ['c', 't', 'w']);
  assert.deepEqual(byKey.get('w')?.state, { kind: 'open' });
  assert.equal(byKey.get('w')?.strength, 'teaches');
  assert.equal(byKey.get('c')?.state.kind, 'closed');
  assert.deepEqual(byKey.get('t')?.state, {
    kind: 'first-take',
    courses: [{ key: 'w', title: 'Weaving' }],
  });
  assert.deepEqual(groups, { open: 1, step: 1, later: 0, had: 0, hidden: 0, shut: 1 });
  assert.equal(searched, 4, 'all but the one that is gone');
  assert.deepEqual(ask('cra110', learner).found[0]?.state, { kind: 'taken' });
});

test('the code comes first, then the whole title, then what the title says, then the text; what is open breaks ties', () => {
  const courses = [
    course('text', 'Dyes', 'How colours are made for felt.'),
    course('closed', 'Felt for Makers', 'Felt, wet and dry.', { closesAt: new Date('2026-01-01') }),
    course('open', 'Felt for Bakers', 'Felt, wet and dry.'),
    course('whole', 'Felt', 'Wool and soap.', { prerequisites: ['text'] }),
    course('by the way', 'Hats, Gloves, Bags and Felt of Six Centuries'),
    course('code', 'Wool', 'Shearing.', { code: 'FELT' }),
  ];
  const felt = new Catalogue(courses, new Map());
  const eligibility = createEligibility(felt.courses, anonymousLearner, {
    ...{ now, blocked: new Set<string>(), openNow: false, offers: 'enterable' },
  });
  const question = { catalogue: felt, learner: anonymousLearner, now };
  const { found } = searchCourses(question, eligibility, searchCatalogue(felt), 'felt', 'en');
  const keys = found.map((one) => one.course.key);
  assert.deepEqual(keys, ['code', 'whole', 'open', 'closed', 'by the way', 'text']);
});

test('what sources state that a course teaches is searched like its title; identifiers are not', () => {
  const skills = ['upholstery', 'http://data.europa.eu/esco/skill/basketry-1'];
  const categories = ['Home'];
  const stated = new Catalogue([course('u', 'Chairs', '', { skills, categories })], new Map());
  const found = searchCatalogue(stated);
  assert.equal(found.find('upholstery').hits[0]?.strength, 'teaches');
  assert.deepEqual(found.find('basketry').hits, []);
});

test('where nothing fits, it says so', () => {
  const answer = ask('astrophysics');
  assert.equal(answer.nothingFits, true);
});

test('a course that staff do not want suggested is found by its name, and it is said', () => {
  const [first] = ask('weaving', anonymousLearner, new Set(['w'])).found.filter(
    (one) => one.course.key === 'w',
  );
  assert.deepEqual(first?.state, { kind: 'blocked' });
});

test('what may be claimed gains most, with its own reason; what is related says what it has', () => {
  const handbags = course(
    'h',
    'Bags to Carry and to Sell: Weaving, Sewing and Trade',
    'From the idea to the stall.',
  );
  const more = searchCatalogue(new Catalogue([...catalogue.courses.values(), handbags], new Map()));
  const [topic] = learnerTopics({ interests: ['weaving'], skills: [] }, [], now);
  assert.ok(topic);
  const gains = topicGains(topic, { search: more });
  assert.deepEqual(gains.get('w')?.reason, { kind: 'matches-interest', interest: 'weaving' });
  assert.deepEqual(gains.get('h')?.reason, { kind: 'related-to-interest', interest: 'weaving', matched: [] });
  assert.ok((gains.get('w')?.gain as number) > (gains.get('h')?.gain as number));
  assert.equal(gains.has('p'), false);
});

test('what a description says by the way is no answer to an interest, unless no course is about it', () => {
  const north = course('n', 'The North', 'A saga of two sisters and their weaving.', {
    categories: ['Letters'],
  });
  const search = searchCatalogue(new Catalogue([...catalogue.courses.values(), north], new Map()));
  const gainsOf = (interest: string) => {
    const [topic] = learnerTopics({ interests: [interest], skills: [] }, [], now);
    assert.ok(topic);
    return topicGains(topic, { search });
  };
  assert.equal(gainsOf('weaving').has('n'), false);
  assert.equal(gainsOf('saga').has('n'), true);
});

test('an area of many subjects says less of a course than its own subject', () => {
  const subjects = ['Trade', 'Trade', 'Crime', 'Crime'].map((subject, i) =>
    course(`${subject} ${i}`, `Seminar ${i}`, '', { categories: [subject, 'Trade and Crime'] }),
  );
  const found = searchCatalogue(new Catalogue(subjects, new Map())).find('crime').hits;
  const score = (key: string) => found.find((hit) => hit.key === key)?.score ?? 0;
  assert.ok(score('Crime 2') > 2 * score('Trade 0'));
});

test('an interest that is a category’s name, in any language, is matched by all of its courses, most by those that name it', () => {
  const home = (key: string, title: string, description = '') =>
    course(key, title, description, {
      categories: ['Économie domestique'],
      translations: { de: { title, categories: ['Hauswirtschaft'] } },
    });
  const courses = [home('1', 'Cooking'), home('2', 'Sewing'), home('3', 'Economie domestique'), pottery];
  const inHome = searchCatalogue(new Catalogue(courses, new Map()));
  const gainsOf = (interest: string) => {
    const [topic] = learnerTopics({ interests: [interest], skills: [] }, [], now);
    assert.ok(topic);
    return topicGains(topic, { search: inHome });
  };
  for (const interest of ['Économie domestique', 'économie DOMESTIQUE', ' Hauswirtschaft']) {
    const gains = gainsOf(interest);
    assert.deepEqual([...gains.keys()].sort(), ['1', '2', '3'], interest);
    assert.deepEqual(gains.get('1')?.reason, { kind: 'matches-interest', interest });
  }
  const gains = gainsOf('Économie domestique');
  assert.equal(gains.get('1')?.gain, gains.get('2')?.gain);
  assert.ok((gains.get('3')?.gain as number) > (gains.get('1')?.gain as number));
});

test('a skill of which a course holds a part gains nothing', () => {
  const [skill] = learnerTopics({ interests: [], skills: ['glaze chemistry'] }, [], now);
  assert.ok(skill);
  assert.equal(topicGains(skill, { search }).size, 0);
});

test('before there is a model, what somebody looks for counts more than what is popular', () => {
  const gains = learnerTopics({ interests: ['weaving'], skills: [] }, [], now).map((topic) =>
    topicGains(topic, { search }),
  );
  const { sections, scores, causes } = scoreByLearners(catalogue, undefined, gains);
  const best = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)[0] as number;
  assert.equal(sections[best]?.[0]?.key, 'w');
  assert.equal(causes(best, weaving)[0]?.reason.kind, 'matches-interest');
});

test('the index is kept for as long as the texts stay, and the old one answers while a new one is built', async () => {
  const searcher = courseSearcher();
  const first = await searcher('i', catalogue);
  const same = new Catalogue([...catalogue.courses.values()], new Map([['w', 3]]));
  assert.equal(await searcher('i', same), first);
  const changed = new Catalogue([course('n', 'Basketry')], new Map());
  assert.equal(await searcher('i', changed), first);
  let latest = first;
  for (let tries = 0; tries < 100 && latest === first; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    latest = await searcher('i', changed);
  }
  assert.equal(latest.find('basketry').hits[0]?.key, 'n');
  assert.notEqual(await searcher('other', changed), latest, 'institutions do not share an index');
});
