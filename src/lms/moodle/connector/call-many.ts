import { FailingParts, mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import { SourceError } from '../../../sync/source-error.ts';
import type { MoodleFunction } from './functions.ts';
import { isLocal, refusalOf } from './moodle-refusal.ts';
import { prefetch } from './prefetch.ts';
import type { Arguments, MoodleService } from './service.ts';
import { isSet, listOf, objectOf, textOf } from './values.ts';

/** Moodle does the calls of one request one after the other: these take about a second. */
const callsAtOnce = 50;
const requestsAtOnce = 4;

/**
 * Texts and dates of the answer are in English, which every Moodle has, and in UTC. Where the site forces everybody into one
 * time zone, dates stay in that one.
 */
export const inEnglish = { moodlewssettinglang: 'en', moodlewssettingtimezone: 'UTC' } as const;

/** Calls of one function that are asked together. */
export interface ManyCalls {
  name: MoodleFunction;
  args: readonly Arguments[];
  /** The service holds `tool_mobile_call_external_functions`. */
  together: boolean;
}

/**
 * The answers in the order of the calls; in the place of one that Moodle refused, or could not give, the error.
 * @throws SourceError what is about Moodle and not about one call
 */
export async function callMany(
  service: MoodleService,
  { name, args, together }: ManyCalls,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  let isTogether = together;
  while (isTogether && answers.length < args.length) {
    const batch = args.slice(answers.length, answers.length + callsAtOnce);
    const found = await callTogether(service, name, batch, signal);
    answers.push(...found);
    // A site may refuse what its service holds.
    isTogether = found.length > 0;
  }
  const others = args.slice(answers.length);
  const failing = new FailingParts();
  for await (const answer of prefetch(others, requestsAtOnce, (one) => callOne(service, name, one, signal))) {
    if (mayBeOfOnePart(answer)) failing.failed(answer);
    else failing.succeeded();
    answers.push(answer);
  }
  return answers;
}

async function callOne(service: MoodleService, name: MoodleFunction, args: Arguments, signal: AbortSignal) {
  try {
    return await service.call(name, { ...args, ...inEnglish }, signal);
  } catch (error) {
    if (isLocal(error)) return error;
    throw error;
  }
}

/**
 * The first answers of a batch, because Moodle leaves out everything behind a call that it refuses; none where it refuses the
 * batch itself, or cannot answer, which may be about one of the calls.
 */
async function callTogether(
  service: MoodleService,
  name: MoodleFunction,
  batch: readonly Arguments[],
  signal: AbortSignal,
): Promise<unknown[]> {
  const asked = 'tool_mobile_call_external_functions';
  const requests = batch.map((args) => ({
    function: name,
    arguments: JSON.stringify(args),
    settinglang: inEnglish.moodlewssettinglang,
  }));
  const answer = await callOne(service, asked, { requests }, signal);
  if (answer instanceof SourceError) return [];
  return listOf(asked, objectOf(answer)['responses']).map((response) => {
    const { error, data, exception } = objectOf(response);
    if (!isSet(error)) return parsed(data);
    const refusal = refusalOf(name, objectOf(parsed(exception))['errorcode']);
    if (refusal.isLocal) return refusal;
    throw refusal;
  });
}

/** JSON inside JSON; undefined where it is none. */
function parsed(text: unknown): unknown {
  try {
    return JSON.parse(textOf(text));
  } catch {
    return undefined;
  }
}
