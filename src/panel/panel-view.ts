import type { Session } from '../../models/session.ts';
import type { Purpose } from '../answering/recommendation.ts';
import type { LinkReferences } from './link-references.ts';
import { cardCounts, purposeNamed } from './link-settings.ts';

/** What one panel shows: by the link that it was opened by, or by what was picked in it. */
export interface PanelView {
  purpose: Purpose;
  /** How many courses. */
  cards: number;
  title?: string;
  /** `Course.key` of the course that it is open in. */
  course?: string;
  /** Reference of the link that decided all of this. */
  link?: string;
}

/** @param query of any address of the panel */
export function panelView(
  query: Readonly<Record<string, unknown>>,
  { institutionId, course }: Session,
  links: LinkReferences,
): PanelView {
  const link = links.read(institutionId, query['link']);
  if (link) return { ...link, link: query['link'] as string };
  return {
    purpose: purposeNamed(query['purpose']) ?? 'next',
    cards: cardCounts.usual,
    ...(course === undefined ? {} : { course }),
  };
}
