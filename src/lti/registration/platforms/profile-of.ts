import type { OpenidConfiguration } from '../openid-configuration.ts';
import { canvas } from './canvas.ts';
import { generic } from './generic.ts';
import { moodle } from './moodle.ts';
import type { PlatformProfile } from './profile.ts';

const profiles = [moodle, canvas];

/** By the platform's `product_family_code`. */
export function profileOf(configuration: OpenidConfiguration): PlatformProfile {
  return profiles.find(({ product }) => product === configuration.productFamily) ?? generic;
}
