import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allProducts } from '../../src/lms/all-products.ts';
import { type Claims, claim } from '../../src/lti/claims.ts';
import { readMessage } from '../../src/lti/launch/message.ts';
import { productOfFamily } from '../../src/lti/lti-product.ts';

const from = (product: string | undefined, id: unknown = '42') => ({
  [claim.context]: { id },
  ...(product && { [claim.toolPlatform]: { product_family_code: product } }),
});
/** A launch from Canvas: the person came from `returnUrl`. */
const fromCanvas = (returnUrl: unknown) => ({
  ...from('canvas', 'opaque'),
  [claim.launchPresentation]: { return_url: returnUrl },
});
const canvasIssuer = 'https://canvas.instructure.com';
const onSchool = 'https://north.instructure.com/courses/7/external_content/success/external_tool_redirect';

function courseAddress(claims: Claims, issuer: string, custom: Record<string, unknown>): string | undefined {
  const message = readMessage({ iss: issuer, ...claims, [claim.custom]: custom });
  return productOfFamily(allProducts, message.productFamily).launch.courseUrl(message);
}

test('a Moodle course is shown by its number, below the site’s own address', () => {
  const address = courseAddress(from('moodle'), 'https://example.edu/moodle/', {});
  assert.equal(address, 'https://example.edu/moodle/course/view.php?id=42');
});

test('a Canvas course is shown on the school’s host, by the number that Canvas shows it by', () => {
  const address = courseAddress(fromCanvas(onSchool), canvasIssuer, { canvas_course_id: '7' });
  assert.equal(address, 'https://north.instructure.com/courses/7');
  // Older versions send numbers as numbers.
  assert.equal(courseAddress(fromCanvas(onSchool), canvasIssuer, { canvas_course_id: 7 }), address);
});

test('whoever edits a link in Canvas leads nobody out of it', () => {
  const edited = { canvas_course_id: '7', canvas_api_domain: 'evil.example' };
  assert.equal(
    courseAddress(fromCanvas(onSchool), canvasIssuer, edited),
    'https://north.instructure.com/courses/7',
  );
  assert.equal(courseAddress(from('canvas'), canvasIssuer, edited), undefined);
});

test('nothing is guessed', () => {
  const moodleIssuer = 'https://example.edu';
  for (const [claims, issuer, id] of [
    [from(undefined), moodleIssuer, '7'],
    [from('blackboard'), moodleIssuer, '7'],
    [from('moodle', 'opaque'), moodleIssuer, '7'],
    [from('moodle', '1&x=y'), moodleIssuer, '7'],
    [fromCanvas(onSchool), canvasIssuer, undefined],
    [fromCanvas(onSchool), canvasIssuer, '7/../../x'],
    [fromCanvas(undefined), canvasIssuer, '7'],
    [fromCanvas('no address'), canvasIssuer, '7'],
    [fromCanvas('javascript:alert(1)'), canvasIssuer, '7'],
  ] as const)
    assert.equal(courseAddress(claims, issuer, id === undefined ? {} : { canvas_course_id: id }), undefined);
});
