import { message } from '../../../messages/message.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import type { MoodleFunction } from './functions.ts';
import { refusalOf, statusRefusal } from './moodle-refusal.ts';
import type { MoodleSettings } from './settings.ts';

/** What to say of a Moodle that prints messages into its answers. Everything is read all the same. */
export const mixedAnswers = {
  found: message('moodle.mixed'),
  cure: message('moodle.mixed.cure'),
};

/** An argument of a function: a value, or lists and objects of values. */
export type Argument =
  | string
  | number
  | boolean
  | readonly Argument[]
  | { readonly [name: string]: Argument };
export type Arguments = { readonly [name: string]: Argument };

/** Calls the functions of one Moodle's REST web service. */
export class MoodleService {
  readonly #ask: Ask;
  readonly #settings: MoodleSettings;
  #hasMixedAnswers = false;

  constructor(ask: Ask, settings: MoodleSettings) {
    this.#ask = ask;
    this.#settings = settings;
  }

  /** Moodle has printed messages of PHP into an answer (`mixedAnswers`). */
  get hasMixedAnswers(): boolean {
    return this.#hasMixedAnswers;
  }

  /** @throws SourceError; MoodleRefusal where Moodle itself said no */
  async call(name: MoodleFunction, args: Arguments, signal: AbortSignal): Promise<unknown> {
    // The token is in the body, because addresses are written into logs.
    const body = new URLSearchParams({
      ...{ wstoken: this.#settings.token, moodlewsrestformat: 'json', wsfunction: name },
      // Asks for texts as they are stored. Otherwise a text in several languages comes with all of them joined.
      moodlewssettingraw: '1',
      ...Object.fromEntries(flattened(args)),
    });
    const { status, json, isMixed } = await this.#ask(this.#settings.endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      ...{ body: body.toString(), findsJson: true, signal },
    });
    this.#hasMixedAnswers ||= isMixed === true;
    if (status !== 200) throw statusRefusal(name, status);
    if (isException(json)) throw refusalOf(name, json.errorcode);
    return json;
  }
}

/** Names in PHP's form: `options[0][name]`. */
function* flattened(value: Argument, path = ''): Generator<[string, string]> {
  if (typeof value !== 'object') {
    yield [path, typeof value === 'boolean' ? `${Number(value)}` : `${value}`];
    return;
  }
  for (const [name, inner] of Object.entries(value))
    yield* flattened(inner, path === '' ? name : `${path}[${name}]`);
}

function isException(json: unknown): json is { exception: string; errorcode?: unknown } {
  return typeof json === 'object' && json !== null && 'exception' in json;
}
