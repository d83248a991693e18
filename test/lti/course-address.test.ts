import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim } from '../../src/lti/claims.ts';
import { courseAddress } from '../../src/lti/course-address.ts';

const from = (product: string | undefined, id: unknown = '42') => ({
  [claim.context]: { id },
  ...(product && { [claim.toolPlatform]: { product_family_code: product } }),
});
const canvas = { canvas_api_domain: 'north.instructure.com', canvas_course_id: '7' };

test('a Moodle course is shown by its number, below the site’s own address', () => {
  const address = courseAddress(from('moodle'), 'https://example.edu/moodle/', {});
  assert.equal(address, 'https://example.edu/moodle/course/view.php?id=42');
});

test('a Canvas course is shown on the school’s host, by the number that Canvas shows it by', () => {
  const address = courseAddress(from('canvas', 'opaque'), 'https://canvas.instructure.com', canvas);
  assert.equal(address, 'https://north.instructure.com/courses/7');
});

test('nothing is guessed', () => {
  const issuer = 'https://example.edu';
  const canvasIssuer = 'https://canvas.instructure.com';
  for (const [claims, custom] of [
    [from(undefined), canvas],
    [from('blackboard'), canvas],
    [from('moodle', 'opaque'), canvas],
    [from('moodle', '1&x=y'), {}],
    [from('canvas'), {}],
    [from('canvas'), { ...canvas, canvas_course_id: '7/../../x' }],
    [from('canvas'), { ...canvas, canvas_api_domain: 'evil.example/x?' }],
    [from('canvas'), { ...canvas, canvas_api_domain: 'user@evil.example' }],
  ] as const)
    assert.equal(courseAddress(claims, custom === canvas ? canvasIssuer : issuer, custom), undefined);
});
