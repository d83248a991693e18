// Takes about 10 s.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { wordsIn } from '../../src/answering/course-words.ts';
import { levelStep } from '../../src/answering/levels.ts';
import { lastPart, searchText } from '../../src/api/activity.ts';
import { readEnvelope, readEvent } from '../../src/api/caliper/envelope.ts';
import { findCredential } from '../../src/api/credentials.ts';
import { readStatement } from '../../src/api/xapi/statement.ts';
import { loggedError } from '../../src/configuration/logged-error.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { allProducts } from '../../src/lms/all-products.ts';
import { dateIn, idIn, numberIn, textIn } from '../../src/lms/canvas/connector/fields.ts';
import { canvasNumber, courseOfPage, courseOfRoster } from '../../src/lms/canvas/ids.ts';
import { settingsOf as moodleSettings } from '../../src/lms/moodle/connector/settings.ts';
import { readMessage } from '../../src/lti/launch/message.ts';
import { roleOf } from '../../src/lti/launch/roles.ts';
import { findLink } from '../../src/lti/names-and-roles/link-header.ts';
import { waitMilliseconds } from '../../src/lti/names-and-roles/retry.ts';
import { parseOpenidConfiguration } from '../../src/lti/registration/openid-configuration.ts';
import { jsonBehind } from '../../src/lti/safe-fetch/json-behind.ts';
import { ownWords } from '../../src/lti/safe-fetch/own-words.ts';
import { readHostCookie } from '../../src/lti/secrets/host-cookie.ts';
import { toCourseCard } from '../../src/panel/course-card.ts';
import { readLinkSettings } from '../../src/panel/link-settings.ts';
import { parseLine, parseProfile } from '../../src/panel/profile-input.ts';
import { findCodes } from '../../src/recommender/text/search/codes.ts';
import { search } from '../../src/recommender/text/search/search.ts';
import { buildTextIndex } from '../../src/recommender/text/search/text-index.ts';
import { termsOf } from '../../src/recommender/text/terms.ts';
import { splitWords } from '../../src/recommender/text/words/split-words.ts';
import { stem } from '../../src/recommender/text/words/stem.ts';
import { searchText as skillText } from '../../src/skills/search-texts.ts';
import { findLengthProblem, withinLimits } from '../../src/sync/apply/limits.ts';
import { textsOf } from '../../src/sync/course-texts.ts';
import { codeBase } from '../../src/sync/derivation/course-code.ts';
import { comparable, courseName } from '../../src/sync/derivation/course-name.ts';
import { prerequisiteClauses } from '../../src/sync/derivation/prerequisite-clauses.ts';
import { findPrerequisites } from '../../src/sync/derivation/prerequisites.ts';
import { readTexts } from '../../src/sync/derivation/read-texts.ts';
import { findSections } from '../../src/sync/derivation/sections.ts';
import { plainText } from '../../src/sync/plain-text.ts';
import { guessDelimiter, statedDelimiter } from '../../src/sync/sources/csv/delimiter.ts';
import { readCourse, readEnrolment } from '../../src/sync/sources/csv/read-records.ts';
import { matchColumns, readRowsFrom } from '../../src/sync/sources/csv/read-rows.ts';
import { conceptsNamed } from '../../src/taxonomy/concept-id.ts';
import { findableWords, foldName, typedWords } from '../../src/taxonomy/fold-name.ts';
import { isNestedTooDeep } from '../../src/values/nesting.ts';
import { normalised } from '../../src/values/normalised.ts';
import { printable } from '../../src/values/printable.ts';
import { addressKeysWithin, readAddress } from '../../src/values/read-address.ts';
import { readNumber } from '../../src/values/read-number.ts';
import { readId, readText, withoutTricks } from '../../src/values/read-text.ts';
import { readTime } from '../../src/values/read-time.ts';
import { readYearOfStudy } from '../../src/values/read-year-of-study.ts';
import { isNobody, mayBeSheetDate, sheetFault } from '../../src/values/spoilt-id.ts';
import { spreadsheetCell } from '../../src/values/spreadsheet-cell.ts';
import { withoutTrailingSlashes } from '../../src/values/trailing-slashes.ts';
import { isolate } from '../../src/words/isolate.ts';
import { wordsFor } from '../../src/words/words.ts';
import { assertLinear } from '../support/linear-time.ts';

