import { lisIds } from '../../lti/launch/other-ids.ts';
import { message } from '../../messages/message.ts';
import { readAddress } from '../../values/read-address.ts';
import { withoutTrailingSlashes } from '../../values/trailing-slashes.ts';
import type { LmsProduct, NamedCourse } from '../product.ts';
import { clientId, deploymentId, institutionName, parameterLines } from './by-hand-fields.ts';

/** What the specifications alone say: for every LMS without an own folder, and where the other products begin. */
export const generic: LmsProduct = {
  key: 'other',
  name: 'Another LMS',
  family: undefined,
  launch: {
    placement: () => undefined,
    courseUrl: () => undefined,
    otherIds: (message) => [lisIds(message)],
    look: () => ({ highContrast: false, themeUrl: undefined }),
    accentOf: () => undefined,
  },
  registration: {
    messages: [
      { type: 'LtiResourceLinkRequest', label: 'name' },
      { type: 'LtiDeepLinkingRequest', label: 'select', placements: ['ContentArea'] },
    ],
    // LTI Core, appendix B.
    customParameters: {
      course_id: '$Context.id',
      course_history: '$Context.id.history',
      course_sourced_id: '$CourseSection.sourcedId',
      course_begin: '$CourseSection.timeFrame.begin',
      course_end: '$CourseSection.timeFrame.end',
      person_sourced_id: '$Person.sourcedId',
    },
    extensions: {},
    languageVariants: true,
    registersElsewhere: false,
    namesAudience: true,
    nextStep: 'registration.next.generic',
    institutionName: ({ issuer }) =>
      `${new URL(issuer).host}${withoutTrailingSlashes(new URL(issuer).pathname)}`,
    ownAddress: ({ issuer }) => issuer,
    isSharedIssuer: () => false,
  },
  byHand: {
    fields: [
      institutionName,
      { name: 'issuer', label: 'Issuer', hint: 'Also called platform ID: an https address.' },
      clientId('What the LMS calls this tool.'),
      deploymentId('Which installation of the tool it is.'),
      {
        name: 'authorizationUrl',
        label: 'Authentication request address',
        hint: 'Also called OIDC authorization endpoint.',
      },
      { name: 'tokenUrl', label: 'Access token address', hint: 'Also called OAuth 2 token endpoint.' },
      { name: 'jwksUrl', label: 'Public key set address', hint: 'Also called JWKS.' },
      {
        name: 'tokenAudience',
        label: 'Audience of token requests (optional)',
        hint: 'Where it is not the access token address.',
      },
    ],
    addressField: 'issuer',
    addresses: (values) => values,
    toCopy: (tool) => [
      { label: 'Tool address (target link URI)', value: tool.toolUrl },
      { label: 'Login address (initiate login URI)', value: tool.loginUrl },
      { label: 'Redirect address', value: tool.redirectUri },
      { label: 'Key set address (JWKS)', value: tool.keySetUrl },
      {
        label: 'Public key, where the LMS takes no key set address',
        value: tool.publicKey,
        long: true,
      },
      { label: 'Deep linking address', value: tool.toolUrl },
      {
        label: 'Custom parameters',
        value: parameterLines(generic.registration.customParameters),
        long: true,
      },
    ],
  },
  words: {},
  courseIn,
  places: { course: message('lms.place.course'), site: message('lms.place.site') },
};

const urnWord = ':course:';
/** Parts of a course's own pages. What lies deeper is something in the course, such as an assignment. */
const ownPages = /\/(?:about|info|home|overview|course|courseware)$/;
const coursePage = /^(.*?)\/courses?\/([^/]+)$/;

/** `urn:…:course:12`, `…/courses/12`, and Open edX's `…/courses/course-v1:Acme+BIO1+2026/about` */
function courseIn(text: string): NamedCourse | undefined {
  const address = readAddress(text);
  if (address) {
    const [, site, key] =
      coursePage.exec(address.page) ?? coursePage.exec(address.page.replace(ownPages, '')) ?? [];
    return site === undefined || key === undefined ? undefined : { key, site };
  }
  const from = text.lastIndexOf(urnWord);
  const key = from < 0 ? '' : text.slice(from + urnWord.length);
  return key === '' ? undefined : { key };
}
