import type { Types } from 'mongoose';
import type { Session } from '../../models/session.ts';
import type { Purpose } from '../answering/recommendation.ts';
import type { EffectiveSettings } from '../panel-settings/resolve-settings.ts';
import type { LinkReferences } from './link-references.ts';
import { cardCounts, parsePurpose, readLinkSettings } from './link-settings.ts';

/** What one panel shows: the link that it was opened by decides, or what was picked in it. */
export interface PanelView {
  purpose: Purpose;
  /** How many courses. */
  cards: number;
  title?: string;
  /** `Course.key` of the course that it is open in. */
  course?: string;
  /** Reference of the link that decided all of this. */
  link?: string;
  /** From staff, above the courses. */
  line?: string;
  /** Staff have decided the purpose: nobody picks another. */
  isDecided?: boolean;
}

/** Reads what an address of the panel shows. */
export function readPanelView(
  query: Readonly<Record<string, unknown>>,
  { institutionId, course }: Session,
  links: LinkReferences,
): PanelView {
  const link = links.read(institutionId, query['link']);
  if (link) return { ...link, link: query['link'] as string };
  return {
    purpose: parsePurpose(query['purpose']) ?? 'next',
    cards: cardCounts.usual,
    ...(course === undefined ? {} : { course }),
  };
}

/**
 * The panel as staff have set it. What the link says goes before it. Where they offer next courses, as every panel does by itself,
 * people may pick what goes with their courses of now.
 */
export function settledView(view: PanelView, settings: EffectiveSettings): PanelView {
  const isDecided = view.link !== undefined || settings.purpose !== 'next';
  const purpose = view.link === undefined && isDecided ? settings.purpose : view.purpose;
  const title = view.title ?? (purpose === settings.purpose ? settings.heading : undefined);
  return {
    ...view,
    ...{ purpose, isDecided, cards: view.link === undefined ? settings.cards : view.cards },
    ...(title === undefined ? {} : { title }),
    ...(settings.line === undefined ? {} : { line: settings.line }),
  };
}

/**
 * An address that shows the same panel.
 * @param action below /panel; empty for the panel itself
 * @param parameters that the address has besides
 */
export function panelAddress(
  { link, purpose }: Pick<PanelView, 'link' | 'purpose'>,
  action = '',
  parameters: Readonly<Record<string, string>> = {},
): string {
  const view: Record<string, string> =
    link === undefined ? (purpose === 'next' ? {} : { purpose }) : { link };
  const query = new URLSearchParams({ ...view, ...parameters });
  return `/panel${action}${query.size > 0 ? `?${query}` : ''}`;
}

/** The address that a launch leads to: it shows the panel as the launched link says. */
export function launchAddress(
  institutionId: Types.ObjectId,
  course: string | undefined,
  customParameters: Readonly<Record<string, string>>,
  links: LinkReferences,
): string {
  const settings = readLinkSettings(customParameters);
  if (!settings) return panelAddress({ purpose: 'next' });
  const link = links.write(institutionId, { ...settings, ...(course === undefined ? {} : { course }) });
  return panelAddress({ purpose: settings.purpose, link });
}
