import type { Types } from 'mongoose';
import type { LinkReferences } from './link-references.ts';
import { settingsIn } from './link-settings.ts';
import { panelAddress } from './panel-address.ts';

/** Where a launch shows the panel, as the link that was launched says. */
export function launchAddress(
  institutionId: Types.ObjectId,
  course: string | undefined,
  parameters: Readonly<Record<string, string>>,
  links: LinkReferences,
): string {
  const settings = settingsIn(parameters);
  if (!settings) return panelAddress({ purpose: 'next' });
  const link = links.write(institutionId, { ...settings, ...(course === undefined ? {} : { course }) });
  return panelAddress({ purpose: settings.purpose, link });
}
