import type { Types } from 'mongoose';
import type { Session } from '../../models/session.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import { resolveSettings } from '../panel-settings/resolve-settings.ts';
import type { StoredSettings } from '../panel-settings/stored-settings.ts';
import { BoundedMap } from '../values/bounded-map.ts';
import type { CourseCard } from './course-card.ts';
import type { PanelView } from './panel-address.ts';

/** Suggestions as somebody saw them. */
export interface ShownList {
  at: Date;
  title: string;
  cards: readonly CourseCard[];
}

/** What everybody could be shown. */
export interface PopularCourses {
  recommendations: readonly Recommendation[];
  /** `Institution.subjects` */
  subjects: readonly string[];
}

/** What staff have decided of one panel, as far as it matters without the database. */
interface Place {
  isOn: boolean;
  cards: number;
  blocked: ReadonlySet<string>;
}

type Visitor = Pick<Session, '_id' | 'institutionId' | 'learner' | 'course'>;

/** A list is some 15 kB. */
const mostLists = 1_000;
const mostPlaces = 5_000;
const mostInstitutions = 500;
/** As long as a visit. */
const listLifeMilliseconds = 2 * 60 * 60_000;
const renewPopularMilliseconds = 10 * 60_000;

/**
 * What this process has shown lately, in its memory alone: a panel shows it while the database is away. What a person does may change
 * their list, so it is forgotten then, and remembered as it is shown anew.
 */
export class LastShown {
  readonly #lists = new BoundedMap<string, Map<string, ShownList>>(mostLists);
  readonly #places = new BoundedMap<string, Place>(mostPlaces);
  readonly #popular = new BoundedMap<string, PopularCourses>(mostInstitutions);
  readonly #renewed = new BoundedMap<string, number>(mostInstitutions);
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  remember(visitor: Visitor, view: PanelView, { title, cards }: Omit<ShownList, 'at'>): void {
    const key = keyOf(visitor);
    const lists = this.#lists.get(key) ?? new Map();
    // A person has one list in each panel, and few panels.
    this.#lists.set(key, lists.set(nameOf(view), { at: this.#now(), title, cards }));
  }

  /** To be called where what a person sees may change. */
  forget(visitor: Visitor): void {
    this.#lists.delete(keyOf(visitor));
  }

  rememberPlace({ institutionId }: Visitor, course: string | undefined, stored: StoredSettings): void {
    const { isOn, cards } = resolveSettings(stored.course, stored.institution);
    const blocked = [stored.institution, stored.course].flatMap((settings) => settings?.blocked ?? []);
    const steered = (stored.course?.steered ?? []).filter(({ way }) => way === 'block');
    this.#places.set(placeOf(institutionId, course), {
      ...{ isOn, cards },
      blocked: new Set([...blocked, ...steered.map((one) => one.course)]),
    });
  }

  /** Reads what is popular at an institution, where that was not done in the last ten minutes. Nobody waits for it. */
  renewPopular(institutionId: Types.ObjectId, read: () => Promise<PopularCourses>): void {
    const key = `${institutionId}`;
    const now = this.#now().getTime();
    if (now - (this.#renewed.get(key) ?? 0) < renewPopularMilliseconds) return;
    this.#renewed.set(key, now);
    read().then(
      (courses) => this.#popular.set(key, courses),
      // The one before stays.
      () => {},
    );
  }

  /** What somebody was shown last in a panel, unless staff have switched it off since. */
  listOf(visitor: Visitor, view: PanelView): ShownList | undefined {
    const list = this.#lists.get(keyOf(visitor))?.get(nameOf(view));
    const isFresh = list && this.#now().getTime() - list.at.getTime() < listLifeMilliseconds;
    return isFresh && this.#placeOf(visitor, view)?.isOn ? list : undefined;
  }

  /** Undefined where the panel is switched off, or this process does not know what is popular there. */
  popularFor(visitor: Visitor, view: PanelView): PopularCourses | undefined {
    const place = this.#placeOf(visitor, view);
    const popular = this.#popular.get(`${visitor.institutionId}`);
    if (!popular || !place?.isOn) return undefined;
    const mayBe = ({ course: { key } }: Recommendation) => key !== view.course && !place.blocked.has(key);
    return { ...popular, recommendations: popular.recommendations.filter(mayBe).slice(0, place.cards) };
  }

  #placeOf({ institutionId }: Visitor, { course }: PanelView): Place | undefined {
    return this.#places.get(placeOf(institutionId, course));
  }
}

/** A person with several visits is one. */
function keyOf({ _id, institutionId, learner }: Visitor): string {
  return learner === undefined ? _id : `${institutionId} ${learner}`;
}

function nameOf({ purpose, course = '', link = '' }: PanelView): string {
  return JSON.stringify([purpose, course, link]);
}

function placeOf(institutionId: Types.ObjectId, course = ''): string {
  return `${institutionId} ${course}`;
}