/** What regular expressions and loops stumble over, to be repeated. */
const worst: Readonly<Record<string, string>> = {
  ...{
    slashes: '/',
    blanks: ' ',
    tabs: '\t',
    lines: '\n',
    brackets: '(',
    'closing brackets': ')',
    colons: ':',
  },
  ...{
    quotes: '"',
    'quotes with commas': '","',
    commas: ',',
    semicolons: ';',
    dots: '. ',
    dashes: '–',
    digits: '1',
  },
  ...{ letters: 'a', capitals: 'S', sibilants: 's', Han: '漢', kana: 'カ', Thai: 'ก', marks: '\u0301\u0323' },
  ...{ surrogates: '\ud800', emoji: '😀', 'long forms': '\ufdfa', overrides: '\u202e', NUL: '\0' },
  ...{ prerequisites: 'Prerequisites: ', 'prerequisites of many': 'Prerequisites: BIO101 or CHE2 and ' },
  ...{
    mlang: '{mlang',
    'closed mlang': '{mlang en}',
    span: '<span',
    'open span': '<span lang="en" class="multilang">',
  },
  ...{
    tags: '<',
    comments: '<!--',
    scripts: '<script>',
    attributes: '<a b="',
    references: '&amp',
    entity: '&#x',
  },
  ...{
    addresses: 'https://a',
    pictures: 'data:image/png;base64,',
    codes: 'BIO101-',
    seasons: 'WS 24/25 ',
    topics: 'advanced ',
  },
  ...{
    'line ends before a word': '\n\n level',
    'course paths': '/course/',
    'mixed row': 'a"b,"c\n',
    links: '<>;a=',
  },
};

const size = 100_000;
const nobody = { retry: 0 };
const card = (text: string) => {
  const course = { key: 'c', title: text, description: text, level: text, categories: [text], url: text };
  const reasons = [{ kind: 'matches-search', search: text }] as const;
  return toCourseCard({ course, reasons: [...reasons] } as never, [], wordsFor());
};
const request = (name: string, value: string) => ({ headers: { [name]: value } }) as never;
const rules = { privateHosts: [], plainHttp: false };
const mayThrow = (run: () => unknown) => {
  try {
    run();
  } catch {
    // A refusal is a good answer.
  }
};
const platform = (issuer: string) => ({
  ...{ issuer, authorization_endpoint: issuer, token_endpoint: issuer, jwks_uri: issuer },
  ...{ registration_endpoint: issuer, scopes_supported: [issuer] },
});

