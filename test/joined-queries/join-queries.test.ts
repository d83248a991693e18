import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinPeople } from '../../src/joined-queries/join-people.ts';
import { joinQueries } from '../../src/joined-queries/join-queries.ts';

/** A database that answers when it is told to. */
function database() {
  const asked: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const query = async (asks: readonly string[]) => {
    asked.push(asks);
    await new Promise<void>((resolve) => answers.push(resolve));
    return asks.map((ask) => `${ask} answered`);
  };
  const answer = async () => {
    answers.shift()?.();
    await later();
  };
  return { asked, answer, ask: joinQueries(([group = '']: string) => group, query) };
}

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

test('who asks at the same time is answered by one query, each with their own answer', async () => {
  const { asked, answer, ask } = database();
  const both = Promise.all([ask('a1'), ask('a2')]);
  await later();
  await answer();
  assert.deepEqual(await both, ['a1 answered', 'a2 answered']);
  assert.deepEqual(asked, [['a1', 'a2']]);
});

test('who asks while a query is under way is answered by one that begins afterwards', async () => {
  const { asked, answer, ask } = database();
  const first = ask('a1');
  await later();
  const others = Promise.all([ask('a1'), ask('a2')]);
  await later();
  assert.deepEqual(asked, [['a1']], 'one at a time');
  await answer();
  assert.equal(await first, 'a1 answered');
  assert.deepEqual(asked, [['a1'], ['a1', 'a2']], 'what is asked again is read again');
  await answer();
  assert.deepEqual(await others, ['a1 answered', 'a2 answered']);
});

test('groups do not wait for each other', async () => {
  const { asked, answer, ask } = database();
  const all = Promise.all([ask('a1'), ask('b1'), ask('a2')]);
  await later();
  assert.deepEqual(asked, [['a1', 'a2'], ['b1']]);
  await answer();
  await answer();
  await all;
});

test('a query that fails fails for whom it was to answer, and the next begins', async () => {
  let isAway = true;
  const ask = joinQueries<string, string>(
    () => '',
    async (asks) => {
      if (isAway) throw new Error('away');
      return asks;
    },
  );
  const failed = await Promise.allSettled([ask('a'), ask('b')]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  isAway = false;
  assert.equal(await ask('c'), 'c');
});

test('no query is for more than a hundred', async () => {
  const sizes: number[] = [];
  const ask = joinQueries<number, number>(
    () => '',
    async (asks) => {
      sizes.push(asks.length);
      return asks;
    },
  );
  const numbers = Array.from({ length: 250 }, (_, i) => i);
  assert.deepEqual(await Promise.all(numbers.map(ask)), numbers);
  assert.deepEqual(sizes, [100, 100, 50]);
});

test('everybody is given what is theirs, whatever the order in which it comes', async () => {
  const queries: string[] = [];
  const read = joinPeople<string, { owner: string; course: string }>(
    async (institution, learners) => {
      queries.push(`${institution}: ${learners}`);
      return ['2', '1'].flatMap((course) => [...learners].reverse().map((owner) => ({ owner, course })));
    },
    ({ owner }) => owner,
  );
  const who = (institutionId: string, learner: string) => read({ institutionId, learner });
  const found = await Promise.all([
    who('here', 'ada'),
    who('here', 'bob'),
    who('there', 'ada'),
    who('here', 'ada'),
  ]);
  assert.deepEqual(queries, ['here: ada,bob', 'there: ada']);
  const of = (owner: string) => ['2', '1'].map((course) => ({ owner, course }));
  assert.deepEqual(found, [of('ada'), of('bob'), of('ada'), of('ada')]);
});
