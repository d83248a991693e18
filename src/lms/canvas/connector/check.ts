import { type Message, message } from '../../../messages/message.ts';
import type { OpenConnection } from '../../../sync/connections.ts';
import type { ConnectorCheck, StoredSecrets } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { AccessToken } from './access-token.ts';
import { CanvasClient } from './canvas-client.ts';
import { type Fields, fieldsOf, idIn } from './fields.ts';
import { joinChecks } from './join-checks.ts';
import { settingsOf } from './settings.ts';

/** Errors about the host, its token or the settings. Every other attempt would fail in the same way. */
const throughout = new Set([
  ...['settings-incomplete', 'unreachable', 'address-refused', 'redirected', 'busy'],
  ...['client-refused', 'permission-revoked', 'permission-missing', 'token-refused', 'connection-removed'],
]);

/** Tries everything that a pull reads, one kind after the other, and a single entry of each. */
export async function checkCanvas(
  ask: Ask,
  connection: OpenConnection,
  signal: AbortSignal,
  stored: StoredSecrets,
): Promise<readonly ConnectorCheck[]> {
  const checks: ConnectorCheck[] = [];
  try {
    const settings = settingsWith(connection, checks);
    const token = new AccessToken(ask, settings, connection.secrets, stored);
    const client = new CanvasClient(ask, settings.origin, token);
    const answer = await attempt(checks, message('canvas.check.account'), () =>
      client.get(`/api/v1/accounts/${settings.account}`, 'account', signal),
    );
    const account = fieldsOf(answer?.json);
    const id = idIn(account['id']) ?? settings.account;
    const root = idIn(account['root_account_id']) ?? id;
    await attempt(checks, message('canvas.check.terms'), () =>
      client.get(`/api/v1/accounts/${root}/terms?per_page=1`, 'terms', signal),
    );
    const course = await courseCheck(checks, client, id, signal);
    if (course !== undefined) await membersCheck(checks, client, course, signal);
    checks.push(...(await joinChecks(connection.institutionId, settings.host)));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    signal.throwIfAborted();
  }
  return checks;
}

function settingsWith(connection: OpenConnection, checks: ConnectorCheck[]) {
  try {
    return settingsOf(connection);
  } catch (error) {
    report(checks, message('canvas.check.settings'), error);
    throw error;
  }
}

/** @returns number of a course with members */
async function courseCheck(
  checks: ConnectorCheck[],
  client: CanvasClient,
  account: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const path = `/api/v1/accounts/${account}/courses?per_page=1&with_enrollments=true&include[]=term`;
  const answer = await attempt(checks, message('check.courses'), () => client.get(path, 'courses', signal));
  const found: Fields | undefined = Array.isArray(answer?.json) ? fieldsOf(answer.json[0]) : undefined;
  const id = idIn(found?.['id']);
  if (answer && id === undefined)
    checks.push({
      ...{ title: message('canvas.check.members'), state: 'unknown', found: message('canvas.noCourse') },
      cure: message('canvas.noCourse.cure'),
    });
  if (found && id !== undefined) checks.push(includeCheck(found));
  return id;
}

/** Without this permission Canvas leaves out what `include[]` asks for, and does not say so. */
function includeCheck(course: Fields): ConnectorCheck {
  const title = message('canvas.check.include');
  if (course['term'] !== undefined) return good(title, message('canvas.include.good'));
  return {
    ...{ title, state: 'bad', found: message('canvas.include.bad') },
    cure: message('canvas.include.cure'),
  };
}

async function membersCheck(
  checks: ConnectorCheck[],
  client: CanvasClient,
  course: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/api/v1/courses/${course}/enrollments?per_page=1&type[]=StudentEnrollment&state[]=active&state[]=completed`;
  const answer = await attempt(checks, message('canvas.check.members'), () =>
    client.get(path, 'enrolments', signal),
  );
  const [first] = Array.isArray(answer?.json) ? (answer.json as unknown[]) : [];
  if (first !== undefined) {
    const title = message('canvas.check.grades');
    const hasScores = 'final_score' in fieldsOf(fieldsOf(first)['grades']);
    checks.push(
      hasScores
        ? good(title, message('canvas.grades.good'))
        : {
            ...{ title, state: 'unknown', found: message('canvas.grades.none') },
            cure: message('canvas.grades.cure'),
          },
    );
  }
  const progress = `/api/v1/courses/${course}/bulk_user_progress?per_page=1`;
  try {
    await client.get(progress, 'progress', signal);
    checks.push(good(message('canvas.check.progress'), message('canvas.mayBeRead')));
  } catch (error) {
    // A 400 says that this course has no requirements.
    if (error instanceof SourceError && error.code === 'answer-unusable')
      checks.push({
        ...{ title: message('canvas.check.progress'), state: 'unknown' },
        found: message('canvas.progress.none'),
      });
    else report(checks, message('canvas.check.progress'), error);
  }
}

async function attempt<T>(
  checks: ConnectorCheck[],
  title: Message,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    const answer = await act();
    checks.push(good(title, message('canvas.mayBeRead')));
    return answer;
  } catch (error) {
    report(checks, title, error);
    return undefined;
  }
}

/** @throws what is no refusal; and where all else would be refused as well, after it was reported */
function report(checks: ConnectorCheck[], title: Message, error: unknown): void {
  if (!(error instanceof SourceError)) throw error;
  checks.push({ title, state: 'bad', found: error.happened, cure: error.cure });
  if (throughout.has(error.code)) throw error;
}

function good(title: Message, found: Message): ConnectorCheck {
  return { title, state: 'good', found };
}