/**
 * Every reader of foreign text, by its file. A file with a regular expression that may go on without end has to be here, or among
 * `others` with the reason why not.
 */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'src/values/trailing-slashes.ts': (text) => withoutTrailingSlashes(`${text}/x`),
  'src/configuration/logged-error.ts': (text) =>
    loggedError(Object.assign(new Error(text), { name: 'MongoServerError', stack: text })),
  'src/words/isolate.ts': (text) => isolate(text, 'rtl'),
  'src/values/normalised.ts': (text) => [
    normalised(text, 'NFC'),
    normalised(text, 'NFKC'),
    normalised(text, 'NFD'),
  ],
  'src/values/printable.ts': printable,
  'src/values/nesting.ts': (text) => isNestedTooDeep(Buffer.from(text)),
  'src/values/spreadsheet-cell.ts': spreadsheetCell,
  'src/values/read-address.ts': (text) => {
    const address = readAddress(`https://lms.example/${text}?${text}`.slice(0, 2_000));
    return [readAddress(`https://lms.example/${text}`), address && addressKeysWithin(address)];
  },
  'src/values/read-text.ts': (text) => [readText(text, 200), withoutTricks(text), readId(text)],
  'src/values/read-time.ts': (text) => [readTime(text, 'either'), readTime(`2026-01-01T00:00${text}`)],
  'src/values/read-number.ts': readNumber,
  'src/values/read-year-of-study.ts': (text) => [readYearOfStudy(text), readYearOfStudy(`${text}3${text}`)],
  'src/sync/plain-text.ts': plainText,
  'src/sync/course-texts.ts': (text) => textsOf(text, text, [text]),
  'src/sync/apply/limits.ts': (text) => {
    const course = {
      kind: 'course',
      key: text,
      title: text,
      description: text,
      prerequisites: text.split(','),
    } as const;
    return [withinLimits(course), findLengthProblem(course)];
  },
  'src/sync/derivation/course-code.ts': codeBase,
  'src/sync/derivation/course-name.ts': (text) => [
    comparable(text),
    courseName({ key: text, code: text, title: text, term: { name: text } }),
    courseName({ key: 'k', title: `A ${text} B` }),
  ],
  'src/sync/derivation/prerequisite-clauses.ts': prerequisiteClauses,
  'src/sync/derivation/read-texts.ts': (text) =>
    readTexts({ key: 'k', title: text, description: text }, () => undefined),
  'src/sync/derivation/sections.ts': (text) => {
    const { name } = readTexts({ key: 'k', title: text, description: '' }, () => undefined);
    const course = { key: 'k', facts: { name }, categories: [], prerequisites: [], isRemoved: false };
    return findSections([course, { ...course, key: 'l' }]);
  },
  'src/values/spoilt-id.ts': (text) => [
    sheetFault(text),
    sheetFault(`1${text}`),
    mayBeSheetDate(text),
    isNobody(text),
  ],
  'src/sync/sources/csv/delimiter.ts': (text) => [
    statedDelimiter(`sep=${text}`),
    guessDelimiter(text, ['course', 'title']),
  ],
  'src/sync/sources/csv/read-records.ts': (text) => [
    readCourse(
      {
        line: 1,
        cells: { course: 'c', title: text, description: text, category: text, url: text, credits: text },
      },
      () => {},
    ),
    readCourse({ line: 1, cells: { course: text, title: 't', opens: text, prerequisites: text } }, () => {}),
    readEnrolment({ line: 1, cells: { learner: 'l', course: text, time: text, state: text, weight: text } }),
  ],
  'src/sync/sources/csv/read-rows.ts': (text) =>
    mayThrow(() => matchColumns(text.split(''), 'file', { required: ['course'], optional: [] })),
  'src/api/activity.ts': (text) => [searchText(text), lastPart(text), lastPart(`${text}x`)],
  'src/api/credentials.ts': (text) => findCredential(`Other ${text}`),
  'src/api/caliper/envelope.ts': (text) => {
    const person = { id: `${text}x`, type: text };
    const event = { type: 'ViewEvent', id: text, eventTime: '2026-01-01T00:00:00Z', object: text };
    mayThrow(() =>
      readEnvelope({ sensor: text, sendTime: '2026-01-01T00:00:00Z', dataVersion: text, data: [] }),
    );
    return [
      readEvent({ ...event, action: text, actor: person }, text),
      readEvent({ ...event, action: 'Viewed', actor: { id: `${text}x` } }, text),
      readEvent({ ...event, action: 'Searched', generated: { query: { searchTerms: text } } }, text),
    ];
  },
  'src/api/xapi/statement.ts': (text) => {
    const actor = { account: { name: text, homePage: text } };
    const statement = { id: text, actor, verb: { id: text }, object: { id: text }, timestamp: text };
    return [
      readStatement(statement, new Date()),
      readStatement(
        {
          actor,
          verb: { id: 'http://activitystrea.ms/schema/1.0/search' },
          object: { id: text },
          result: { response: text },
        },
        new Date(),
      ),
    ];
  },
  'src/lms/all-products.ts': (text) =>
    allProducts.map((product) => [
      product.courseIn?.(`https://lms.example/course/${text}`),
      product.courseIn?.(text),
      product.readEvent?.({
        actor: { id: text, extensions: { 'com.instructure.canvas': { root_account_id: text } } },
      }),
      product.roster?.courseId(`https://lms.example/${text}`),
    ]),
  'src/lms/canvas/ids.ts': (text) => [
    canvasNumber(text),
    courseOfPage(`https://canvas.example/courses/${text}`),
    courseOfRoster(`https://canvas.example/api/lti/courses/${text}`),
  ],
  'src/lms/canvas/connector/fields.ts': (text) => [idIn(text), textIn(text), dateIn(text), numberIn(text)],
  'src/lms/moodle/connector/settings.ts': (text) =>
    mayThrow(() =>
      moodleSettings({ settings: { address: `https://m.example/${text}x`, staffRoles: text }, secrets: {} }),
    ),
  'src/lti/launch/message.ts': (text) =>
    readMessage({ iss: text, sub: text, aud: text, [`https://${text.slice(0, 9)}`]: text }),
  'src/lti/launch/roles.ts': (text) => roleOf([text, `/membership${text}`]),
  'src/lti/names-and-roles/link-header.ts': (text) => findLink(text, 'next'),
  'src/lti/names-and-roles/retry.ts': (text) => waitMilliseconds(text, 1, nobody.retry, 0),
  'src/lti/registration/openid-configuration.ts': (text) => {
    const address = `https://lms.example/${text}x`;
    mayThrow(() => parseOpenidConfiguration(platform(address), new URL('https://lms.example/a'), rules));
  },
  'src/lti/safe-fetch/json-behind.ts': (text) => [
    jsonBehind(text),
    jsonBehind(`[${text}`),
    jsonBehind(`{"a":"${text}`),
    jsonBehind(`${text}[1]${text}`),
  ],
  'src/lti/safe-fetch/own-words.ts': (text) => [
    ownWords(text, ['secret', text.slice(0, 99)]),
    ownWords({ error: text, error_description: { [text]: [text] } }),
  ],
  'src/lti/secrets/host-cookie.ts': (text) => readHostCookie(request('cookie', text), 'nc-session'),
  'src/panel/course-card.ts': card,
  'src/panel/profile-input.ts': (text) => [
    parseLine(text),
    parseProfile({ words: text, skills: text, goal: text, pick: text, language: text }, ['en'], ['en']),
  ],
  'src/panel/link-settings.ts': (text) =>
    readLinkSettings({ next_courses_title: text, next_courses_cards: text, next_courses_purpose: text }),
  // A fifth is as telling: stemming takes longer than all the other readers together.
  'src/recommender/text/terms.ts': (text) =>
    ['en', 'de', 'fr', 'es', 'ru', 'sv'].map((language) => termsOf(text.slice(0, text.length / 5), language)),
  'src/recommender/text/words/split-words.ts': (text) =>
    splitWords(text).map(({ text: word }) =>
      ['en', 'de', 'ar', 'he', 'sv'].map((language) => stem(word, language)),
    ),
  'src/recommender/text/search/codes.ts': findCodes,
  'src/recommender/text/search/passage.ts': (text) =>
    search(buildTextIndex([{ title: 'sea', description: `${text} sea`, categories: [] }]), `sea ${text}`, {
      passages: true,
    }),
  'src/skills/search-texts.ts': (text) => [skillText(text, 'en'), skillText(`${text} (${text})`, 'de')],
  'src/taxonomy/fold-name.ts': (text) => [foldName(text), typedWords(text), findableWords([text])],
  'src/taxonomy/concept-id.ts': (text) => [
    conceptsNamed(text),
    conceptsNamed(`https://data.europa.eu/esco/${text}`),
    conceptsNamed(`2.${text}`),
  ],
  'src/answering/course-words.ts': (text) => [
    wordsIn({ title: text, language: text }, text),
    wordsIn({ title: text, translations: { [text]: { title: text } } }, text),
  ],
  'src/answering/levels.ts': (text) => levelStep(`a${text}b`),
};

