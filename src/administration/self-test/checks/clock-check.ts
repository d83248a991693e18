import type { IncomingHttpHeaders } from 'node:http';
import { InstitutionModel } from '../../../../models/institution.ts';
import { RegistrationModel } from '../../../../models/registration.ts';
import { message, sentencesOf } from '../../../messages/message.ts';
import type { Check, Outcome } from '../run-checks.ts';

/** Launches are refused from a difference of a minute on; half a minute is a warning. */
const mostSeconds = 30;

/** Asks an address that a registration named: it must not lead into our own network. */
type SafeFetch = (
  address: string,
  request: { signal: AbortSignal },
) => Promise<{ status: number; headers: IncomingHttpHeaders }>;

/** Compares the clocks of both servers by the Date header of the platform's key set: a launch is valid for minutes. */
export function clockCheck(safeFetch: SafeFetch): Check {
  return {
    title: message('selfTest.clock'),
    async run({ institutionId }, signal) {
      const institution = await InstitutionModel.findById(institutionId).lean();
      const registration = await RegistrationModel.findById(institution?.registration).lean();
      if (!registration) return { state: 'unknown', found: message('selfTest.noRegistration') };
      const { host } = new URL(registration.jwksUrl);
      try {
        const { status, headers } = await safeFetch(registration.jwksUrl, { signal });
        if (status !== 200)
          return {
            state: 'bad',
            found: message('selfTest.clock.answered', { host, status: `${status}` }),
            cure: message('selfTest.clock.answered.cure'),
          };
        return clockOutcome(clockDifference(headers, Date.now()), host);
      } catch (error) {
        return {
          state: 'bad',
          found: sentencesOf(error) ?? message('selfTest.clock.unreachable', { host }),
          cure: message('selfTest.clock.unreachable.cure'),
        };
      }
    },
  };
}

function clockOutcome(seconds: number | undefined, host: string): Outcome {
  if (seconds === undefined) return { state: 'unknown', found: message('selfTest.clock.silent', { host }) };
  const found = message('selfTest.clock.apart', { host, seconds: Math.abs(seconds) });
  if (Math.abs(seconds) <= mostSeconds) return { state: 'good', found };
  return { state: 'bad', found, cure: message('selfTest.clock.apart.cure') };
}

/** By how many seconds the platform is ahead. A cached answer is as old as its Age header says (RFC 9111 §5.1). */
export function clockDifference(headers: IncomingHttpHeaders, now: number): number | undefined {
  const date = Date.parse(headers.date ?? '');
  if (Number.isNaN(date)) return undefined;
  const age = Number(headers.age ?? 0) || 0;
  return Math.round(date / 1000 + age - now / 1000);
}
