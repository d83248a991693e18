import { claim } from '../../../src/lti/claims.ts';
import { RosterError } from '../../../src/lti/names-and-roles/roster-error.ts';
import { membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import { readOddAnswer } from './lms-answers.ts';
import type { OddValues } from './odd-values.ts';
import { cookieOf, type Target } from './target.ts';

/** Tries one odd input. @returns the statuses that it was answered with. @throws what a reader threw and must not */
export type Attempt = (target: Target, odd: OddValues) => Promise<readonly number[]>;

const plain = (fields: Record<string, string>) => `${new URLSearchParams(fields)}`;

/** A launch whose claims or form are odd; where it is accepted, the page that it leads to. */
export const launch: Attempt = async (target, odd) => {
  const isFormOdd = odd.below(10) === 0;
  // What is checked first is left as it is most of the time, so that what comes later is reached.
  const kept =
    odd.below(4) === 0 ? [] : ['iss', 'aud', 'iat', 'exp', 'nonce', claim.version, claim.deploymentId];
  const answer = await target.launch({
    person: `user-${odd.below(1_000_000)}`,
    isDeepLinking: odd.below(4) === 0,
    change: (claims) => ({
      ...odd.mutate(claims),
      ...Object.fromEntries(kept.map((name) => [name, claims[name]])),
    }),
    form: (fields) => (isFormOdd ? oddForm(fields, odd) : plain(fields)),
  });
  const cookie = cookieOf(answer);
  if (answer.status !== 303 || cookie === undefined) return [answer.status];
  const { pathname, search } = new URL(answer.headers.get('location') ?? '/', target.url);
  const page = await target.ask(`${pathname}${search}`, { headers: { Cookie: cookie } });
  return [Math.max(answer.status, page.status >= 500 ? page.status : 0)];
};

const time = '2026-09-01T08:00:00Z';
const xapi = (platformUrl: string) => ({
  ...{ id: '6f1c0000-0000-4000-8000-000000000001', timestamp: time },
  actor: { objectType: 'Agent', account: { homePage: platformUrl, name: '41' } },
  verb: { id: 'http://adlnet.gov/expapi/verbs/registered', display: { en: 'registered' } },
  object: {
    objectType: 'Activity',
    id: `${platformUrl}/course/view.php?id=12`,
    definition: { name: { en: 'sea' } },
  },
  result: { score: { raw: 3, min: 1, max: 5, scaled: 0.5 }, response: 'sea' },
  context: { contextActivities: { category: [{ id: 'https://w3id.org/xapi/cmi5' }] } },
});
const verbs = ['registered', 'left', 'completed', 'viewed', 'rated', 'search', 'suspended', 'voided'];

/** A batch of statements, each odd by itself: a 400 says which, and is no 500. */
const statements: Attempt = async (target, odd) => {
  const batch = Array.from({ length: 10 }, () => {
    const statement = xapi(target.platformUrl);
    statement.verb.id = `http://example.org/verbs/${odd.one(verbs)}`;
    return odd.mutate(statement);
  });
  const body = JSON.stringify(odd.below(20) === 0 ? odd.value() : batch);
  const headers = { 'X-Experience-API-Version': '1.0.3', ...bearer(target, odd) };
  const query = odd.one(['', '?report=true', '?report=x&report=y']);
  const { status } = await target.ask(`/api/xapi/statements${query}`, { method: 'POST', headers, body });
  return batch.map(() => status);
};

const caliper = (platformUrl: string) => ({
  ...{ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2', type: 'FeedbackEvent', action: 'Ranked' },
  ...{ id: 'urn:uuid:1', eventTime: time, edApp: platformUrl },
  actor: {
    id: `${platformUrl}/users/41`,
    type: 'Person',
    extensions: { 'com.instructure.canvas': { root_account_id: '1' } },
  },
  object: { id: `${platformUrl}/course/view.php?id=12`, type: 'CourseSection' },
  generated: {
    selections: ['1'],
    question: { scale: { itemValues: ['0', '1'] } },
    query: { searchTerms: 'sea' },
  },
  federatedSession: { messageParameters: { iss: platformUrl, sub: '41' } },
  extensions: { 'com.instructure.canvas': { hostname: 'school.example' } },
});
const actions = ['NavigatedTo', 'Ranked', 'Searched', 'Completed'];

const events: Attempt = async (target, odd) => {
  const data = Array.from({ length: 10 }, () => {
    const event = { ...caliper(target.platformUrl), action: odd.one(actions) };
    if (odd.below(4) === 0) event.actor.id = 'urn:instructure:canvas:user:21070000000000001';
    return odd.mutate(event);
  });
  const envelope = {
    ...{ sensor: target.platformUrl, sendTime: time, data },
    dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2',
  };
  const body = JSON.stringify(odd.below(20) === 0 ? odd.mutate(envelope) : envelope);
  const { status } = await target.ask('/api/caliper', { method: 'POST', headers: bearer(target, odd), body });
  return data.map(() => status);
};

export const roster = {
  ...{ id: 'https://lms.example/nrps', context: { id: '12', title: 'Biology' } },
  members: [
    {
      ...{ user_id: '41', status: 'Active', roles: ['Learner'], lis_person_sourcedid: 'p-41' },
      message: [{ [claim.custom]: { canvas_user_id: '7' } }],
    },
    { user_id: '42', status: 'Inactive', roles: ['Instructor'] },
  ],
};

/** A page of a roster; only a refusal in words may end its reading. */
const rosterPage: Attempt = async (_target, odd) => {
  try {
    for (const _ of membersOf(odd.below(20) === 0 ? odd.value() : odd.mutate(roster), '12'));
    return [200];
  } catch (error) {
    if (error instanceof RosterError) return [422];
    throw error;
  }
};

const login: Attempt = async (target, odd) => {
  const fields: Record<string, string> = {
    ...{ iss: target.platformUrl, client_id: 'client-1', login_hint: 'hint', lti_message_hint: 'm' },
    ...{
      target_link_uri: `${target.url}/panel`,
      lti_deployment_id: 'deployment-0',
      lti_storage_target: 'frame',
    },
  };
  const query = oddForm(fields, odd);
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Cookie: `__Host-nc-browser=${ascii(odd.text())}`,
  };
  const answer =
    odd.below(2) === 0
      ? await target.ask(`/lti/login?${query}`, { headers })
      : await target.ask('/lti/login', { method: 'POST', headers, body: query });
  return [answer.status];
};

/** Forms and addresses of all faces, by who may use them. */
const forms: readonly [
  face: 'panel' | 'administration' | 'nobody',
  path: string,
  fields: readonly string[],
][] = [
  ['panel', '/panel/opened', ['course', 'reference', 'token']],
  ['panel', '/panel/rated', ['course', 'rating', 'token']],
  ['panel', '/panel/searches', ['search', 'forget', 'token']],
  ['panel', '/panel/profile', ['words', 'skills', 'goal', 'pick', 'language', 'token']],
  ['panel', '/panel/data/forgotten', ['token']],
  ['panel', '/teaching/add', ['title', 'cards', 'purpose', 'token']],
  [
    'administration',
    '/administration/by-hand',
    ['product', 'name', 'issuer', 'clientId', 'deploymentId', 'site', 'environment'],
  ],
  ['administration', '/administration/institutions/x/approve', ['name']],
  ['administration', '/administration/institutions/x/data/moodle', ['address', 'token', 'staffRoles']],
  [
    'administration',
    '/administration/institutions/x/data/canvas',
    ['url', 'account', 'clientId', 'clientSecret'],
  ],
  ['administration', '/administration/institutions/x/data/moodle/sync', ['wanted']],
  ['nobody', '/administration/sign-in', ['pass']],
  ['nobody', '/lti/register', ['attempt', 'language', 'name']],
];
const pages = [
  '/panel',
  '/panel/data',
  '/panel/data/download',
  '/administration',
  '/administration/by-hand',
  '/lti/register',
  '/teaching/add',
  '/self-test',
];

const form: Attempt = async (target, odd) => {
  const [face, path, names] = odd.one(forms);
  const cookie =
    face === 'panel' ? await visitOf(target, odd) : face === 'administration' ? target.administrator : '';
  const fields = Object.fromEntries(names.map((name) => [name, odd.below(2) === 0 ? odd.text() : '1']));
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: target.url, Cookie: cookie };
  const body = oddForm(fields, odd);
  const page = odd.one(pages);
  const answers = [
    await target.ask(path, { method: 'POST', headers, body }),
    await target.ask(`${page}?${oddForm(fields, odd)}`, { headers: { Cookie: cookie } }),
  ];
  return answers.map(({ status }) => status);
};

