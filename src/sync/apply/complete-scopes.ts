import type { HeldBack, HeldScope, ScopeMark } from '../../../models/sync-run.ts';
import type { Fields } from '../documents/by-source.ts';
import { courseKind } from '../documents/document-kind.ts';
import type { CompleteRecord } from '../record.ts';
import type { BulkUpsert, BulkUpsertOptions, Scope } from './bulk-upsert.ts';
import { alwaysBelieved, findHeldBack, noTurnover, type ScopeTurnover } from './removal-guard.ts';
import type { StoredRecord } from './validate-record.ts';

/** Where many enrolments are looked at and few match, the embedded engine's own choice of an index can fail. */
const byCourse: Scope['hint'] = { institutionId: 1, course: 1 };
/** Courses whose members are looked through together. */
const coursesAtOnce = 200;
/** The page shows the catalogue and the largest ones. */
const shownScopes = 20;

export const wholeCatalogue: Scope = { filter: {}, hint: { institutionId: 1, key: 1 } };
const allEnrolments: Scope = { filter: {}, hint: { institutionId: 1, learner: 1, course: 1 } };
export const enrolmentsOf = (courses: readonly string[]): Scope => ({
  filter: { course: { $in: courses } },
  hint: byCourse,
});

/** What became of the scopes that a run has read whole. */
export interface Judgement {
  /** Undefined: everything that was not seen was removed. */
  heldBack?: HeldBack;
  /** Keys of the courses of which nobody was removed for that reason. */
  heldCourses: string[];
  /** Whether a course was looked at. */
  hasJudged: (course: string) => boolean;
}

/**
 * The scopes that a source has declared complete: what it said in them before and did not say now is marked as removed, once
 * the pull has come to its end, unless that is too much to be believed (`removal-guard.ts`). A scope in which a record was
 * rejected is not complete. The rejected record may be about somebody who is still there, and nobody is to count as gone
 * because of a wrong date.
 */
export class CompleteScopes {
  readonly #courses: BulkUpsert;
  readonly #enrolments: BulkUpsert;
  readonly #options: Pick<BulkUpsertOptions, 'institutionId' | 'source'>;
  #catalogue = false;
  #allEnrolments = false;
  readonly #membersOf = new Set<string>();
  #isCourseRejected = false;
  readonly #coursesWithRejections = new Set<string>();
  #news: ScopeMark[] = [];

  /** @param before marks of the run that this one continues */
  constructor(
    courses: BulkUpsert,
    enrolments: BulkUpsert,
    options: Pick<BulkUpsertOptions, 'institutionId' | 'source'>,
    before: readonly ScopeMark[] = [],
  ) {
    this.#courses = courses;
    this.#enrolments = enrolments;
    this.#options = options;
    for (const mark of before) this.#mark(mark);
  }

  /** To be called with each record that is not stored. */
  reject(record: StoredRecord): void {
    if (record.kind === 'course') this.#learn({ kind: 'courses', isUnsure: true });
    if (record.kind === 'enrolment')
      this.#learn({ kind: 'enrolments', course: record.course, isUnsure: true });
  }

  add(scope: CompleteRecord): void {
    const course = scope.of === 'enrolments' ? scope.course : undefined;
    this.#learn({ kind: scope.of, ...(course !== undefined && { course }) });
  }

