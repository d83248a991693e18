import { InstitutionModel } from '../../../../models/institution.ts';
import { RegistrationModel } from '../../../../models/registration.ts';
import type { Check } from '../check.ts';

/** A launch is refused from a difference of a minute on; half of it is a warning. */
const mostSeconds = 30;

/** Clocks of both servers, by the Date header of the platform's key set: launches and answers are valid for minutes. */
export const clockCheck: Check = {
  title: 'Clocks, and the keys of the LMS',
  async run({ tenant }, signal) {
    const institution = await InstitutionModel.findById(tenant).lean();
    const registration = await RegistrationModel.findById(institution?.registration).lean();
    if (!registration) return { state: 'unknown', found: 'This institution has no registration.' };
    const { host } = new URL(registration.jwksUrl);
    try {
      const response = await fetch(registration.jwksUrl, { signal, redirect: 'manual' });
      await response.body?.cancel();
      if (response.status !== 200)
        return {
          state: 'bad',
          found: `The key set of the LMS at ${host} answered ${response.status}.`,
          cure: 'Check the key set address of the registration.',
        };
      const seconds = differenceOf(response.headers, Date.now());
      if (seconds === undefined) return { state: 'unknown', found: `${host} does not say what time it is.` };
      const found = `This server and ${host} are ${Math.abs(seconds)} s apart.`;
      if (Math.abs(seconds) <= mostSeconds) return { state: 'good', found };
      return { state: 'bad', found, cure: 'Have both servers set their clocks by NTP (chrony, timesyncd).' };
    } catch {
      return {
        state: 'bad',
        found: `${host} cannot be reached from this server.`,
        cure: 'Let this server open https connections to the LMS, and check the key set address.',
      };
    }
  },
};

/** Seconds that the platform is ahead. An answer out of a cache is as old as its Age says (RFC 9111 §5.1). */
export function differenceOf(headers: Headers, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return undefined;
  const age = Number(headers.get('age') ?? 0) || 0;
  return Math.round(date / 1000 + age - now / 1000);
}
