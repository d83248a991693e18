import type { DeepLinkingSettings } from '../../../models/session.ts';

/** A link to this tool that a platform can put into a course (Deep Linking 2.0 §3.2). */
export interface ResourceLinkItem {
  type: 'ltiResourceLink';
  url: string;
  title: string;
  text?: string;
  /** Sent with each launch of the link. */
  custom?: Readonly<Record<string, string>>;
  iframe?: { height: number };
  window?: { targetName: string };
}

/** Pixels: enough for a few cards. Once it is shown, the page itself asks for its height (`lti.frameResize`). */
const frameHeight = 720;

/** The item with the document target that this platform accepts; without one where it accepts neither. */
export function presented(
  item: ResourceLinkItem,
  { documentTargets }: DeepLinkingSettings,
): ResourceLinkItem {
  if (documentTargets.includes('iframe')) return { ...item, iframe: { height: frameHeight } };
  return documentTargets.includes('window') ? { ...item, window: { targetName: '_blank' } } : item;
}

/**
 * Checks that the items are what the platform asked for.
 * @throws RangeError an item of a type that the platform does not take, or more items than it takes
 */
export function checkAccepted(
  items: readonly ResourceLinkItem[],
  { acceptTypes, acceptMultiple }: DeepLinkingSettings,
): void {
  const refused = items.find(({ type }) => !acceptTypes.includes(type));
  if (refused) throw new RangeError(`The platform takes no content item of type ${refused.type}.`);
  if (items.length > 1 && !acceptMultiple) throw new RangeError('The platform takes one content item.');
}
