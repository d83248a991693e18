import type { LaunchMessage } from '../../lti/launch/message.ts';
import { message } from '../../messages/message.ts';
import { readAddress } from '../../values/read-address.ts';
import { withoutTrailingSlashes } from '../../values/trailing-slashes.ts';
import { clientId, deploymentId, institutionName, parameterLines } from '../generic/by-hand-fields.ts';
import { generic } from '../generic/product.ts';
import type { LmsProduct, NamedCourse, PlatformAddresses } from '../product.ts';
import { moodleConnector } from './connector/connector.ts';

/**
 * Moodle 4.5 and later. What this tool must get right elsewhere, since any LMS may do the same:
 * - its site home launches with a context of type Group, whose roster is the whole site;
 * - its registration answers with 200, and names message types instead of describing them;
 * - its registration token lives an hour, and its lti_message_hint is good for one request.
 */
export const moodle: LmsProduct = {
  key: 'moodle',
  name: 'Moodle',
  family: 'moodle',
  launch: { ...generic.launch, courseUrl },
  registration: {
    ...generic.registration,
    // Moodle has one placement beside the list of activities: deep linking ("Select content").
    messages: [
      { type: 'LtiResourceLinkRequest', label: 'name' },
      { type: 'LtiDeepLinkingRequest', label: 'select' },
    ],
    nextStep: () => 'registration.next.moodle',
  },
  byHand: {
    fields: [
      institutionName,
      {
        name: 'site',
        label: message('lms.field.site.moodle'),
        hint: message('lms.field.site.moodle.hint'),
      },
      clientId(message('lms.field.clientId.moodle.hint')),
      deploymentId(message('lms.field.deploymentId.moodle.hint')),
    ],
    addressField: 'site',
    addresses: ({ site }) => (site ? addressesOf(site) : {}),
    toCopy: ({ toolUrl, keySetUrl, loginUrl, redirectUri }) => [
      { label: 'Tool URL', value: toolUrl },
      { label: message('lms.copy.moodle.keySet'), value: keySetUrl },
      { label: 'Initiate login URL', value: loginUrl },
      { label: 'Redirection URI(s)', value: redirectUri },
      {
        label: message('lms.copy.parameters'),
        value: parameterLines(generic.registration.customParameters),
        long: true,
      },
      { label: message('lms.copy.moodle.content'), value: toolUrl },
    ],
  },
  words: {
    issuer: 'its site address',
    rosterPermission: message('lms.moodle.rosterPermission'),
    deepLinking: message('lms.moodle.deepLinking'),
  },
  places: {},
  connector: (ask) => moodleConnector(ask),
  courseIn,
};

/** @param site address of the site's front page (Moodle's `wwwroot`), which is the issuer */
function addressesOf(site: string): PlatformAddresses {
  const issuer = withoutTrailingSlashes(site);
  return {
    issuer,
    authorizationUrl: `${issuer}/mod/lti/auth.php`,
    tokenUrl: `${issuer}/mod/lti/token.php`,
    jwksUrl: `${issuer}/mod/lti/certs.php`,
  };
}

/** Moodle's `context.id` is its own number of the course. */
function courseUrl({ issuer, context }: LaunchMessage): string | undefined {
  if (issuer === undefined || !URL.canParse(issuer) || !/^\d{1,20}$/.test(context.id ?? '')) return undefined;
  return `${withoutTrailingSlashes(issuer)}/course/view.php?id=${context.id}`;
}

const coursePage = '/course/view.php';

/** `https://moodle.example/course/view.php?id=12`, whatever section of it. */
function courseIn(text: string): NamedCourse | undefined {
  const address = readAddress(text);
  if (!address?.page.endsWith(coursePage)) return undefined;
  const key = address.query.flatMap((part) => /^id=(\d{1,20})$/.exec(part)?.[1] ?? [])[0];
  return key === undefined ? undefined : { key, site: address.page.slice(0, -coursePage.length) };
}
