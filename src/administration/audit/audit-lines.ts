import type { AuditAction, AuditEntry } from '../../../models/audit-entry.ts';
import { isolate } from '../../words/isolate.ts';
import type { Words } from '../../words/words.ts';

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
const longestValue = 200;

export function auditLines(entries: readonly AuditEntry[], words: Words): AuditLine[] {
  return entries.map(({ at, what, role, by, panel, course, values = {} }) => ({
    ...{ iso: at.toISOString(), at: words.moment(at), what: whatWords(what, words) },
    who:
      by === undefined
        ? words.say(`administration.audit.role.${role}`)
        : `${words.say(`administration.audit.role.${role}`)} · ${by.slice(0, shownLetters)}…`,
    details: [
      ...(panel === undefined ? [] : [words.say('administration.audit.panel', { course: panel })]),
      ...(course === undefined ? [] : [words.say('administration.audit.course', { course })]),
      ...Object.entries(values).map(([name, value]) =>
        isolate(`${name}: ${valueWords(value)}`, words.direction),
      ),
    ],
  }));
}

/** Each action has words of its own; the names of values are those of the data, the same in every language. */
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
  'institution-approved': 'institutionApproved',
  'institution-renamed': 'institutionRenamed',
  'institution-disconnected': 'institutionDisconnected',
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
  'person-allowed': 'personAllowed',
} as const satisfies Record<AuditAction, string>;

function valueWords(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
