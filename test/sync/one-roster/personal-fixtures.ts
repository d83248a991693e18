import type { Institution } from '../../../models/institution.ts';
import type { Source } from '../../../src/sync/source.ts';
import { personalIn } from '../no-names.ts';
import { exampleCollections } from './example-objects.ts';
import { type StandIn, startStandIn } from './stand-in-service.ts';
import { standInSource } from './stand-in-source.ts';

const people = [
  { givenName: 'Ada', familyName: 'Inventa', username: 'ada.inventa', email: 'ada@school.example' },
  { givenName: 'Benno', familyName: 'Erdacht', username: 'benno.erdacht', email: 'benno@school.example' },
];
const collections = exampleCollections();
collections['enrollments'] = (collections['enrollments'] ?? []).map((enrolment, i) => {
  const person = people[i % people.length];
  return { ...enrolment, user: { ...(enrolment['user'] as object), ...person }, metadata: person };
});
let service: StandIn | undefined;

export const personal = personalIn(collections);

/** A service that takes no notice of `fields`, and says with each enrolment whose it is. */
export async function source(institution: Institution): Promise<Source> {
  service = await startStandIn(collections, { knowsFields: false });
  return standInSource(institution, service.host);
}

export async function close(): Promise<void> {
  service?.close();
}
