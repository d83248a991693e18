import type { Types } from 'mongoose';
import type { Session } from '../../models/session.ts';
import { type CourseFilter, filterNames } from '../answering/course-filter.ts';
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
  /** Which courses are shown only. */
  filter: CourseFilter;
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
  const filter = readFilter(query);
  if (link) return { ...link, filter, link: query['link'] as string };
  return {
    filter,
    purpose: parsePurpose(query['purpose']) ?? 'next',
    cards: cardCounts.usual,
    ...(course === undefined ? {} : { course }),
  };
}

const longestValue = 200;

function readFilter(query: Readonly<Record<string, unknown>>): CourseFilter {
  const filter: CourseFilter = query['open'] === 'yes' ? { open: true } : {};
  for (const name of filterNames) {
    const value = query[name];
    if (name !== 'open' && typeof value === 'string' && value !== '' && value.length <= longestValue)
      filter[name] = value;
  }
  return filter;
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
  { link, purpose, filter = {} }: Pick<PanelView, 'link' | 'purpose'> & { filter?: CourseFilter },
  action = '',
  parameters: Readonly<Record<string, string>> = {},
): string {
  const view: Record<string, string> =
    link === undefined ? (purpose === 'next' ? {} : { purpose }) : { link };
  const { open, ...others } = filter;
  const query = new URLSearchParams({ ...view, ...(open && { open: 'yes' }), ...others, ...parameters });
  return `/panel${action}${query.size > 0 ? `?${query}` : ''}`;
}

/** A page below /panel that an action was pressed on, and the parameters that it is shown by. */
export interface Place {
  action: string;
  parameters: Readonly<Record<string, string>>;
}

/** The pages that actions lead back to, by the name that `?at=` gives them, with those of their parameters that come back with it. */
const places: Readonly<Record<string, { action: string; parameters: readonly string[] }>> = {
  search: { action: '/search', parameters: ['q', 'state', 'page'] },
  plan: { action: '/plan', parameters: [] },
  path: { action: '/path', parameters: [] },
  why: { action: '/why', parameters: ['course', 'q'] },
};

/** Where an action leads back to: to the page that it was pressed on; the panel itself where none is named. */
export function readPlace(query: Readonly<Record<string, unknown>>): Place {
  const { at } = query;
  const place = typeof at === 'string' && Object.hasOwn(places, at) ? places[at] : undefined;
  if (!place) return { action: '', parameters: {} };
  const kept = place.parameters.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { action: place.action, parameters: Object.fromEntries(kept) };
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
