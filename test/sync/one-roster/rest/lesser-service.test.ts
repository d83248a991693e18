import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import mongoose from 'mongoose';
import { exampleCollections } from '../example-objects.ts';
import { fail, type StandInOptions } from '../stand-in-service.ts';
import { all, fails, SchoolUnderTest } from './school-under-test.ts';

const school = await SchoolUnderTest.open();
after(() => school.close());
beforeEach(() => school.beginAnew());

describe('a service that knows less than the specification', () => {
  const withoutParameters = (...refused: [parameter: string, code: string][]): StandInOptions => ({
    before: ({ url = '' }, res) => {
      const found = refused.find(([parameter]) => url.includes(`${parameter}=`));
      if (found) fail(res, 400, found[1]);
      return found !== undefined;
    },
  });

  test('is asked without fields, and names that it sends are left behind', async () => {
    await school.serve(withoutParameters(['fields', 'invalid_selection_field']));
    await school.sync();
    assert.deepEqual(await school.states(), all);
    for (const model of Object.values(mongoose.models))
      assert.doesNotMatch(JSON.stringify(await model.find().lean()), /\bAda\b|school\.example/);
  });

  test('is asked without a filter, and all is read; a limit of a thousand may be too much', async () => {
    await school.serve(withoutParameters(['filter', 'invalid_filter_field'], ['limit=1000', 'invaliddata']));
    await school.sync();
    assert.equal((await school.sync({ wanted: 'changes' })).counts.enrolments, 4);
  });

  test('withdraws nobody where it does not sort', async () => {
    await school.serve();
    await school.sync();
    const { enrollments: _, ...collections } = exampleCollections();
    await school.serve(withoutParameters(['sort', 'invalid_sort_field']), {
      ...collections,
      enrollments: [],
    });
    assert.equal((await school.sync()).counts.removed, 0);
    assert.deepEqual(await school.states(), all);
  });

  test('refuses everything: said so', async () => {
    await school.serve({
      before: (_req, res) => {
        fail(res, 400, 'invaliddata');
        return true;
      },
    });
    await fails(school.sync(), 'answer-unusable', /answered 400 \(invaliddata\) to academicSessions/);
  });
});