/** Files with such an expression that are no readers of foreign text of any length. */
const others: Readonly<Record<string, string>> = {
  'src/administration/audit/audit-values.ts':
    'of the audit log’s own values; anchored, one class of characters',
  'src/answering/reasons.ts': 'of titles, which end in limits.ts; one class of characters',
  'src/administration/data/notices.ts': 'words of our own',
  'src/api/create-api.ts':
    'of a header, which has 16 KB with all others; anchored, and nothing in it repeats twice',
  'src/configuration/config.ts': 'of the operator’s own settings',
  'src/database/debian-packages.ts': 'of the package manager’s output',
  'src/database/start-failure.ts': 'of the engine’s output',
  'src/lms/generic/product.ts': 'tried with all products',
  'src/lms/moodle/product.ts': 'tried with all products',
  'src/lti/launch/session.ts': 'of a header; anchored',
  'src/sync/sources/csv/encoding-question.ts': 'of a sample of 8 kB; one class of characters',
  'src/web/security-headers.ts': 'of hosts of addresses that were read as such; anchored',
  'src/web/guides.ts':
    'of a page of docs and of its name, which Express has limited; nothing in it repeats twice',
  'src/sync/sources/csv/find-encoding.ts':
    'of the first 200 bytes of a file, or of one character; what is counted is a chunk of it',
  'src/recommender/text/search/query.ts': 'of a search, which has 300 characters',
  'src/recommender/text/search/text-index.ts': 'of one word (split-words.ts)',
  'src/recommender/text/vocabulary/concepts.ts': 'of the vocabulary that comes along',
  'src/recommender/text/words/english.ts': 'of one word, which has 60 letters; tried with split-words.ts',
  'src/recommender/text/words/fold.ts': 'of one word; one class of characters',
  'src/taxonomy/find-occupations.ts': 'of words of at most 300 characters, which mean nothing but themselves',
  'src/sync/derivation/term-marks.ts': 'of 300 characters (course-name.ts)',
  'src/sync/html/entities.ts': 'tried with plain-text.ts',
  'src/sync/html/multilang.ts': 'tried with plain-text.ts',
  'src/sync/html/tags.ts': 'tried with plain-text.ts',
};

