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
  described: message('lms.other.name'),
  family: undefined,
  launch: {
    placement: () => undefined,
    courseUrl: () => undefined,
    otherIds: (message) => [lisIds(message)],
    look: () => undefined,
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
    nextStep: () => 'registration.next.generic',
    platformGuid: () => undefined,
    institutionName: ({ issuer }) =>
      `${new URL(issuer).host}${withoutTrailingSlashes(new URL(issuer).pathname)}`,
    ownAddress: ({ issuer }) => issuer,
    isSharedIssuer: () => false,
  },
  byHand: {
    fields: [
      institutionName,
      {
        name: 'issuer',
        label: message('administration.term.issuer'),
        hint: message('lms.field.issuer.hint'),
      },
      clientId(message('lms.field.clientId.hint')),
      deploymentId(message('lms.field.deploymentId.hint')),
      ...(['authorizationUrl', 'tokenUrl', 'jwksUrl', 'tokenAudience'] as const).map((name) => ({
        name,
        label: message(`lms.field.${name}`),
        hint: message(`lms.field.${name}.hint`),
      })),
    ],
    addressField: 'issuer',
    addresses: (values) => values,
    toCopy: (tool) => [
      { label: message('lms.copy.tool'), value: tool.toolUrl },
      { label: message('lms.copy.login'), value: tool.loginUrl },
      { label: message('lms.copy.redirect'), value: tool.redirectUri },
      { label: message('lms.copy.keySet'), value: tool.keySetUrl },
      {
        label: message('lms.copy.key'),
        value: tool.publicKey,
        long: true,
      },
      { label: message('lms.copy.deepLinking'), value: tool.toolUrl },
      {
        label: message('lms.copy.parameters'),
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
