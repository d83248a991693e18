import type { EventType } from '../../models/event.ts';
import type { PanelRecords } from '../../src/panel/panel-records.ts';
import type { Recommendation } from '../../src/recommendations/recommendation.ts';

/** An institution in memory: what the panel records changes what `recommend` answers, as in the real service. */
export class FakeCollege implements PanelRecords {
  courses: Recommendation[];
  learnerInterests: string[] = [];
  events: { type: EventType; course: string; learner: string }[] = [];
  updated: Date | undefined = new Date('2026-11-23T09:00:00Z');

  /** Settles at the first event. */
  readonly recorded: Promise<void>;
  private settle: () => void = () => {};

  constructor(courses: Recommendation[]) {
    this.courses = courses;
    this.recorded = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  recommend = async ({ learner, count }: { learner?: string; count: number }) => {
    const hidden = new Set<string>();
    for (const event of this.events) {
      if (event.learner !== learner) continue;
      if (event.type === 'dismissed') hidden.add(event.course);
      if (event.type === 'restored') hidden.delete(event.course);
    }
    const open = this.courses.filter(({ course }) => !hidden.has(course.key));
    if (learner === undefined) return open.slice(0, count).map(popular);
    return open.slice(0, count).map((offer) => this.interested(offer) ?? offer);
  };

  private interested(offer: Recommendation): Recommendation | undefined {
    const interest = this.learnerInterests.find((word) => offer.course.categories.includes(word));
    return interest === undefined
      ? undefined
      : { ...offer, reasons: [{ kind: 'matches-interest', interest }] };
  }

  async course(_tenant: unknown, key: string) {
    return this.courses.find(({ course }) => course.key === key)?.course;
  }

  async hasCourses() {
    return this.courses.length > 0;
  }

  async categories() {
    return [...new Set(this.courses.flatMap(({ course }) => course.categories))];
  }

  async lastUpdated() {
    return this.updated;
  }

  async interests() {
    return this.learnerInterests;
  }

  async saveInterests(_who: unknown, interests: string[]) {
    this.learnerInterests = interests;
  }

  async recordEvent({ learner }: { learner: string }, type: EventType, course: string) {
    this.events.push({ type, course, learner });
    this.settle();
  }
}

function popular({ course }: Recommendation): Recommendation {
  return { course, reasons: [{ kind: 'popular' }] };
}
