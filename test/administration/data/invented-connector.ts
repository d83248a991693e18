import { once } from 'node:events';
import { message } from '../../../src/messages/message.ts';
import type { Connector } from '../../../src/sync/connector.ts';
import { SourceError } from '../../../src/sync/source-error.ts';

/** What a test decides of the invented LMS. */
export interface InventedLms {
  /** Awaited before each of ten courses. */
  beforeCourse: (course: number) => Promise<unknown> | undefined;
  /** What a pull breaks off with. */
  failure: SourceError | undefined;
  /** Secrets that the last pull was made with. */
  secrets: Readonly<Record<string, string>>;
}

const untouched: InventedLms = { beforeCourse: () => undefined, failure: undefined, secrets: {} };

export const lms: InventedLms = { ...untouched };

export function resetLms(): void {
  Object.assign(lms, untouched);
}

/** An LMS of ten courses of five people that has every kind of field, checks and OAuth 2. */
export const inventedConnector: Connector = {
  name: 'canvas',
  title: 'Invented LMS',
  introduction: message('canvas.introduction'),
  fields: [
    { name: 'url', label: message('canvas.field.url'), kind: 'url', hint: message('canvas.field.url.hint') },
    {
      name: 'token',
      label: message('moodle.field.token'),
      kind: 'secret',
      hint: message('moodle.field.token.hint'),
    },
    { name: 'account', label: message('canvas.field.account'), kind: 'text', optional: true },
  ],
  everyMinutes: 60,
  everythingEveryMinutes: 1440,
  authorization: {
    address: ({ settings }, redirectUri, state) =>
      `${settings['url']}/login/oauth2/auth?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
    async exchange(_connection, _redirectUri, code) {
      if (code !== 'good')
        throw new SourceError('token-refused', message('canvas.revoked'), message('canvas.allow.cure'));
      return { refreshToken: 'granted-secret' };
    },
  },
  async check({ secrets }) {
    const isRight = secrets['token'] === 'right-token';
    return [
      {
        ...{ title: message('moodle.field.token'), state: isRight ? 'good' : 'bad' },
        ...{ found: message('canvas.mayBeRead'), cure: message('moodle.cure.token') },
      },
      { title: message('csv.enrolments'), state: 'unknown', found: message('selfTest.failed') },
    ];
  },
  open({ secrets }) {
    lms.secrets = secrets;
    return {
      name: 'canvas',
      async *pull({ signal, onProgress, onReject }) {
        const stopped = once(signal, 'abort');
        for (let c = 0; c < 10; c++) {
          await Promise.race([lms.beforeCourse(c), stopped]);
          signal.throwIfAborted();
          if (lms.failure && c === 5) throw lms.failure;
          const description = c < 4 ? 'What it is about.' : '';
          yield { kind: 'course', key: `c${c}`, title: `Course ${c}`, description };
          const state = c === 0 ? 'completed' : 'active';
          for (let l = 0; c < 8 && l < 5; l++)
            yield { kind: 'enrolment', learner: `l${l}`, course: `c${c}`, state, at: new Date(1.6e12) };
          onProgress(c + 1, 10);
        }
        onReject({ origin: 'page 7', reason: 'a role that is not known', detail: '=SUM(1)' });
      },
    };
  },
};
