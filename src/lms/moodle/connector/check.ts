import type { Types } from 'mongoose';
import { message } from '../../../messages/message.ts';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { runCheck } from '../../../sync/run-check.ts';
import { catalogueChecks } from './check-catalogue.ts';
import { courseChecks } from './check-course.ts';
import { dispensable, type MoodleFunction, moodleFunctions } from './functions.ts';
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
  const token = await runCheck(message('check.address'), async () => {
    site = await askSite(service, signal);
    return { found: message('moodle.takes', { release: site.release }) };
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
  return service.hasMixedAnswers
    ? [...checks, { title: message('moodle.answers'), state: 'bad', ...mixedAnswers }]
    : checks;
}

async function sameSiteCheck(institutionId: Types.ObjectId, site: MoodleSite): Promise<ConnectorCheck> {
  const title = message('moodle.sameSite');
  const other = await otherSite(institutionId, site);
  const { url } = site;
  if (other === undefined) return { title, state: 'good', found: message('moodle.sameSite.good', { url }) };
  return {
    ...{ title, state: 'bad', found: message('moodle.otherSite', { url, other }) },
    cure: message('moodle.otherSite.cure'),
  };
}

function accountCheck({ isAdministrators }: MoodleSite): ConnectorCheck {
  const title = message('moodle.account');
  if (!isAdministrators) return { title, state: 'good', found: message('moodle.account.good') };
  return {
    ...{ title, state: 'bad', found: message('moodle.account.bad') },
    cure: message('moodle.account.cure'),
  };
}

function functionChecks(granted: ReadonlySet<string>): ConnectorCheck[] {
  return (Object.keys(moodleFunctions) as MoodleFunction[]).map((name) => {
    if (granted.has(name)) {
      const found = [message('moodle.function.good'), message(`moodle.gives.${name}`)];
      return { title: name, state: 'good', found };
    }
    const needed = dispensable.find((one) => one === name) ?? 'nothing';
    return {
      ...{ title: name, state: 'bad' },
      found: [message('moodle.function.bad'), message(`moodle.without.${needed}`)],
      cure: message('moodle.function.cure'),
    };
  });
}
