import type { Institution } from '../../../../models/institution.ts';
import type { Source } from '../../../../src/sync/source.ts';
import { personalIn } from '../../../sync/no-names.ts';
import { course, enrolment, progress, token } from './documented-answers.ts';
import { StandInRest } from './stand-in-rest.ts';
import { standInSource } from './stand-in-source.ts';

const other = {
  ...{ id: 4, name: 'Traugott Neunmal', sortable_name: 'Neunmal, Traugott', short_name: 'Trau Neunmal' },
  login_id: 'traugott@canvas.example',
};
const teacher = { ...enrolment, id: 2, type: 'TeacherEnrollment', user_id: 4, user: other };
let standIn: StandInRest | undefined;

export const personal = [
  ...personalIn([course, enrolment, teacher, progress]),
  ...['Siggi Lasst', 'Trau Neunmal', 'Konrad Kreide', token.user.name, 'SHEL93921'],
];

/** One member a page, so that bookmarks with names are gone through. */
export async function source(institution: Institution): Promise<Source> {
  standIn = await StandInRest.start();
  standIn.pageSize = 1;
  standIn.add(course, [enrolment, teacher]);
  standIn.add({ ...course, id: 370664, end_at: null, term: null }, [enrolment, teacher]);
  standIn.data.progress.set(370664, [progress]);
  // The token's answer names the administrator.
  standIn.accessToken = 'another';
  return standInSource(institution, standIn.host);
}

export async function close(): Promise<void> {
  standIn?.close();
}
