import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import type { ArgumentsOf, Message, MessageKey, Sentences } from '../messages/message.ts';
import { scriptOf } from '../values/closest-tag.ts';
import { isolate } from './isolate.ts';
import { type Direction, directionOf, findLocale, type LanguageTag, type PageLocale } from './languages.ts';
import { type MessageFile, messageFiles } from './message-files.ts';
import { readMessage } from './message-shape.ts';
import { remembered } from './remembered.ts';

/** A message that is ready to be said. */
interface Compiled {
  format: IntlMessageFormat;
  /** Names of the arguments that are texts of people: titles, searches. */
  texts: readonly string[];
}

const spans = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** What a page says, in one language. Messages are compiled when they are first said, and kept. */
export class Words {
  /** BCP 47 tag, for `lang`. */
  readonly language: LanguageTag;
  readonly direction: Direction;
  readonly #locale: string;
  readonly #fallback: Words | undefined;
  /** What stands between two sentences: a space, and in Chinese nothing. */
  readonly betweenSentences: string;
  readonly #messages: MessageFile;
  readonly #compiled = new Map<MessageKey, Compiled>();
  readonly #formatters: Formatters;
  readonly #lists = remembered((type: Intl.ListFormatType) => new Intl.ListFormat(this.#locale, { type }));
  readonly #days = remembered(
    (dateStyle: 'long') => new Intl.DateTimeFormat(this.#locale, { dateStyle, timeZone: 'UTC' }),
  );
  readonly #months = remembered(
    (month: 'long') => new Intl.DateTimeFormat(this.#locale, { month, year: 'numeric', timeZone: 'UTC' }),
  );
  readonly #moments = remembered(
    (timeStyle: 'short') =>
      new Intl.DateTimeFormat(this.#locale, {
        ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
        ...{ timeZone: 'UTC', timeZoneName: timeStyle },
      }),
  );
  readonly #shortDays = remembered(
    (month: 'short') => new Intl.DateTimeFormat(this.#locale, { day: 'numeric', month, timeZone: 'UTC' }),
  );
  readonly #agos = remembered((numeric: 'auto') => new Intl.RelativeTimeFormat(this.#locale, { numeric }));
  readonly #numbers: (options: string) => Intl.NumberFormat;
  readonly #names = remembered(
    (type: Intl.DisplayNamesType) => new Intl.DisplayNames([this.#locale], { type }),
  );

  /** @param fallback says what this language has no message for */
  constructor({ tag, formats }: PageLocale, fallback?: Words, files = messageFiles) {
    this.language = tag;
    this.direction = directionOf(tag);
    this.#locale = formats;
    this.#fallback = fallback;
    this.betweenSentences = scriptOf(tag) === 'Hans' ? '' : ' ';
    this.#messages = files.get(tag) ?? {};
    // The library's own would be made anew for each message.
    const numbers = remembered((options: string) => new Intl.NumberFormat(formats, JSON.parse(options)));
    const plurals = remembered((options: string) => new Intl.PluralRules(formats, JSON.parse(options)));
    this.#numbers = numbers;
    this.#formatters = {
      getNumberFormat: (_locales, options = {}) => numbers(JSON.stringify(options)),
      getPluralRules: (_locales, options = {}) => plurals(JSON.stringify(options)),
      getDateTimeFormat: (_locales, options) => new Intl.DateTimeFormat(formats, options),
    };
  }

  /** Plain text. Texts of other directions within it are isolated. */
  say<Key extends MessageKey>(key: Key, ...[values]: ArgumentsOf<Key>): string {
    return this.#say(key, values);
  }

  /** Whether there is a message of that key, for names that come from data. */
  has(key: string): key is MessageKey {
    return Object.hasOwn(this.#messages, key) || (this.#fallback?.has(key) ?? false);
  }

  /** What somebody has to say who did not know the reader. */
  tell(sentences: Sentences): string {
    const all = 'key' in sentences ? [sentences] : sentences;
    return all.map(({ key, arguments: values }) => this.#say(key, values)).join(this.betweenSentences);
  }

  /** "a, b and c"; `disjunction`: "a, b or c". */
  list(texts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
    return this.#lists(type).format(texts.map((text) => this.isolate(text)));
  }

  /** What stands between the members of such a list: `[', ', ' and ']`, for members that are more than text. */
  between(count: number): string[] {
    const parts = this.#lists('conjunction').formatToParts(Array.from({ length: count }, () => '-'));
    return parts.flatMap(({ type, value }) => (type === 'literal' ? value : []));
  }

  /** `3 March 2026` */
  date(date: Date): string {
    return this.#days('long').format(date);
  }

  /** `March 2026` */
  month(date: Date): string {
    return this.#months('long').format(date);
  }

  /** `3 March 2026 at 16:02 UTC` */
  moment(date: Date): string {
    return this.#moments('short').format(date);
  }

  /** `3 Mar` */
  shortDay(date: Date): string {
    return this.#shortDays('short').format(date);
  }

  /** "3 hours ago", "yesterday"; "now" within a minute. */
  ago(at: Date, now: Date): string {
    const seconds = (at.getTime() - now.getTime()) / 1000;
    const [unit, length] = spans.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
    return this.#agos('auto').format(Math.trunc(seconds / length), unit);
  }

  /** "40 sec", "3 min, 20 sec", "2 hr, 5 min" */
  duration(seconds: number): string {
    const whole = Math.max(0, Math.round(seconds));
    if (whole === 0) return this.say('duration.less', { duration: this.#unit('second', 1) });
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    const parts = [
      ...(hours > 0 ? [this.#unit('hour', hours)] : []),
      ...(minutes > 0 ? [this.#unit('minute', minutes)] : []),
      // Nobody asks for the seconds of an hour.
      ...(hours === 0 && whole % 60 > 0 ? [this.#unit('second', whole % 60)] : []),
    ];
    return this.#lists('unit').format(parts);
  }

  #unit(unit: 'hour' | 'minute' | 'second', count: number): string {
    return this.number(count, { style: 'unit', unit, unitDisplay: 'short' });
  }

  /** "12,345"; "0.392" with `{ minimumFractionDigits: 3 }`; "14 %" of 0.14 with `{ style: 'percent' }`. */
  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return this.#numbers(JSON.stringify(options)).format(value);
  }

  /** What a language is called; the tag itself where it is no BCP 47 tag: imports may hold anything. */
  languageName(tag: string): string {
    try {
      return this.#names('language').of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  /** The same as a label: languages that write it small begin a label with a capital. */
  languageLabel(tag: string): string {
    const [first = '', ...others] = this.languageName(tag);
    return first.toLocaleUpperCase(this.#locale) + others.join('');
  }

  /** Facts side by side, each in its own direction. */
  aside(texts: readonly string[]): string {
    return texts.map((text) => this.isolate(text)).join('\u00a0· ');
  }

  isolate(text: string): string {
    return isolate(text, this.direction);
  }

  #say(key: MessageKey, values: Message['arguments']): string {
    const text = this.#messages[key];
    if (text === undefined) return this.#fallback === undefined ? key : this.#fallback.#say(key, values);
    if (values === undefined) return text;
    const { format, texts } = this.#compile(key, text);
    const isolated = texts.map((name) => [name, this.#told(values[name])] as const);
    return `${format.format({ ...values, ...Object.fromEntries(isolated) })}`;
  }

  /** A text of its own language is isolated; what is said in the reader's needs it no more than the sentence itself. */
  #told(value: NonNullable<Message['arguments']>[string] | undefined): string {
    if (typeof value !== 'object') return this.isolate(`${value}`);
    return 'key' in value
      ? this.tell(value as Message)
      : this.#lists('conjunction').format(value.map((one) => this.tell(one as Message)));
  }

  #compile(key: MessageKey, text: string): Compiled {
    const known = this.#compiled.get(key);
    if (known) return known;
    const { elements, arguments: kinds } = readMessage(text);
    const compiled = {
      format: new IntlMessageFormat(elements, this.#locale, undefined, { formatters: this.#formatters }),
      texts: [...kinds].flatMap(([name, kind]) => (kind === 'text' ? name : [])),
    };
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

const all = new Map<string, Words>();

/** @param wanted tags of the languages that the reader wants, the best first; without any, English */
export function wordsFor(...wanted: readonly string[]): Words {
  return wordsIn(findLocale(wanted));
}

function wordsIn(locale: PageLocale): Words {
  const known = all.get(locale.formats);
  if (known) return known;
  const words = new Words(locale, locale.tag === 'en' ? undefined : wordsFor());
  all.set(locale.formats, words);
  return words;
}
