import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../../scripts/words/check-messages.ts';
import { readMessageTexts } from '../../scripts/words/message-texts.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** What no message holds. */
const nowhere = [/["']/, /\.\.\./, / {2}|^ | $/];

/** What no message of a language holds, where | stands for the borders of plural forms and § for what it is told. */
const wrong: Readonly<Record<string, readonly RegExp[]>> = {
  en: [/[«»„]/, / [,.;:!?]/, /\s%/],
  de: [/[«»”]/, / [,.;:!?]/, / %|\d%/],
  es: [/[“”„]/, / [,.;:!?»]|« /, / %|\d%/],
  // A space that no line breaks at: before ; ! ? a narrow one, before : and within « » a full one.
  fr: [/[“”„]/, /(?<!\u202f)[;!?](?=[\s|]|$)/, /(?<!\u00a0)[:»](?=[\s|]|$)/, /«(?!\u00a0)/, /(?<!\u00a0)%/],
  // Its own sign goes with its own digits, which no page has.
  ar: [/[“”„]/, /\p{Script=Arabic} ?[,;?]/u, /٪|\s%/],
  'zh-Hans': [
    /[\p{Script=Han}§][,;:?!(]|[,;:?!)]\p{Script=Han}|\p{Script=Han}\.(?!\w)/u,
    /[，。；：？！（）、“”] | [，。；：？！（）、“”]|\p{Script=Han} \p{Script=Han}/u,
    /\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u,
  ],
};

/** Without code and without what is no text of a message. */
const plain = (message: string) =>
  message
    .replaceAll(/`[^`]*`|X-Forwarded-Proto:|client_id=\S+|https?:\/\/\S+/g, '§')
    .replaceAll(/\{\w+(, ?number)?\}/g, '§')
    .replaceAll(/\{\w+, ?(plural|selectordinal), ?|(?:=\d+|zero|one|two|few|many|other) \{|\}/g, '|');

test('quotation marks, punctuation and spaces are those of the language', () => {
  const found = [...readMessageTexts(projectRoot)].flatMap(([tag, text]) =>
    [...parseFile(text)]
      .filter(([key]) => !(tag === 'en' && key.startsWith('leftOut.'))) // Commands say these, too.
      .flatMap(([key, message]) =>
        [
          ...nowhere.filter((sign) => sign.test(message)),
          ...(wrong[tag] ?? []).filter((sign) => sign.test(plain(message))),
        ].map((sign) => `${tag} ${key} ${sign}: ${message}`),
      ),
  );
  assert.deepEqual(found, []);
});
