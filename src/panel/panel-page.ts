import type { Session } from '../../models/session.ts';
import type { Recommendation } from '../recommendations/recommendation.ts';
import { type Card, cardOf } from './card.ts';
import type { Words } from './english.ts';
import type { InterestsInput } from './interests.ts';
import type { LearnerRef, PanelRecords } from './panel-records.ts';

/** How many courses the panel offers. */
export const cardCount = 5;

/** Staff look at the panel; it is not about them. */
export type Audience = 'learner' | 'anonymous' | 'staff';

/** What happened just before, said above the cards. */
export interface Notice {
  text: string;
  /** Key of the course that a dismissal can be taken back of. */
  undo?: string;
}

export interface InterestsForm {
  saved: string[];
  picks: { category: string; picked: boolean }[];
  /** Interests that are no category, as the person would type them. */
  typed: string;
  problem: string | undefined;
}

/** Everything that `views/panel/panel.ejs` shows. */
export interface PanelPage {
  audience: Audience;
  cards: Card[];
  /** Why there are no cards. */
  empty: string | undefined;
  notice: Notice | undefined;
  /** Only a learner has interests. */
  interests: InterestsForm | undefined;
  updated: { iso: string; date: string } | undefined;
  words: Words;
}

export interface PanelPageOptions {
  session: Session;
  recommendations: Recommendation[];
  records: PanelRecords;
  words: Words;
  notice?: Notice | undefined;
  /** What was sent and refused, to be corrected. */
  refused?: InterestsInput | undefined;
}

export async function panelPage(options: PanelPageOptions): Promise<PanelPage> {
  const { session, recommendations, records, words } = options;
  const learner = learnerOf(session);
  const [interests, updated, empty] = await Promise.all([
    learner && interestsForm(learner, records, options.refused),
    records.lastUpdated(session.tenant),
    recommendations.length > 0 ? undefined : reasonForNone(session, records, words),
  ]);
  return {
    audience: audienceOf(session),
    cards: recommendations.map((recommendation) => cardOf(recommendation, words)),
    empty,
    notice: options.notice,
    interests,
    updated: updated && { iso: updated.toISOString(), date: dateWords(updated, words) },
    words,
  };
}

/** The learner that the panel is about; undefined for staff and for a launch that did not say who it is. */
export function learnerOf(session: Session): LearnerRef | undefined {
  return session.role === 'learner' && session.learner !== undefined
    ? { tenant: session.tenant, learner: session.learner }
    : undefined;
}

function audienceOf(session: Session): Audience {
  if (session.role !== 'learner') return 'staff';
  return session.learner === undefined ? 'anonymous' : 'learner';
}

async function interestsForm(
  learner: LearnerRef,
  records: PanelRecords,
  refused: InterestsInput | undefined,
): Promise<InterestsForm> {
  const [categories, saved] = await Promise.all([
    records.categories(learner.tenant),
    records.interests(learner),
  ]);
  const shown = refused?.interests ?? saved;
  return {
    saved,
    picks: categories.map((category) => ({ category, picked: shown.includes(category) })),
    typed: shown.filter((interest) => !categories.includes(interest)).join(', '),
    problem: refused?.problem,
  };
}

async function reasonForNone(session: Session, records: PanelRecords, words: Words): Promise<string> {
  return (await records.hasCourses(session.tenant)) ? words.empty.noCandidates : words.empty.noCatalogue;
}

function dateWords(date: Date, words: Words): string {
  return new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
