import express, { type Request, type Response, Router } from 'express';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { text } from '../claims.ts';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import { createSafeFetch } from '../safe-fetch/safe-fetch.ts';
import { registerOnce } from './attempt.ts';
import { asksForRoster, offeredMessages } from './client-metadata.ts';
import { checkInvitation, withInvitation } from './invitation.ts';
import { type Platform, type ProfileFor, readPlatform, register } from './register.ts';
import { RegistrationError } from './registration-error.ts';
import type { Approval } from './store-registration.ts';

export interface RegistrationOptions {
  /** No trailing slash. */
  publicUrl: string;
  rules: AddressRules;
  profileFor: ProfileFor;
  /** Hosts of LMSs that are approved beforehand. */
  approvedHosts: readonly string[];
}

/** Somebody waits for it, and begins again where it was not enough. A busy Canvas took longer than five seconds. */
const timeoutMilliseconds = 20_000;

/**
 * LTI Dynamic Registration 1.0, to be mounted at /lti/register. The LMS opens it with `openid_configuration` and
 * `registration_token`. A page says what will be registered, and its button registers. No session is needed: the token
 * is the permission, and whoever has it could register another tool without us.
 */
export function createRegistration({
  publicUrl,
  rules,
  profileFor,
  approvedHosts,
}: RegistrationOptions): Router {
  const fetch = createSafeFetch(rules, { timeoutMilliseconds });
  const router = Router();
  router.use(express.urlencoded({ extended: false, limit: '32kb' }));

  router.get('/', async (req, res) => {
    const asked = parametersOf(req.query);
    const platform = await platformOf(asked, res);
    if (asked.invitation) await checkInvitation(asked.invitation);
    const { configuration } = platform;
    res.render('registration/confirm', {
      words: pageWords(res),
      host: hostOf(platform),
      places: placesOf(platform),
      roster: asksForRoster(configuration),
      approved: asked.invitation !== undefined || isApproved(platform),
      fields: asked,
    });
  });

  router.post('/', async (req, res) => {
    const asked = parametersOf(req.body);
    const platform = await platformOf(asked, res);
    const words = pageWords(res);
    const { institution, isDeployed, rosterGranted } = await registerApproved(asked, platform, words);
    res.render('registration/done', {
      words,
      name: institution.name,
      pending: institution.pendingSince !== undefined,
      rosterRefused: asksForRoster(platform.configuration) && !rosterGranted,
      next: words.say(platform.profile.nextStep(isDeployed)),
    });
  });

  return router;

  async function platformOf(asked: Asked, res: Response): Promise<Platform> {
    // Which host of the platform frames us is not known before its configuration is. Errors must be readable all the same.
    res.locals['frameAncestors'] = ['*'];
    const platform = await readPlatform(
      fetch,
      asked.openid_configuration,
      asked.registration_token,
      rules,
      profileFor,
    );
    const { configuration, profile } = platform;
    frameFor(res, [configuration.issuer, profile.ownAddress(configuration)]);
    return platform;
  }

  function registerApproved(asked: Asked, platform: Platform, words: Words) {
    const { openid_configuration: address, registration_token: token, invitation } = asked;
    const registering = (approval: Approval) =>
      register(fetch, platform, { token, publicUrl, approval, words });
    return registerOnce(address, token, () =>
      invitation === undefined
        ? registering(isApproved(platform) ? 'host' : undefined)
        : withInvitation(invitation, () => registering('invitation')),
    );
  }

  /**
   * The issuer says where the keys are, so its host must be approved as well as the institution's own. A stranger could
   * otherwise pretend to be a product whose registrations go to a host on the list. An issuer that many institutions
   * share need not be on the list.
   */
  function isApproved(platform: Platform): boolean {
    const { issuer } = platform.configuration;
    const isKnown = approvedHosts.includes(new URL(issuer).host) || platform.profile.isSharedIssuer(issuer);
    return isKnown && approvedHosts.includes(hostOf(platform));
  }
}

/** What the LMS sends, and the page sends again. */
interface Asked {
  openid_configuration: string;
  registration_token: string | undefined;
  /** Made by this tool; approves the registration. */
  invitation: string | undefined;
}

function parametersOf(given: Request['query'] | undefined): Asked {
  const address = text(given?.['openid_configuration']);
  if (address === undefined) throw new RegistrationError('configuration-missing');
  return {
    openid_configuration: address,
    registration_token: text(given?.['registration_token']),
    invitation: text(given?.['invitation']),
  };
}

function hostOf({ configuration, profile }: Platform): string {
  return new URL(profile.ownAddress(configuration)).host;
}

function frameFor(res: Response, addresses: readonly string[]): void {
  res.locals['frameAncestors'] = [...new Set(addresses.map((address) => new URL(address).origin))].filter(
    (origin) => /^https?:/.test(origin),
  );
}

/** Where the tool appears: ends of the keys `registration.place.…`. */
type Place = 'activity' | 'administration' | 'navigation' | 'select';

function placesOf({ configuration, profile }: Platform): Place[] {
  const messages = offeredMessages(configuration, profile);
  const navigation = messages.some(({ placements }) =>
    placements?.some((name) => name.endsWith('_navigation')),
  );
  const has = (wanted: Place) => messages.some(({ label }) => label === wanted);
  return [navigation ? 'navigation' : 'activity', ...(['select', 'administration'] as const).filter(has)];
}
