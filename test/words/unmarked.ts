import { type MessageFile, messageFiles } from '../../src/words/message-files.ts';
import { Words } from '../../src/words/words.ts';

const [open, close] = ['⟦', '⟧'];
/** What makes texts by the reader's locale: dates, spans of time, names of languages, lists. */
const makers = [
  ...(['date', 'month', 'moment', 'shortDay', 'ago', 'duration', 'languageName', 'list', 'between'] as const),
];

/**
 * From now on everything that is said in English stands between marks: whatever has letters and none around it comes from somewhere
 * else. To be called before a page is made, because messages are kept once they were said.
 */
export function markMessages(): void {
  const english = Object.entries(messageFiles.get('en') ?? {});
  const mark = (text: string) => `${open}${text}${close}`;
  const marked = Object.fromEntries(english.map(([key, text]) => [key, mark(text)]));
  (messageFiles as Map<string, MessageFile>).set('en', marked);
  for (const name of makers) {
    const own = Words.prototype[name] as (...values: unknown[]) => string | string[];
    Object.assign(Words.prototype, {
      [name](this: Words, ...values: unknown[]) {
        const made = own.apply(this, values);
        return typeof made === 'string' ? mark(made) : made.map(mark);
      },
    });
  }
}

/**
 * What a person reads of a page, or hears, that no message has said. Left out is what says itself that it is none of the tool's own
 * words: code, names and titles (`bdi`), texts that are declared as English (`lang="en"`), and what somebody has entered.
 * @param names that are the same in every language, such as those of products
 */
export function unmarkedTexts(html: string, names: readonly string[]): string[] {
  const read = html
    .replaceAll(/<(script|style|code|bdi|textarea)\b.*?<\/\1>/gs, '')
    .replaceAll(/<(?!html)(\w+) lang="en"[^>]*>.*?<\/\1>/gs, '');
  const attributes = Array.from(
    read.matchAll(
      /\s(?:aria-label|title|alt|placeholder|data-(?:found-\w+|title|done|copied|good|bad|unknown))="([^"]*)"/g,
    ),
    ([, text = '']) => text,
  );
  const texts = [...attributes, ...read.split(/<[^>]*>/)];
  return texts.map((text) => withoutMarked(text, names).trim()).filter((text) => /\p{L}/u.test(text));
}

function withoutMarked(text: string, names: readonly string[]): string {
  let rest = text.replaceAll(/&\w+;|&#\d+;/g, ' ');
  // What is told to a message may be one itself, so the inner ones go first.
  for (let before = ''; rest !== before; ) {
    before = rest;
    rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  }
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((left, name) => left.replaceAll(name, ''), rest);
}
