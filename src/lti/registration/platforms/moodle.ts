import { generic } from './generic.ts';
import type { PlatformProfile } from './profile.ts';

/** Moodle knows one placement beside the activity chooser: deep linking ("Select content"). */
export const moodle: PlatformProfile = {
  ...generic,
  product: 'moodle',
  messages: [
    { type: 'LtiResourceLinkRequest', label: 'name' },
    { type: 'LtiDeepLinkingRequest', label: 'select' },
  ],
};
