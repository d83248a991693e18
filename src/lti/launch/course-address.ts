import { type Claims, claim, objectClaim, text } from './claims.ts';

/**
 * Where the LMS shows the course that a launch came from, where the launch tells: the product is in the tool_platform
 * claim (LTI Core §5.4.3). A person who is not enrolled is shown by the LMS how to be.
 * @param custom parameters that this tool uses, by name
 */
export function courseAddress(
  claims: Claims,
  issuer: string,
  custom: Readonly<Record<string, string>>,
): string | undefined {
  const product = text(objectClaim(claims, claim.toolPlatform)['product_family_code']);
  // Moodle's context.id is its own course id; Canvas's is one for tools only.
  if (product === 'moodle') return moodleAddress(issuer, objectClaim(claims, claim.context)['id']);
  if (product === 'canvas') return canvasAddress(claims, custom['canvas_course_id']);
  return undefined;
}

/** Moodle's issuer is the site's address. */
function moodleAddress(issuer: string, id: unknown): string | undefined {
  if (!isNumber(id) || !URL.canParse(issuer)) return undefined;
  return `${issuer.replace(/\/+$/, '')}/course/view.php?id=${id}`;
}

/**
 * Canvas's issuer is every school's; its return_url is on the school's own host. The number is anybody's who may edit
 * a link, and so would be the host that `$Canvas.api.domain` says: people are led to the platform only.
 */
function canvasAddress(claims: Claims, id: unknown): string | undefined {
  const returnUrl = text(objectClaim(claims, claim.launchPresentation)['return_url']);
  if (!isNumber(id) || returnUrl === undefined || !URL.canParse(returnUrl)) return undefined;
  const { origin, protocol } = new URL(returnUrl);
  return /^https?:$/.test(protocol) ? `${origin}/courses/${id}` : undefined;
}

function isNumber(id: unknown): id is string {
  return /^\d{1,20}$/.test(String(id));
}
