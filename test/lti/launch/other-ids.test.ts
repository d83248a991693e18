import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { allProducts } from '../../../src/lms/all-products.ts';
import { placementClaim } from '../../../src/lms/canvas/launch.ts';
import { type Claims, claim } from '../../../src/lti/claims.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';
import { aliasesOf } from '../../../src/lti/launch/other-ids.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';

const institution = { learnerKey: '0'.repeat(64) } as Institution;
const launch = {
  learner: 'pseudonym' as string | undefined,
  course: '2' as string | undefined,
  placement: undefined as string | undefined,
};

function sourcedIdAliases(given: Claims, { learner, course, placement }: typeof launch) {
  const message = readMessage({ ...given, [placementClaim]: placement });
  const { otherIds } = productOfFamily(allProducts, message.productFamily).launch;
  return aliasesOf(otherIds(message), institution, learner, course);
}

const person = (id: string) => ({
  ...{ of: 'learner', source: 'one-roster', from: ownLearnerKey(institution, 'one-roster', id) },
  to: 'pseudonym',
});
const course = (id: string) => ({
  ...{ of: 'course', source: 'one-roster', from: ownCourseKey('one-roster', id), to: '2' },
});
const canvas = { product_family_code: 'canvas' };
/** Canvas, with the tool's privacy level "anonymous": no lis claim. */
const custom = { person_sourced_id: 'S1', canvas_course_sis_id: 'CLASS-7' };
/** As Canvas says that a launch is of no link. */
const withoutLink = { [claim.context]: { id: '2' }, [claim.resourceLink]: { id: '2' } };

for (const [name, claims, seen, expected] of [
  [
    'Moodle’s lis claim (recorded from 4.5: person_sourcedid is the ID number, the section the course’s)',
    { [claim.lis]: { person_sourcedid: 'S10009', course_section_sourcedid: 'CD101-2025' } },
    {},
    [person('S10009'), course('CD101-2025')],
  ],
  [
    'Canvas names the section’s id as the offering’s',
    {
      [claim.lis]: { person_sourcedid: 'S1', course_offering_sourcedid: 'CLASS-7' },
      [claim.toolPlatform]: canvas,
    },
    {},
    [person('S1'), course('CLASS-7')],
  ],
  [
    'of any other platform an offering is what sections are of',
    { [claim.lis]: { course_offering_sourcedid: 'BOT' } },
    {},
    [],
  ],
  [
    'Canvas’s navigation brings the tool’s own parameters',
    { [claim.custom]: custom, [claim.toolPlatform]: canvas, ...withoutLink },
    { placement: 'course_navigation' },
    [person('S1'), course('CLASS-7')],
  ],
  [
    'a Canvas link that a teacher may have made is not believed',
    { [claim.custom]: custom, [claim.toolPlatform]: canvas, ...withoutLink },
    { placement: 'link_selection' },
    [],
  ],
  ['nor any other platform’s custom parameters', { [claim.custom]: custom }, {}, []],
  [
    'variables that came back as their own names, empty texts, numbers and endless texts say nothing',
    { [claim.lis]: { person_sourcedid: '$Person.sourcedId', course_section_sourcedid: ' ' } },
    {},
    [],
  ],
  [
    'neither do other kinds of values',
    { [claim.lis]: { person_sourcedid: { id: 12 }, course_section_sourcedid: 'x'.repeat(256) } },
    {},
    [],
  ],
  [
    'a number is the id that its digits are',
    { [claim.lis]: { person_sourcedid: 12, course_section_sourcedid: 7 } },
    {},
    [person('12'), course('7')],
  ],
  [
    'words for none are nobody’s',
    { [claim.lis]: { person_sourcedid: 'null', course_section_sourcedid: '#N/A' } },
    {},
    [],
  ],
  [
    'nobody is joined by an anonymous launch, no course by one from the site',
    { [claim.lis]: { person_sourcedid: 'S1', course_section_sourcedid: 'CLASS-7' } },
    { learner: undefined, course: undefined },
    [],
  ],
] as const)
  test(name, () => {
    assert.deepEqual(sourcedIdAliases(claims, { ...launch, ...seen }), expected);
  });
