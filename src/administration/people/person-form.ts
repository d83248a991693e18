import type { Institution } from '../../../models/institution.ts';
import { findPerson, type SourceWithOwnIds, sourcesWithOwnIds } from '../../privacy/find-person.ts';
import type { Person } from '../../privacy/pseudonyms.ts';
import { readId } from '../../values/read-text.ts';

/** Whom an administrator means, as the form says it. It is in no address: those are kept by browsers and proxies. */
export interface PersonForm {
  subject: string;
  /** Empty: the id is the LMS's. */
  source: SourceWithOwnIds | '';
}

export type PersonProblem = 'subject' | 'twoPeople' | 'unsure' | 'notObjected';

export const noPerson: Readonly<PersonForm> = { subject: '', source: '' };

export function readPersonForm(body: Readonly<Record<string, unknown>> | undefined): PersonForm {
  const subject = typeof body?.['subject'] === 'string' ? body['subject'].trim() : '';
  return { subject, source: sourcesWithOwnIds.find((one) => one === body?.['source']) ?? '' };
}

/** The person, or why it is none. */
export async function personIn(
  institution: Institution,
  { subject, source }: PersonForm,
): Promise<Person | PersonProblem> {
  const id = readId(subject);
  if (id === undefined) return 'subject';
  return (await findPerson(institution, id, source || undefined)) ?? 'twoPeople';
}
