import { type Claims, claim, objectClaim } from './claims.ts';

/** Begins the names of the parameters that links made by this tool carry. */
export const ownPrefix = 'next_courses_';
/** Of what registration asks platforms to send, what is used. The rest may name a person, and is dropped here. */
const used = new Set(['canvas_brand_config_url', 'canvas_course_id', 'canvas_high_contrast']);
const longestValue = 2_000;

/**
 * Custom parameters of a launch that this tool uses (LTI Core §5.4.6); their values are anybody's who may edit the link.
 * A variable that the platform does not know comes back as its own name (`$Canvas.…`): that is no value.
 */
export function customParameters(claims: Claims): Readonly<Record<string, string>> {
  const given = Object.entries(objectClaim(claims, claim.custom)).filter(
    (parameter): parameter is [string, string] =>
      (used.has(parameter[0]) || parameter[0].startsWith(ownPrefix)) && isValue(parameter[1]),
  );
  return Object.fromEntries(given);
}

/** Where Canvas opens a tool by the tool's own configuration, and not by a link that somebody has made. */
const navigation: readonly (string | undefined)[] = [
  ...['course_navigation', 'global_navigation', 'user_navigation'],
];

/**
 * Custom parameters that nobody but the tool's own configuration can have asked for. Anywhere else they are anybody's who may
 * edit the link: with another one's id in it, a teacher would be shown courses for that one's history.
 * @param placement Canvas's name of the place that the tool was opened from
 */
export function configuredParameters(
  claims: Claims,
  placement: string | undefined,
): Readonly<Record<string, unknown>> {
  const isCanvas = objectClaim(claims, claim.toolPlatform)['product_family_code'] === 'canvas';
  return isCanvas && navigation.includes(placement) ? objectClaim(claims, claim.custom) : {};
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longestValue && !/^(\$[A-Za-z]|$)/.test(value);
}
