import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { allProducts } from '../../../src/lms/all-products.ts';
import { canvasSourceName, courseOfRoster } from '../../../src/lms/canvas/ids.ts';
import { placementClaim } from '../../../src/lms/canvas/launch.ts';
import { type Claims, claim } from '../../../src/lti/claims.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';
import { aliasesOf } from '../../../src/lti/launch/other-ids.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';

const institution = { learnerKey: '0'.repeat(64) } as Institution;
const launch = {
  learner: 'pseudonym' as string | undefined,
  course: '4dde05e8' as string | undefined,
  placement: 'course_navigation' as string | undefined,
};
/** As Canvas signs them: the roster on the school's main host, the page on the one that the person is on. */
const claims = {
  [claim.toolPlatform]: { product_family_code: 'canvas' },
  [claim.custom]: { canvas_user_id: '42', canvas_course_id: '99' },
  [claim.context]: { id: '4dde05e8' },
  [claim.resourceLink]: { id: '4dde05e8' },
  [claim.namesAndRoles]: {
    context_memberships_url: 'https://school.instructure.com/api/lti/courses/7/names_and_roles',
  },
  [claim.launchPresentation]: {
    return_url: 'https://canvas.school.edu/courses/7/external_content/success/x',
  },
};

/** The aliases by Canvas's own ids that a launch tells. */
function canvasAliases(given: Claims, { learner, course, placement }: typeof launch) {
  const message = readMessage({ ...given, [placementClaim]: placement });
  const ids = productOfFamily(allProducts, message.productFamily).launch.otherIds(message);
  const own = ids.filter(({ source }) => source === canvasSourceName);
  return aliasesOf(own, institution, learner, course);
}

const person = (id: string) => ({
  ...{ of: 'learner', source: 'canvas', from: ownLearnerKey(institution, 'canvas', id), to: 'pseudonym' },
});
const course = (id: string) => ({
  ...{ of: 'course', source: 'canvas', from: ownCourseKey('canvas', id), to: '4dde05e8' },
});

test('a launch tells both ids of the person and of the course, for each host of the school', () => {
  assert.deepEqual(canvasAliases(claims, launch), [
    person('school.instructure.com/42'),
    person('canvas.school.edu/42'),
    course('school.instructure.com/7'),
    course('canvas.school.edu/7'),
  ]);
});

for (const [name, said, seen, expected] of [
  [
    'a link that somebody may have edited says nothing of the person; the course’s number is Canvas’s own',
    {},
    { placement: undefined },
    [course('school.instructure.com/7'), course('canvas.school.edu/7')],
  ],
  [
    'nor does such a link that is opened as if from the navigation, which an address can do',
    { [claim.resourceLink]: { id: '2f0f5d0e-1111-4c2c-9d4e-000000000000' } },
    {},
    [course('school.instructure.com/7'), course('canvas.school.edu/7')],
  ],
  [
    'outside of a course: the person alone',
    {
      [claim.namesAndRoles]: undefined,
      [claim.launchPresentation]: { return_url: 'https://school.instructure.com/users/42/external_content' },
    },
    { course: undefined, placement: 'user_navigation' },
    [person('school.instructure.com/42')],
  ],
  [
    'a variable that was not filled in, and addresses of something else, say nothing',
    {
      [claim.custom]: { canvas_user_id: '$Canvas.user.id' },
      [claim.namesAndRoles]: { context_memberships_url: 'https://school.instructure.com/groups/7' },
      [claim.launchPresentation]: { return_url: '/courses/7/x' },
    },
    {},
    [],
  ],
  ['an anonymous launch: nobody', {}, { learner: undefined, course: undefined }, []],
  ['another product', { [claim.toolPlatform]: { product_family_code: 'moodle' } }, {}, []],
] as const)
  test(name, () => {
    assert.deepEqual(canvasAliases({ ...claims, ...said }, { ...launch, ...seen }), expected);
  });

test('which course a roster’s address is of', () => {
  const address = 'https://school.instructure.com/api/lti/courses/7/names_and_roles';
  assert.equal(courseOfRoster(address), 'school.instructure.com/7');
  // REST has the whole number of a course of another shard.
  const shared = 'https://school.instructure.com/api/lti/courses/2107~565/names_and_roles';
  assert.equal(courseOfRoster(shared), 'school.instructure.com/21070000000000565');
  for (const other of [undefined, 'https://lms.example/roster/7', `${address}/x`, 'nothing'])
    assert.equal(courseOfRoster(other), undefined);
});
