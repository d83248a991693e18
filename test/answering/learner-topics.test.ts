import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learnerTopics } from '../../src/answering/learner-topics.ts';

const now = new Date('2026-06-10T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const empty = { interests: [], skills: [] };

test('a goal stands for its own words', () => {
  const [statement] = learnerTopics({ ...empty, goal: 'astronaut' }, [], now);
  assert.deepEqual([statement?.text, statement?.reason.kind], ['astronaut', 'matches-goal']);
});

test('a skill that is named twice counts once', () => {
  const statements = learnerTopics({ ...empty, skills: ['sql', 'SQL', 'welding'] }, [], now);
  assert.deepEqual(
    statements.map(({ reason }) => reason),
    ['sql', 'welding'].map((skill) => ({ kind: 'teaches-skill', skill })),
  );
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
