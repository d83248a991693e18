import type { Types } from 'mongoose';
import type { AuditAction, AuditEntry } from '../../../models/audit-entry.ts';
import { CourseModel } from '../../../models/course.ts';
import type { Words } from '../../words/words.ts';
import { auditValue } from './audit-values.ts';

/** One entry of the audit, in words. */
export interface AuditLine {
  iso: string;
  /** "28 November 2026 at 04:10 UTC" */
  at: string;
  what: string;
  /** "administrator of the LMS, 3f9a2c…": nobody's name is known. */
  who: string;
  /** Values as they were set. */
  details: string[];
}

/** Of a pseudonym so many letters tell people apart on a page. */
const shownLetters = 8;

/** @param titles of the courses that entries name, by `Course.key`; one that is gone is named by its key */
export function auditLines(
  entries: readonly AuditEntry[],
  titles: ReadonlyMap<string, string>,
  words: Words,
): AuditLine[] {
  const nameOf = (key: string) => titles.get(key) ?? key;
  return entries.map(({ at, what, role, by, panel, course, values = {} }) => ({
    ...{ iso: at.toISOString(), at: words.moment(at), what: whatWords(what, words) },
    who:
      by === undefined
        ? words.say(`administration.audit.role.${role}`)
        : `${words.say(`administration.audit.role.${role}`)} · ${by.slice(0, shownLetters)}…`,
    details: [
      ...(panel === undefined ? [] : [words.say('administration.audit.panel', { course: nameOf(panel) })]),
      ...(course === undefined ? [] : [words.say('administration.audit.course', { course: nameOf(course) })]),
      ...Object.entries(values).map(([name, value]) => auditValue(name, value, words)),
    ],
  }));
}

/** Each action has words of its own. */
function whatWords(what: AuditAction, words: Words): string {
  return words.say(`administration.audit.${actionNames[what]}`);
}

const actionNames = {
  'panel-settings': 'panelSettings',
  'course-pinned': 'coursePinned',
  'course-boosted': 'courseBoosted',
  'course-blocked': 'courseBlocked',
  'course-released': 'courseReleased',
  'model-served': 'modelServed',
  'model-choices': 'modelChoices',
  'categories-excluded': 'categoriesExcluded',
  'connection-saved': 'connectionSaved',
  'connection-removed': 'connectionRemoved',
  'removals-released': 'removalsReleased',
  'files-uploaded': 'filesUploaded',
  'files-explained': 'filesExplained',
  'files-forgotten': 'filesForgotten',
  'institution-approved': 'institutionApproved',
  'institution-renamed': 'institutionRenamed',
  'institution-disconnected': 'institutionDisconnected',
  'institution-deleted': 'institutionDeleted',
  'credential-issued': 'credentialIssued',
  'credential-revoked': 'credentialRevoked',
  'retention-changed': 'retentionChanged',
  'notices-changed': 'noticesChanged',
  'comparison-started': 'comparisonStarted',
  'comparison-ended': 'comparisonEnded',
  'keys-rotated': 'keysRotated',
  'keys-replaced': 'keysReplaced',
  'person-exported': 'personExported',
  'person-deleted': 'personDeleted',
  'person-refused': 'personRefused',
  'person-allowed': 'personAllowed',
} as const satisfies Record<AuditAction, string>;

/** The titles of the courses that entries name. */
export async function auditTitles(
  institutionId: Types.ObjectId,
  entries: readonly AuditEntry[],
): Promise<Map<string, string>> {
  const keys = entries.flatMap(({ panel, course }) => [panel ?? [], course ?? []].flat());
  const found = await CourseModel.find({ institutionId, key: { $in: keys } }, { key: 1, title: 1 }).lean();
  return new Map(found.map(({ key, title }) => [key, title]));
}
