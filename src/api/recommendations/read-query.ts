import { type Purpose, purposes } from '../../answering/recommendation.ts';
import { readId } from '../../values/read-text.ts';
import { sheetFault } from '../../values/spoilt-id.ts';
import { longestName } from '../activity.ts';
import { ApiError } from '../api-error.ts';
import { requireKnown } from '../known-parameters.ts';

/** Whom another system asks recommendations for, and which. */
export interface RecommendationQuery {
  /** The LMS's id of the person: the `sub` of launches. */
  learner: string;
  /** Address of the system whose id it is. */
  home?: string;
  /** How many courses; absent: as many as the panel shows. */
  count?: number;
  purpose?: Purpose;
  /** Id or address of the course that the learner is in at the moment. */
  course?: string;
}

export const mostRecommendations = 20;
/** `language` is read for all addresses alike (`../reader-language.ts`). */
const parameters = ['learner', 'home', 'count', 'purpose', 'course', 'language'] as const;

/** @throws ApiError naming the first parameter that is wrong, and what is right */
export function readQuery(query: Readonly<Record<string, unknown>>): RecommendationQuery {
  requireKnown(query, parameters);
  const { home, count, purpose, course } = query as Readonly<Record<string, string | undefined>>;
  return {
    learner: readLearner(query['learner']),
    ...(home !== undefined && { home: readName('home', home) }),
    ...(count !== undefined && { count: readCount(count) }),
    ...(purpose !== undefined && { purpose: readPurpose(purpose) }),
    ...(course !== undefined && { course: readName('course', course) }),
  };
}

function readLearner(value: unknown): string {
  if (value === undefined)
    throw new ApiError(400, 'learner-missing', 'Say ?learner=ID, the LMS’s id of the person.');
  const id = readId(value);
  // Addresses of requests stand in logs of proxies, where no e-mail address may be.
  if (id === undefined || sheetFault(id) !== undefined || id.includes('@'))
    throw new ApiError(
      400,
      'learner-invalid',
      'learner is no id of one person. Say the id that the LMS has for them (the sub of launches), not a name, not an e-mail address.',
    );
  return id;
}

function readCount(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > mostRecommendations)
    throw new ApiError(400, 'count-invalid', `count is a whole number from 1 to ${mostRecommendations}.`);
  return count;
}

function readPurpose(text: string): Purpose {
  const purpose = purposes.find((one) => one === text);
  if (!purpose) throw new ApiError(400, 'purpose-invalid', `purpose is ${purposes.join(' or ')}.`);
  return purpose;
}

function readName(name: 'home' | 'course', text: string): string {
  const read = readId(text, longestName);
  if (read === undefined)
    throw new ApiError(400, `${name}-invalid`, `${name} is empty, too long or has control characters.`);
  return read;
}
