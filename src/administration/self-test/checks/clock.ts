import type { IncomingHttpHeaders } from 'node:http';
import { InstitutionModel } from '../../../../models/institution.ts';
import { RegistrationModel } from '../../../../models/registration.ts';
import { SafeFetchError } from '../../../lti/safe-fetch/safe-fetch-error.ts';
import type { Check, Outcome } from '../check.ts';

/** A launch is refused from a difference of a minute on; half of it is a warning. */
const mostSeconds = 30;

/** Asks an address that came with a registration: it must not lead into our own network. */
type SafeFetch = (
  address: string,
  request: { signal: AbortSignal },
) => Promise<{ status: number; headers: IncomingHttpHeaders }>;

/** Clocks of both servers, by the Date header of the platform's key set: launches and answers are valid for minutes. */
export function clockCheck(safeFetch: SafeFetch): Check {
  return {
    title: 'Clocks, and the keys of the LMS',
    async run({ institutionId }, signal) {
      const institution = await InstitutionModel.findById(institutionId).lean();
      const registration = await RegistrationModel.findById(institution?.registration).lean();
      if (!registration) return { state: 'unknown', found: 'This institution has no registration.' };
      const { host } = new URL(registration.jwksUrl);
      try {
        const { status, headers } = await safeFetch(registration.jwksUrl, { signal });
        if (status !== 200)
          return {
            state: 'bad',
            found: `The key set of the LMS at ${host} answered ${status}.`,
            cure: 'Check the key set address of the registration.',
          };
        return outcomeOf(findDifference(headers, Date.now()), host);
      } catch (error) {
        return {
          state: 'bad',
          found: error instanceof SafeFetchError ? error.message : `${host} could not be asked.`,
          cure: 'Let this server open https connections to the LMS, and check the key set address.',
        };
      }
    },
  };
}

function outcomeOf(seconds: number | undefined, host: string): Outcome {
  if (seconds === undefined) return { state: 'unknown', found: `${host} does not say what time it is.` };
  const found = `This server and ${host} are ${Math.abs(seconds)} s apart.`;
  if (Math.abs(seconds) <= mostSeconds) return { state: 'good', found };
  return { state: 'bad', found, cure: 'Have both servers set their clocks by NTP (chrony, timesyncd).' };
}

/** Seconds that the platform is ahead. An answer out of a cache is as old as its Age says (RFC 9111 §5.1). */
export function findDifference(headers: IncomingHttpHeaders, now: number): number | undefined {
  const date = Date.parse(headers.date ?? '');
  if (Number.isNaN(date)) return undefined;
  const age = Number(headers.age ?? 0) || 0;
  return Math.round(date / 1000 + age - now / 1000);
}
