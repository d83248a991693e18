import { type NewAlias, ownCourseKey, ownLearnerKey } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { readId } from '../../values/read-text.ts';
import { sheetFault } from '../../values/spoilt-id.ts';
import type { LaunchMessage } from './message.ts';

/** The ids under which one source knows the person and the course of a launch; one of them may have several. */
export interface OtherIds {
  /** Name of the source (src/sync/source-order.ts). */
  source: string;
  people: readonly string[];
  courses: readonly string[];
}

/** The source of the institution's own records, which name people and courses by `sourcedId` (OneRoster, LIS). */
export const recordsSource = 'one-roster';

/** The ids in the `lis` claim, which platforms fill from the institution's own records (LTI Core §5.4.5, appendix D). */
export function lisIds({ lis }: LaunchMessage): OtherIds {
  return {
    source: recordsSource,
    people: known([sourcedId(lis.person)]),
    courses: known([sourcedId(lis.courseSection)]),
  };
}

/** Undefined where there is no id. A variable that the platform does not know comes back as its own name (`$…`). */
export function sourcedId(value: unknown): string | undefined {
  const id = readId(value)?.trim();
  return id === undefined || id.startsWith('$') || sheetFault(id) !== undefined ? undefined : id;
}

/** Without the missing and the repeated ones. */
export function known(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The aliases that a launch tells. An anonymous launch tells none of a person, one from outside a course none of a course. */
export function aliasesOf(
  ids: readonly OtherIds[],
  institution: Pick<Institution, 'learnerKey'>,
  learner: string | undefined,
  course: string | undefined,
): NewAlias[] {
  return ids.flatMap(({ source, people, courses }) => [
    ...(learner === undefined ? [] : people).map((id): NewAlias => {
      return {
        of: 'learner',
        source,
        from: ownLearnerKey(institution, source, id),
        to: learner as string,
      };
    }),
    ...(course === undefined ? [] : courses).map((id): NewAlias => {
      return { of: 'course', source, from: ownCourseKey(source, id), to: course as string };
    }),
  ]);
}
