import assert from 'node:assert/strict';
import { test } from 'node:test';
import { careers, findCareer } from '../../src/answering/careers.ts';
import { learnerTopics } from '../../src/answering/learner-topics.ts';

const now = new Date('2026-06-10T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const empty = { interests: [], skills: [] };

test('a goal is found whatever its case; each has skills, and no two are the same', () => {
  assert.equal(findCareer(' data  ANALYST ')?.goal, 'Data analyst');
  assert.equal(findCareer('astronaut'), undefined);
  assert.equal(new Set(careers.map(({ goal }) => goal.toLowerCase())).size, careers.length);
  for (const { goal, skills } of careers) assert.ok(skills.length >= 4, goal);
});

test('a listed goal stands for its skills, each with the goal that it is for', () => {
  const statements = learnerTopics({ ...empty, goal: 'data analyst' }, [], now);
  assert.deepEqual(statements[0]?.reason, { kind: 'teaches-skill', skill: 'SQL', goal: 'data analyst' });
  assert.equal(statements.length, findCareer('data analyst')?.skills.length);
});

test('a goal that is not listed stands for its own words', () => {
  const [statement] = learnerTopics({ ...empty, goal: 'astronaut' }, [], now);
  assert.deepEqual([statement?.text, statement?.reason.kind], ['astronaut', 'matches-goal']);
});

test('a skill that belongs to the goal as well counts once', () => {
  const statements = learnerTopics({ ...empty, goal: 'Data analyst', skills: ['sql', 'welding'] }, [], now);
  assert.equal(statements.filter(({ text }) => text.toLowerCase() === 'sql').length, 1);
  assert.deepEqual(statements.at(-1)?.reason, { kind: 'teaches-skill', skill: 'welding' });
});

test('a search counts most at once, half after two days, and not at all after ten', () => {
  const weightOf = (days: number) =>
    learnerTopics(empty, [{ text: 'sea', at: daysAgo(days) }], now)[0]?.weight;
  const fresh = weightOf(0) as number;
  const interest = learnerTopics({ ...empty, interests: ['sea'] }, [], now)[0]?.weight as number;
  assert.ok(fresh > interest);
  assert.equal(weightOf(2), fresh / 2);
  assert.equal(weightOf(4), fresh / 4);
  assert.equal(weightOf(10), undefined);
});

test('of many searches the five newest count, each once', () => {
  const texts = ['a', 'b', 'A', 'c', 'd', 'e', 'f'];
  const searches = texts.map((text, i) => ({ text, at: daysAgo(i / 10) }));
  assert.deepEqual(
    learnerTopics(empty, searches, now).map(({ text }) => text),
    ['a', 'b', 'c', 'd', 'e'],
  );
});
