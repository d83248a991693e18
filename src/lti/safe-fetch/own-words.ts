import { type Message, message } from '../../messages/message.ts';

const mostCharacters = 200;
const longestText = 4_000;

/**
 * What another server says of its refusal: `error` and `error_description` (RFC 6749 §5.2, RFC 7591 §3.2.2), Rails'
 * `errors`, Canvas's `errorMessage`, `message`. It came from outside and is shown to administrators, so it is cut, and
 * without control characters and e-mail addresses; pages escape it.
 * @param hidden texts that must not be repeated, such as a secret that was sent
 * @returns empty where the answer has no words
 */
export function ownWords(json: unknown, hidden: readonly string[] = [], most = mostCharacters): string {
  const said = [...new Set(wordsIn(json))].join('; ');
  let text = hidden
    .filter((secret) => secret !== '')
    .reduce((all, secret) => all.replaceAll(secret, '…'), said);
  text = text
    .slice(0, longestText)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[^\s@]{1,64}@[^\s@]{1,255}/g, '…')
    .trim();
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The sentence that quotes such words, where there are any. */
export function quoted(words: string): readonly Message[] {
  return words === '' ? [] : [message('answer.said', { words })];
}

const fields = [
  'error',
  'error_description',
  'errors',
  'errorMessage',
  'message',
  'msg',
  'detail',
  'details',
  'title',
];

/** The texts of the fields that hold words; a list or an object inside one is looked through too, not deeper. */
function wordsIn(json: unknown, depth = 0): string[] {
  if (typeof json === 'string') return [json.slice(0, longestText)];
  if (typeof json !== 'object' || json === null || depth > 3) return [];
  if (Array.isArray(json)) return json.slice(0, 5).flatMap((one) => wordsIn(one, depth + 1));
  const found = json as Record<string, unknown>;
  const named = fields.flatMap((name) => (Object.hasOwn(found, name) ? wordsIn(found[name], depth + 1) : []));
  // Rails: { errors: { redirect_uris: ["must share a domain"] } }
  if (named.length > 0 || depth === 0) return named;
  return Object.entries(found)
    .slice(0, 5)
    .flatMap(([name, value]) => wordsIn(value, depth + 1).map((words) => `${name}: ${words}`));
}