for (const [file, read] of Object.entries(readers))
  test(`${file}: 100 kB of the worst text takes time in proportion to its length`, {
    timeout: 60_000,
  }, async () => {
    for (const [name, part] of Object.entries(worst))
      try {
        await assertLinear(
          (length) => void read(part.repeat(Math.ceil(length / part.length)).slice(0, length)),
          size,
        );
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
  });

test('every file with an expression that may go on without end is among the readers', () => {
  const open = filesOf('src').filter((file) =>
    hasOpenExpression(readFileSync(join(projectRoot, file), 'utf8')),
  );
  assert.deepEqual(
    open.filter((file) => !Object.hasOwn(readers, file) && !Object.hasOwn(others, file)),
    [],
    'Feed it here, among `readers`, or say among `others` why no long text comes to it.',
  );
  const known = new Set(filesOf('src'));
  assert.deepEqual(
    [...Object.keys(readers), ...Object.keys(others)].filter((file) => !known.has(file)),
    [],
    'These files are gone.',
  );
});

test('a file of rows: quotes that never close cost no more than their lines', {
  timeout: 60_000,
}, async () => {
  const table = { required: ['course', 'title'], optional: [] };
  const readRows = async (lines: number) => {
    async function* bytes() {
      yield Buffer.from(`course,title\n${'a"b,"c\n'.repeat(lines)}`);
    }
    for await (const _ of readRowsFrom({ look: bytes, read: bytes }, 'file', table, { onBadRow: () => {} }));
  };
  await assertLinear(readRows, 20_000);
});

test('a catalogue in which every course has one code and asks for it', { timeout: 60_000 }, async () => {
  const catalogue = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      ...{ key: `k${i}`, categories: [], prerequisites: [], isRemoved: false },
      facts: {
        name: { base: 'BIO101', title: `title ${i}`, marks: [] },
        asks: [{ text: 'CHE2', codes: ['CHE2', 'BIO101'], titles: [], isOptional: false }],
      },
    }));
  const find = async (count: number) => {
    const courses = catalogue(count).map((course, i) =>
      i % 2 === 0
        ? course
        : { ...course, facts: { ...course.facts, name: { ...course.facts.name, base: 'CHE2' } } },
    );
    await findPrerequisites(courses, ({ key }) => key);
  };
  await assertLinear(find, 10_000);
});

function filesOf(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/^src\/(demo|experiment|recommender\/kernels\/assembly)\//.test(file));
}

/** A literal or constructed expression with `*`, `+` or `{n,}` behind something that repeats. */
function hasOpenExpression(source: string): boolean {
  const code = source.replace(/^\s*(\/\/|\/?\*).*$/gm, '');
  const literals =
    code.match(
      /(?<=[(,=:[?&|]\s*|^\s*)\/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[dgimsuvy]*(?=[\s.,;):\]?])/gm,
    ) ?? [];
  return literals.some((literal) => /[\w\])}.][+*]|\{\d+,\}/.test(literal)) || code.includes('new RegExp(');
}
