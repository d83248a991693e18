import { type SteeringWay, steeringWays } from '../../models/panel-settings.ts';
import { parseTitle } from '../panel/link-settings.ts';
import { longestNote } from '../panel-settings/steer-course.ts';
import type { FoundCourse } from './find-courses.ts';

const longestText = 200;

/** The form for steering a course, as it is shown. */
export interface SteeringForm {
  /** What was typed for the course, and the note. */
  text: string;
  note: string;
  problem:
    | 'nothing'
    | 'unknown'
    | 'several'
    | 'itself'
    | 'tooManyPins'
    | 'tooMany'
    | 'noteTooLong'
    | undefined;
  /** Courses that may be meant. */
  found: readonly FoundCourse[];
}

export const emptySteeringForm: SteeringForm = { text: '', note: '', problem: undefined, found: [] };

/** What was sent, read. `about`: the key of a course that was picked from a list, or is steered already. */
export interface SentSteering {
  text: string;
  about: string | undefined;
  /** Undefined where it is too long. */
  note: string | undefined;
  /** As it was typed. */
  typedNote: string;
  way: SteeringWay;
}

/** A way that is none is the mildest. */
export function parseSteering(body: Readonly<Record<string, unknown>>): SentSteering {
  const typedNote = asText(body['note']);
  const note = typedNote.trim() === '' ? '' : parseTitle(typedNote, longestNote);
  return {
    text: parseTitle(body['text'], longestText) ?? '',
    about: typeof body['about'] === 'string' ? body['about'] : undefined,
    ...{ note, typedNote },
    way: steeringWays.find((one) => one === body['way']) ?? 'boost',
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 4 * longestNote) : '';
}
