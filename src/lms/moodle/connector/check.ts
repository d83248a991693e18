import type { Types } from 'mongoose';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { runCheck } from '../../../sync/run-check.ts';
import { catalogueChecks } from './check-catalogue.ts';
import { courseChecks } from './check-course.ts';
import { type MoodleFunction, moodleFunctions, withoutFunction } from './functions.ts';
import { type MoodleService, mixedAnswers } from './service.ts';
import type { MoodleSettings } from './settings.ts';
import { askSite, type MoodleSite, otherSite } from './site.ts';

/** Tries each function and each capability that a pull needs. */
export async function checkMoodle(
  service: MoodleService,
  { staffRoles }: MoodleSettings,
  institutionId: Types.ObjectId,
  signal: AbortSignal,
): Promise<readonly ConnectorCheck[]> {
  let site: MoodleSite | undefined;
  const token = await runCheck('Address and token', async () => {
    site = await askSite(service, signal);
    return { found: `Moodle ${site.release} takes the token.` };
  });
  if (!site) return [token];
  const { functions } = site;
  const catalogue = functions.has('core_course_get_courses_by_field')
    ? await catalogueChecks(service, functions, signal)
    : { checks: [], courses: [] };
  const checks = [
    ...[token, await sameSiteCheck(institutionId, site), accountCheck(site)],
    ...functionChecks(functions),
    ...catalogue.checks,
    ...(await courseChecks(service, catalogue.courses, { functions, staffRoles }, signal)),
  ];
  return service.hasMixedAnswers ? [...checks, { title: 'Answers', state: 'bad', ...mixedAnswers }] : checks;
}

async function sameSiteCheck(institutionId: Types.ObjectId, site: MoodleSite): Promise<ConnectorCheck> {
  const title = 'The Moodle that launches come from';
  const other = await otherSite(institutionId, site);
  if (other === undefined) return { title, state: 'good', found: site.url };
  return {
    ...{ title, state: 'bad', found: `This is ${site.url}; launches come from ${other}.` },
    cure: 'Enter the address and a token of that one: numbers of people and courses differ from Moodle to Moodle.',
  };
}

function accountCheck({ isAdministrators }: MoodleSite): ConnectorCheck {
  const title = 'An account of its own';
  if (!isAdministrators) return { title, state: 'good', found: 'The account is no site administrator.' };
  return {
    ...{ title, state: 'bad', found: 'The token is of a site administrator, who may do everything.' },
    cure: 'Make an account that has the role of docs/moodle.md and nothing else, and a token for it.',
  };
}

function functionChecks(granted: ReadonlySet<string>): ConnectorCheck[] {
  return (Object.keys(moodleFunctions) as MoodleFunction[]).map((name) => {
    const { gives } = moodleFunctions[name];
    if (granted.has(name)) return { title: name, state: 'good', found: `In the service: ${gives}.` };
    const without = withoutFunction[name] ?? 'Nothing can be read.';
    return {
      ...{ title: name, state: 'bad', found: `Not in the service. ${without}` },
      cure: 'Add it in Site administration → Server → Web services → External services → Functions.',
    };
  });
}