/** All inputs that are no launches; each counts as many as it returns statuses. */
export const others: Readonly<Record<string, Attempt>> = {
  statements,
  events,
  'roster pages': rosterPage,
  'answers of LMSs': async (_target, odd) => [readOddAnswer(odd)],
  login,
  forms: form,
};

/** Fields as a form carries them: some odd, doubled, nested, or cut within a character. */
function oddForm(fields: Record<string, string>, odd: OddValues): string {
  const names = Object.keys(fields);
  const changed: [string, string][] = Object.entries(fields);
  for (let left = 1 + odd.below(3); left > 0; left--) {
    const name = odd.one(names);
    const what = odd.below(5);
    if (what === 0) changed.push([name, odd.text()]);
    else if (what === 1) changed.push([`${name}[${odd.text().slice(0, 50)}]`, odd.text()]);
    else if (what === 2) changed.splice(odd.below(changed.length), 1);
    else changed.splice(names.indexOf(name), 1, [name, odd.text()]);
  }
  const text = `${new URLSearchParams(changed)}`.slice(0, 12_000);
  return odd.below(20) === 0 ? `${text}&%E0%A4%A&=&&${odd.one(names)}=%` : text;
}

function bearer(target: Target, odd: OddValues): Record<string, string> {
  return { 'Content-Type': 'application/json', Authorization: `Bearer ${odd.one(target.secrets)}` };
}

const visits = new WeakMap<Target, string[]>();

/** A visit's share of requests is small, so there are many. */
async function visitOf(target: Target, odd: OddValues): Promise<string> {
  const known = visits.get(target) ?? [];
  visits.set(target, known);
  if (known.length > 0 && odd.below(10) > 0) return odd.one(known);
  const launched = await target.launch({
    person: `visitor-${odd.below(1_000_000)}`,
    isDeepLinking: odd.below(4) === 0,
    change: (claims) => claims,
    form: plain,
  });
  const cookie = cookieOf(launched) ?? '';
  known.push(cookie);
  return cookie;
}

/** A header carries no others. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, 1_000);
}
