import type { Institution } from '../../../models/institution.ts';
import { membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import type { RosterReader } from '../../../src/lti/names-and-roles/roster-request.ts';
import type { Source } from '../../../src/sync/source.ts';
import { allRosters } from '../../../src/sync/sources/names-and-roles/all-rosters.ts';

/** All rosters of an institution, each a page of a stand-in on this machine; tokens are tested with the reader. */
export async function standInSource(institution: Institution, host: string): Promise<Source> {
  const readRoster: RosterReader = async function* (_registration, membershipsUrl) {
    const page = await fetch(`http://${host}${new URL(membershipsUrl).pathname}`);
    yield* membersOf(await page.json(), undefined);
  };
  return (await allRosters(readRoster).forInstitution(institution)) as Source;
}
