import type { Session } from '../../../models/session.ts';
import type { Launch } from '../launch/launch.ts';
import type { BrandColours } from './brand-colours.ts';

/** How the LMS asks the pages of a visit to look; undefined where it asks for nothing. */
export function lookOf(launch: Launch, brands: BrandColours): Session['look'] {
  if (launch.custom['canvas_high_contrast'] === 'true') return { highContrast: true };
  const accent = brands.of(launch);
  return accent === undefined ? undefined : { accent };
}
