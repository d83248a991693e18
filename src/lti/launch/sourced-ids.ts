import { type NewAlias, ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { type Claims, claim, objectClaim } from './claims.ts';
import { configuredParameters } from './custom-parameters.ts';
import type { Launch } from './launch.ts';

/** Whose ids they are (src/sync/source-order.ts). */
const source = 'one-roster';
const longestId = 255;

/**
 * By which ids the institution's own records (OneRoster, LIS: `sourcedId`) know the person and the course of a launch:
 * the claim that platforms fill from them (LTI Core §5.4.5, appendix D); Canvas sends that with names only, and else the
 * same by substitution variables (appendix B).
 */
export function sourcedIdAliases(
  claims: Claims,
  institution: Institution,
  { learner, course, placement }: Pick<Launch, 'learner' | 'course' | 'placement'>,
): NewAlias[] {
  const lis = objectClaim(claims, claim.lis);
  const isCanvas = objectClaim(claims, claim.toolPlatform)['product_family_code'] === 'canvas';
  const custom = configuredParameters(claims, placement);
  const person = sourcedId(lis['person_sourcedid']) ?? sourcedId(custom['person_sourced_id']);
  const section =
    sourcedId(lis['course_section_sourcedid']) ??
    // Canvas's name for $CourseSection.sourcedId. Others mean by it what the sections are of.
    (isCanvas ? sourcedId(lis['course_offering_sourcedid']) : undefined) ??
    sourcedId(custom['canvas_course_sis_id']);
  const aliases: NewAlias[] = [];
  if (learner !== undefined && person !== undefined)
    aliases.push({ of: 'learner', source, from: ownLearnerKey(institution, source, person), to: learner });
  if (course && section !== undefined)
    aliases.push({ of: 'course', source, from: ownCourseKey(source, section), to: course.key });
  return aliases;
}

/** Undefined where there is none; a variable that the platform does not know comes back as its own name. */
export function sourcedId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longestId) return undefined;
  const id = value.trim();
  return id === '' || id.startsWith('$') ? undefined : id;
}
