import { type NewAlias, ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { type Claims, claim, objectClaim, text } from './claims.ts';
import { configuredParameters } from './custom-parameters.ts';
import type { Launch } from './launch.ts';

/** Whose ids they are (src/sync/source-order.ts). */
const source = 'canvas';
const rosterPath = /^\/api\/lti\/courses\/(\d{1,20})\/names_and_roles$/;
const coursePath = /^\/courses\/(\d{1,20})\//;

/**
 * The id of a person or a course in Canvas's REST interface, as this tool stores it: `school.instructure.com/4711`. The
 * numbers are one Canvas's own: with its host before them, those of another one (a test instance, a school whose address was
 * entered by mistake) can never be taken for them.
 */
export function canvasId(host: string, number: string): string {
  return `${host}/${number}`;
}

/** The number in a variable's value; undefined where Canvas did not fill it in. */
export function canvasNumber(value: unknown): string | undefined {
  return /^\d{1,20}$/.test(String(value)) ? String(value) : undefined;
}

/** Which course a `context_memberships_url` is of; undefined: it is not Canvas's. */
export function canvasCourseOf(membershipsUrl: string | undefined): string | undefined {
  return courseIn(addressOf(membershipsUrl), rosterPath);
}

/**
 * By which ids Canvas's REST interface knows the person and the course of a launch. `sub` and `context.id` are ids for tools
 * only, and REST shows neither. The course's number stands in addresses that Canvas has signed; the person's comes by
 * `$Canvas.user.id`, and counts where nobody but the tool's configuration asks for it.
 */
export function canvasAliases(
  claims: Claims,
  institution: Pick<Institution, 'learnerKey'>,
  { learner, course, placement }: Pick<Launch, 'learner' | 'course' | 'placement'>,
): NewAlias[] {
  if (objectClaim(claims, claim.toolPlatform)['product_family_code'] !== 'canvas') return [];
  const roster = addressOf(objectClaim(claims, claim.namesAndRoles)['context_memberships_url']);
  const page = addressOf(objectClaim(claims, claim.launchPresentation)['return_url']);
  const courses = [courseIn(roster, rosterPath), courseIn(page, coursePath)];
  const person = canvasNumber(configuredParameters(claims, placement)['canvas_user_id']);
  // A school may be reached by several hosts: the roster's is its main one, the page's the one that the person is on.
  const hosts = [roster?.host, page?.host];
  return [
    ...known(learner === undefined || person === undefined ? [] : hosts).map((host): NewAlias => {
      const from = ownLearnerKey(institution, source, canvasId(host, person as string));
      return { of: 'learner', source, from, to: learner as string };
    }),
    ...known(course ? courses : []).map((id): NewAlias => {
      return { of: 'course', source, from: ownCourseKey(source, id), to: (course as { key: string }).key };
    }),
  ];
}

function courseIn(address: URL | undefined, pattern: RegExp): string | undefined {
  const number = pattern.exec(address?.pathname ?? '')?.[1];
  return address && number !== undefined ? canvasId(address.host, number) : undefined;
}

function addressOf(value: unknown): URL | undefined {
  const address = text(value);
  return address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
}

function known(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
