import type { Types } from 'mongoose';
import { type ArrivalDay, type AskedSource, countArrivals } from '../../counts/arrivals.ts';
import type { Words } from '../../words/words.ts';
import type { SourceState } from '../data/source-state.ts';

/** How old the data is. */
export interface AgeFigure {
  /** "3 hours ago": when data last came; undefined: never. */
  newest: string | undefined;
  about: string[];
  isLate: boolean;
  /** The last days, the oldest first; empty where no source is asked by itself. */
  days: ShownDay[];
}

interface ShownDay {
  date: string;
  /** `all`: every source came. `some`: one did not. `none`: none was set up yet. */
  state: 'all' | 'some' | 'none';
  words: string;
}

/** @param asked the sources that are set up and asked by themselves */
export async function ageFigure(
  institutionId: Types.ObjectId,
  asked: readonly AskedSource[],
  states: readonly SourceState[],
  words: Words,
  now: Date,
): Promise<AgeFigure> {
  const read = states.flatMap(({ lastGood, lastSeen }) => {
    const iso = lastGood ? (lastGood.finished ?? lastGood.started).iso : lastSeen?.iso;
    return iso === undefined ? [] : new Date(iso).getTime();
  });
  const names = new Map(states.map(({ name, title }) => [name, title]));
  const late = states.filter(
    ({ name, lastFailure, isOverdue }) =>
      (lastFailure || isOverdue) && asked.some((one) => one.name === name),
  );
  const days = asked.length > 0 ? await countArrivals(institutionId, asked, now) : [];
  return {
    newest: read.length > 0 ? words.ago(new Date(Math.max(...read)), now) : undefined,
    about: [
      asked.length === 0
        ? words.say('administration.age.byHand')
        : late.length > 0
          ? words.say('administration.age.late', { late: late.length, asked: asked.length })
          : words.say('administration.age.fresh', { asked: asked.length }),
    ],
    isLate: late.length > 0,
    days: days.map((day) => shownDay(day, names, words)),
  };
}

function shownDay(
  { date, came, missed }: ArrivalDay,
  names: ReadonlyMap<string, string>,
  words: Words,
): ShownDay {
  const titles = missed.map((name) => names.get(name) ?? name);
  return {
    date: words.shortDay(date),
    state: missed.length > 0 ? 'some' : came.length > 0 ? 'all' : 'none',
    words:
      missed.length > 0
        ? words.say('administration.age.missed', { sources: words.list(titles) })
        : words.say(came.length > 0 ? 'administration.age.came' : 'administration.age.notYet'),
  };
}
