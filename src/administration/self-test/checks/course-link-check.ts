import { CourseModel } from '../../../../models/course.ts';
import { message } from '../../../messages/message.ts';
import type { Check } from '../run-checks.ts';

/** Asks an address that came with imported data: it must not lead into our own network. */
type SafeFetch = (address: string) => Promise<{ status: number }>;

/** A page that answers like this is there too: it asks for a sign-in, or is longer than a check reads. */
const answeredCodes = ['redirected', 'answer-not-json', 'answer-too-large'];

/** Whether the address of one course, which cards link to, is answered by the LMS. */
export function courseLinkCheck(safeFetch: SafeFetch): Check {
  return {
    title: message('selfTest.links'),
    async run({ institutionId }) {
      const course = await CourseModel.findOne(
        { institutionId, url: { $type: 'string' } },
        { url: 1 },
      ).lean();
      if (!course?.url || !URL.canParse(course.url))
        return {
          state: 'unknown',
          found: message('selfTest.links.none'),
          cure: message('selfTest.links.none.cure'),
        };
      const { host } = new URL(course.url);
      const good = { state: 'good', found: message('selfTest.links.good', { host }) } as const;
      try {
        const { status } = await safeFetch(course.url);
        if (status < 400 || status === 401 || status === 403) return good;
        return {
          state: 'bad',
          found: message('selfTest.links.answered', { host, status: `${status}` }),
          cure: message('selfTest.links.answered.cure'),
        };
      } catch (error) {
        const { code } = error as { code?: string };
        if (code !== undefined && answeredCodes.includes(code)) return good;
        if (code === 'address-private')
          return {
            state: 'unknown',
            found: message('selfTest.links.private', { host }),
            cure: message('selfTest.links.private.cure'),
          };
        return {
          state: 'bad',
          found: message('selfTest.links.unreachable', { host }),
          cure: message('selfTest.links.unreachable.cure'),
        };
      }
    },
  };
}
