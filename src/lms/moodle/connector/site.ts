import type { Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../../models/registration.ts';
import { message } from '../../../messages/message.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { withoutTrailingSlashes } from '../../../values/trailing-slashes.ts';
import type { MoodleService } from './service.ts';
import { isSet, listOf, objectOf, textOf } from './values.ts';

/** What a Moodle says of itself. */
export interface MoodleSite {
  /** `wwwroot`: the issuer of its launches. */
  url: string;
  /** "4.5.6 (Build: 20250811)" */
  release: string;
  /** Functions of the token's service. */
  functions: ReadonlySet<string>;
  /** The token belongs to a site administrator, who may do everything. */
  isAdministrators: boolean;
}

/** @throws SourceError */
export async function askSite(service: MoodleService, signal: AbortSignal): Promise<MoodleSite> {
  const name = 'core_webservice_get_site_info';
  const info = objectOf(await service.call(name, {}, signal));
  const functions = listOf(name, info['functions']).map((one) => textOf(objectOf(one)['name']));
  return {
    url: withoutTrailingSlashes(textOf(info['siteurl'])),
    release: textOf(info['release']),
    functions: new Set(functions),
    isAdministrators: isSet(info['userissiteadmin']),
  };
}

/**
 * Finds out whether the launches come from another Moodle. People and courses have numbers of one Moodle, and those of
 * another would connect strangers.
 * @returns the Moodle that this institution's launches come from, where that is another
 */
export async function otherSite(
  institutionId: Types.ObjectId,
  { url }: MoodleSite,
): Promise<string | undefined> {
  const institution = await InstitutionModel.findById(institutionId, { registration: 1 }).lean<Institution>();
  const registration =
    institution?.registration &&
    (await RegistrationModel.findById(institution.registration, { issuer: 1 }).lean<Registration>());
  return registration && !isSameSite(registration.issuer, url) ? registration.issuer : undefined;
}

/** @throws SourceError */
export async function assertSameSite(institutionId: Types.ObjectId, site: MoodleSite): Promise<void> {
  const other = await otherSite(institutionId, site);
  if (other !== undefined)
    throw new SourceError(
      'other-site',
      message('moodle.otherSite', { url: site.url, other }),
      message('moodle.otherSite.cure'),
    );
}

function isSameSite(issuer: string, url: string): boolean {
  return withoutTrailingSlashes(issuer).toLowerCase() === url.toLowerCase();
}
