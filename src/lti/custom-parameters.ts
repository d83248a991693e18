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

function isValue(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longestValue && !/^(\$[A-Za-z]|$)/.test(value);
}
