import type { SteeredCourse, SteeringWay } from '../../models/panel-settings.ts';
import type { Words } from '../words/words.ts';
import type { FoundCourse } from './find-courses.ts';
import type { SteeringForm } from './steering-form.ts';

/** The courses that staff steer in a panel, and the form for one more. */
export interface SteeredView {
  rows: {
    course: FoundCourse;
    way: SteeringWay;
    state: string;
    note: string;
    /** Who said so, and when. */
    said: { iso: string; words: string };
  }[];
  form: SteeringForm;
}

/**
 * @param steerers by whom each was said last, as far as it is known
 * @param reader `Learner.key` of the one who reads it
 */
export function steeredView(
  steered: readonly SteeredCourse[],
  courses: ReadonlyMap<string, FoundCourse>,
  steerers: ReadonlyMap<string, string | undefined>,
  reader: string | undefined,
  form: SteeringForm,
  words: Words,
): SteeredView {
  return {
    rows: steered.map(({ course, way, note = '', at }) => {
      const isOwn = reader !== undefined && steerers.get(course) === reader;
      return {
        course: courses.get(course) ?? { key: course, title: course },
        ...{ way, note, state: words.say(`steer.way.${way}.state`) },
        said: {
          iso: at.toISOString(),
          words: words.say(isOwn ? 'steer.by.you' : 'steer.by.team', { date: words.date(at) }),
        },
      };
    }),
    form,
  };
}