  /** What was learnt since the last call, for a run that continues this one. */
  takeNews(): ScopeMark[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  /**
   * Marks what was not seen. To be called when everything is written.
   * @returns undefined where no scope was read whole
   */
  async removeUnseen(): Promise<Judgement | undefined> {
    const isMembership = this.#allEnrolments || this.#membersOf.size > 0;
    if (!this.#catalogue && !isMembership) return undefined;
    const scopes: HeldScope[] = [];
    if (this.#catalogue) scopes.push(...(await this.#removeCourses()));
    const heldCourses: string[] = [];
    if (isMembership) scopes.push(...(await this.#removeEnrolments(heldCourses)));
    const hasJudged = (course: string) => this.#allEnrolments || this.#membersOf.has(course);
    if (scopes.length === 0) return { heldCourses, hasJudged };
    const sum = (field: 'removals' | 'of') => scopes.reduce((total, scope) => total + scope[field], 0);
    const isCatalogue = ({ kind }: HeldScope) => Number(kind === 'courses');
    const largest = scopes
      .sort((a, b) => isCatalogue(b) - isCatalogue(a) || b.removals - a.removals)
      .slice(0, shownScopes);
    return {
      heldBack: { removals: sum('removals'), of: sum('of'), scopeCount: scopes.length, scopes: largest },
      ...{ heldCourses, hasJudged },
    };
  }

  #learn(mark: ScopeMark): void {
    this.#mark(mark);
    this.#news.push(mark);
  }

  #mark({ kind, course, isUnsure }: ScopeMark): void {
    if (kind === 'courses') {
      if (isUnsure) this.#isCourseRejected = true;
      else this.#catalogue ||= !this.#isCourseRejected;
    } else if (isUnsure) this.#coursesWithRejections.add(course as string);
    else if (course === undefined) this.#allEnrolments ||= this.#coursesWithRejections.size === 0;
    else if (!this.#coursesWithRejections.has(course)) this.#membersOf.add(course);
  }

  async #removeCourses(): Promise<HeldScope[]> {
    const turnover = noTurnover();
    for await (const _ of this.#courses.unseen(wholeCatalogue)) turnover.all.gone++;
    const { gone } = turnover.all;
    if (gone > alwaysBelieved) turnover.all.stayed = await this.#courses.countSeenAgain(wholeCatalogue);
    if (findHeldBack(new Map([['catalogue', turnover]])) === 'all')
      return [{ kind: 'courses', removals: gone, of: gone + turnover.all.stayed }];
    if (gone > 0) await this.#courses.removeUnseen(wholeCatalogue);
    return [];
  }

  /** @param heldCourses gets the keys of courses of which nobody is removed */
  async #removeEnrolments(heldCourses: string[]): Promise<HeldScope[]> {
    const turnovers = await this.#turnovers();
    const together = await this.#together(turnovers);
    const held = findHeldBack(await this.#judgedAlone(turnovers), together);
    if (held === 'all') {
      heldCourses.push(...turnovers.keys());
      const { gone } = together.all;
      const stayed = await this.#countSeenAgain({});
      return [{ kind: 'enrolments', removals: gone, of: gone + stayed, ...onlyCourse(this.#membersOf) }];
    }
    heldCourses.push(...held);
    const believed = Array.from(turnovers.keys()).filter((course) => !held.has(course));
    for (const some of inPortions(believed)) await this.#enrolments.removeUnseen(enrolmentsOf(some));
    return Array.from(held, (course) => {
      const { gone, stayed } = (turnovers.get(course) as ScopeTurnover).all;
      return { kind: 'enrolments', course, removals: gone, of: gone + stayed };
    });
  }

  /**
   * The courses that somebody is gone from. Who stayed is counted only where so many are gone that it matters: a look at every
   * enrolment would cost as much as the run.
   */
  async #turnovers(): Promise<Map<string, ScopeTurnover>> {
    const found = new Map<string, ScopeTurnover>();
    for (const scope of this.#portions())
      for await (const document of this.#enrolments.unseen(scope)) {
        const turnover = found.get(document['course']) ?? noTurnover();
        found.set(document['course'], turnover);
        turnover.all.gone++;
        if (isLearning(document['bySource'][this.#options.source])) turnover.learners.gone++;
      }
    for (const [course, { all, learners }] of found) {
      if (all.gone <= alwaysBelieved) continue;
      const scope = enrolmentsOf([course]);
      all.stayed = await this.#enrolments.countSeenAgain(scope);
      learners.stayed = await this.#enrolments.countSeenAgain(this.#learning(scope));
    }
    return found;
  }

  /** All courses together. Who stayed is counted as far as it matters. */
  async #together(turnovers: ReadonlyMap<string, ScopeTurnover>): Promise<ScopeTurnover> {
    const together = noTurnover();
    for (const { all, learners } of turnovers.values()) {
      together.all.gone += all.gone;
      together.learners.gone += learners.gone;
    }
    if (together.all.gone <= alwaysBelieved) return together;
    together.all.stayed = await this.#countSeenAgain({ enough: together.all.gone });
    together.learners.stayed = await this.#countSeenAgain({
      ...{ isLearning: true, enough: together.learners.gone },
    });
    return together;
  }

  async #countSeenAgain({ isLearning = false, enough = Number.POSITIVE_INFINITY }): Promise<number> {
    let count = 0;
    for (const scope of this.#portions()) {
      const left = Number.isFinite(enough) ? enough - count : undefined;
      count += await this.#enrolments.countSeenAgain(isLearning ? this.#learning(scope) : scope, left);
      if (count >= enough) break;
    }
    return count;
  }

  /**
   * The courses that are judged alone. Of the whole institution's enrolments, those of a course that this source no longer has go
   * with it: that the course is gone was judged before. A course that has ended is judged like any other, because who was in it
   * to its end has taken it, and would lose that.
   */
  async #judgedAlone(
    turnovers: ReadonlyMap<string, ScopeTurnover>,
  ): Promise<ReadonlyMap<string, ScopeTurnover>> {
    if (!this.#allEnrolments) return turnovers;
    const { institutionId, source } = this.#options;
    const judged = new Map(turnovers);
    for (const some of inPortions([...turnovers.keys()])) {
      const gone = {
        institutionId,
        key: { $in: some },
        [`bySource.${source}.removedAt`]: { $exists: true },
      };
      const found = courseKind.collection.find(gone, { hint: wholeCatalogue.hint, projection: { key: 1 } });
      for await (const { key } of found) judged.delete(key);
    }
    return judged;
  }

  /** What was read whole, in parts that the database looks through at once. */
  *#portions(): Generator<Scope> {
    if (this.#allEnrolments) yield allEnrolments;
    else for (const some of inPortions([...this.#membersOf])) yield enrolmentsOf(some);
  }

  /** Those who are learning there, as far as this source says. */
  #learning({ filter, hint }: Scope): Scope {
    const said = (field: string) => `bySource.${this.#options.source}.${field}`;
    return {
      hint,
      filter: { ...filter, [said('role')]: { $ne: 'staff' }, [said('state')]: { $ne: 'withdrawn' } },
    };
  }
}

function isLearning({ role, state }: Fields): boolean {
  return role !== 'staff' && state !== 'withdrawn';
}

function onlyCourse(courses: ReadonlySet<string>): { course?: string } {
  const [course] = courses;
  return courses.size === 1 && course !== undefined ? { course } : {};
}

export function* inPortions(courses: readonly string[]): Generator<string[]> {
  for (let at = 0; at < courses.length; at += coursesAtOnce) yield courses.slice(at, at + coursesAtOnce);
}
