import { membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import type { Source } from '../../../src/sync/source.ts';
import { toRecords } from '../../../src/sync/sources/names-and-roles/sync-roster.ts';
import { personalIn } from '../no-names.ts';

/** A page as platforms answer it (Names and Role Provisioning Services 2.0 §2.2), with all that they may add. */
const page = {
  id: 'https://lms.example/roster/C1',
  context: { id: 'C1', label: 'BOT 1', title: 'Botany' },
  members: [
    {
      ...{ status: 'Active', name: 'Ottilie Brandt', given_name: 'Ottilie', family_name: 'Brandt' },
      ...{ middle_name: 'Mechthild', picture: 'https://lms.example/faces/ottilie.jpg' },
      ...{ email: 'ottilie.brandt@college.example', user_id: '4711', lis_person_sourcedid: 'S-4711' },
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      message: [{ 'https://purl.imsglobal.org/spec/lti/claim/custom': { user_name: 'obrandt' } }],
    },
    {
      ...{ status: 'Active', name: 'Kasimir Vogt', email: 'kasimir.vogt@college.example', user_id: '12' },
      roles: ['Instructor'],
    },
  ],
};

export const personal = [...personalIn(page), 'obrandt'];

export function source(): Source {
  async function* members() {
    yield* membersOf(page, 'C1');
  }
  return {
    name: 'names-and-roles',
    pull: (options) => toRecords({ key: 'C1', title: 'Botany' }, members(), true, options),
  };
}
