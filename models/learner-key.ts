import { randomBytes } from 'node:crypto';

/** Encrypts the keys of pseudonyms at rest, and decrypts them. `src/lti/keys/learner-keys.ts` has the one that is used. */
export interface LearnerKeyVault {
  encrypt(key: string): string;
  /** @throws an error that says what to do */
  decrypt(encrypted: string): string;
}

/** Begins an encrypted key. Earlier versions stored it in hex, which has no such characters. */
const mark = 'encrypted:';

let vault: LearnerKeyVault | undefined;
/** By their stored form: a key is decrypted once. */
const opened = new Map<string, Buffer>();
const mostOpened = 10_000;

/** To be called once in a process, before a key is made or used. */
export function setLearnerKeyVault(used: LearnerKeyVault | undefined): void {
  vault = used;
  opened.clear();
}

export function isSealed(stored: string): boolean {
  return stored.startsWith(mark);
}

/** The stored form of a key. @param key hex */
export function sealLearnerKey(key: string, used = vault): string {
  return used ? mark + used.encrypt(key) : key;
}

/** The key in hex. @throws where it cannot be decrypted: another key would make other people of everybody */
export function unsealLearnerKey(stored: string): string {
  if (!isSealed(stored)) return stored;
  if (!vault) throw new Error('The keys of pseudonyms were not unlocked with SECRET_KEY in this process.');
  return vault.decrypt(stored.slice(mark.length));
}

/** A key for a new institution's pseudonyms: 256 random bits, in its stored form. */
export function newLearnerKey(): string {
  return sealLearnerKey(randomBytes(32).toString('hex'));
}

/** The key's bytes. @throws as `unsealLearnerKey` */
export function openLearnerKey(stored: string): Buffer {
  const known = opened.get(stored);
  if (known) return known;
  const key = Buffer.from(unsealLearnerKey(stored), 'hex');
  if (opened.size >= mostOpened) opened.clear();
  opened.set(stored, key);
  return key;
}
