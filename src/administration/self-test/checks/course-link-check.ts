import { CourseModel } from '../../../../models/course.ts';
import type { Check } from '../run-checks.ts';

/** Asks an address that came with imported data: it must not lead into our own network. */
type SafeFetch = (address: string) => Promise<{ status: number }>;

/** A page that answers like this is there too: it asks for a sign-in, or is longer than a check reads. */
const answeredCodes = ['redirected', 'answer-not-json', 'answer-too-large'];

/** Whether the address of one course, which cards link to, is answered by the LMS. */
export function courseLinkCheck(safeFetch: SafeFetch): Check {
  return {
    title: 'Links to courses',
    async run({ institutionId }) {
      const course = await CourseModel.findOne(
        { institutionId, url: { $type: 'string' } },
        { url: 1 },
      ).lean();
      if (!course?.url || !URL.canParse(course.url))
        return {
          state: 'unknown',
          found: 'No course has an address yet, so cards have no link.',
          cure: 'Import the course list with its addresses (docs/import.md).',
        };
      const { host } = new URL(course.url);
      const good = { state: 'good', found: `${host} answers at the address of a course.` } as const;
      try {
        const { status } = await safeFetch(course.url);
        if (status < 400 || status === 401 || status === 403) return good;
        return {
          state: 'bad',
          found: `${host} answered ${status} at the address of a course.`,
          cure: 'Check the addresses in the course list that was imported.',
        };
      } catch (error) {
        const { code } = error as { code?: string };
        if (code !== undefined && answeredCodes.includes(code)) return good;
        if (code === 'address-private')
          return {
            state: 'unknown',
            found: `${host} is not on the public Internet, so this server did not ask it.`,
            cure: 'If it is your LMS, name it in PRIVATE_LMS_HOSTS.',
          };
        return {
          state: 'bad',
          found: `${host} cannot be reached at the address of a course.`,
          cure: 'Check the addresses in the course list; they must begin with https.',
        };
      }
    },
  };
}
