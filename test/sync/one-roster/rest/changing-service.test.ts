import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, beforeEach, describe, test } from 'node:test';
import { enrolment, exampleCollections } from '../example-objects.ts';
import type { Collections } from '../stand-in-service.ts';
import { all, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

describe('a service that changes while it is read', () => {
  /** What happens before the second page of enrolments. */
  const meanwhile = async (change: (collections: Collections) => void) => {
    await school.serve({
      pageSize: 2,
      before: ({ url = '' }) => {
        if (/enrollments.*offset=2/.test(url)) change(school.service.collections);
        return false;
      },
    });
  };

  test('one that vanishes lets another slip through between two pages: nobody is withdrawn', async () => {
    await school.serve();
    await school.sync();
    await meanwhile((collections) => collections['enrollments']?.shift());
    const { counts } = await school.sync();
    assert.equal(counts.enrolments, 3);
    assert.deepEqual(await school.states(), all);
  });

  test('one that cannot be read before a pull breaks off is not gone for the pull that goes on', async () => {
    await school.serve();
    await school.sync();
    const collections = exampleCollections();
    collections['enrollments']?.splice(0, 1, enrolment('E1', 'U1', 'C1', { role: 'pupil' }));
    let isBroken = true;
    const before = ({ url = '' }: { url?: string | undefined }, res: ServerResponse) => {
      if (!isBroken || !/enrollments.*offset=2/.test(url)) return false;
      res.writeHead(403).end('{}');
      return true;
    };
    await school.serve({ pageSize: 2, before }, collections);
    await assert.rejects(school.sync(), { code: 'forbidden' });
    isBroken = false;
    assert.equal((await school.sync()).isResumed, true);
    assert.deepEqual(await school.states(), all);
    await school.sync();
    assert.deepEqual(await school.states(), all);
  });

  test('one that appears makes another come twice: it is one', async () => {
    await meanwhile((collections) => collections['enrollments']?.unshift(enrolment('E0', 'U4', 'C2')));
    await school.sync();
    assert.deepEqual(await school.states(), all);
  });

  test('duplicate ids and classes that nobody knows', async () => {
    const collections = exampleCollections();
    collections['enrollments']?.push(enrolment('E4', 'U3', 'C1', { role: 'teacher' }));
    collections['enrollments']?.push(enrolment('E8', 'U1', 'C8'), enrolment('E9', '', 'C2'));
    await school.serve({}, collections);
    const { counts } = await school.sync();
    assert.deepEqual([counts.enrolments, counts.rejected], [5, 2]);
    assert.deepEqual(await school.states(), all);
  });
});
