import assert from 'node:assert/strict';
import mongoose from 'mongoose';

/** Fields that hold who somebody is, in the answers of the platforms and in the files that sources read. */
const personalFields = new Set([
  ...['fullname', 'firstname', 'lastname', 'middlename', 'givenname', 'familyname', 'sortablename'],
  ...['preferredfirstname', 'preferredlastname', 'preferredmiddlename', 'alternatename', 'displayname'],
  ...[
    'email',
    'username',
    'loginid',
    'integrationid',
    'sms',
    'phone',
    'phone1',
    'phone2',
    'mbox',
    'mboxsha1sum',
  ],
  ...['avatarurl', 'profileimageurl', 'profileimageurlsmall', 'picture', 'actorname', 'enteredby'],
]);
/** Beside one of these, `name` is a person's; elsewhere it may be a course's. */
const personsOwn = new Set(['sortablename', 'mbox', 'mboxsha1sum', 'givenname', 'familyname', 'email']);
const address = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g;
/** A shorter text stands in others by chance. */
const shortest = 3;

/**
 * Names, e-mail addresses and the like in a recorded answer (parsed JSON, or the text of a file). Say further ones
 * yourself where a field is none of those that are known here.
 */
export function personalIn(fixture: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') for (const [text] of value.matchAll(address)) found.add(text);
    if (typeof value !== 'object' || value === null) return;
    const fields = Object.entries(value).map(([name, held]) => [folded(name), held] as const);
    const isPerson = !Array.isArray(value) && fields.some(([name]) => personsOwn.has(name));
    for (const [name, held] of fields) {
      const isPersonal = personalFields.has(name) || (isPerson && name === 'name');
      if (isPersonal && typeof held === 'string' && held.trim().length >= shortest) found.add(held.trim());
      look(held);
    }
  };
  look(fixture);
  return [...found];
}

/**
 * Nothing of this is anywhere in the database: every collection, GridFS too, every byte of every document, whatever its
 * field is called; in either case, and as it would stand in an address. To be called after a source's fixtures were synced.
 * @param personal names, e-mail addresses, ids; `personalIn` finds them in a fixture
 */
export async function assertNotStored(personal: Iterable<string>): Promise<void> {
  const texts = [...new Set(personal)];
  assert.ok(texts.length > 0, 'There is nothing to look for: the fixtures name nobody.');
  const forms = texts.flatMap((text) => [text, encodeURIComponent(text)].map(pattern));
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...new Set(forms)].join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  let documents = 0;
  for (const collection of (await mongoose.connection.db?.collections()) ?? [])
    for await (const bytes of collection.find({}, { raw: true })) {
      documents++;
      const found = any.exec((bytes as unknown as Buffer).toString('utf8'));
      assert.equal(found?.[0], undefined, `is stored in ${collection.collectionName}`);
    }
  assert.ok(documents > 0, 'Nothing is stored at all: sync the fixtures first.');
}

/** `given_name`, `givenName` and `GivenName` are one field. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function pattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
