import type { PlatformProfile } from './profile.ts';

/** What the specifications alone say. */
export const generic: PlatformProfile = {
  product: 'generic',
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
  nameOf: ({ issuer }) => `${new URL(issuer).host}${new URL(issuer).pathname.replace(/\/+$/, '')}`,
  ownAddress: ({ issuer }) => issuer,
  registersElsewhere: false,
  namesAudience: true,
};
