import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { importPKCS8 } from 'jose';
import mongoose from 'mongoose';
import { type LtiKey, LtiKeyModel } from '../../../models/lti-key.ts';
import { Encryption, SecretKeyError } from './encryption.ts';
import { isRotationDue, publishedBefore, publishedKeys, signingKey } from './key-ring.ts';

const generate = promisify(generateKeyPair);
const purpose = 'lti private keys';
const duplicateKey = 11000;

/** PEM. */
export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

/** Outside the event loop, because it takes a while. */
export function makeKeyPair(): Promise<KeyPair> {
  return generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/**
 * This tool's signing keys. A private key is in clear text in memory only. Every answer comes from the database, so that
 * all processes change to a new key at the same moment (docs/decisions/0008-keys.md).
 */
export class ToolKeys {
  readonly #encryption: Encryption;
  readonly #previous: Encryption | undefined;
  readonly #now: () => Date;
  readonly #make: () => Promise<KeyPair>;

  /** @param previousSecretKey what keys may still be encrypted under after a change of the secret */
  constructor(secretKey: string, previousSecretKey?: string, now = () => new Date(), make = makeKeyPair) {
    this.#encryption = new Encryption(secretKey, purpose);
    this.#previous = previousSecretKey === undefined ? undefined : new Encryption(previousSecretKey, purpose);
    this.#now = now;
    this.#make = make;
  }

  /**
   * Makes the first key where there is none, and encrypts again the keys that are still under the previous secret.
   * @throws SecretKeyError when a key is under neither
   */
  async ensure(): Promise<void> {
    const keys = await this.#all();
    if (keys.length === 0) await this.#add(1, this.#now());
    for (const { _id, privateKey } of publishedKeys(keys, this.#now())) {
      if (this.#isOwn(privateKey)) continue;
      const renewed = this.#encryption.encrypt(this.#decrypt(privateKey));
      await LtiKeyModel.updateOne({ _id, privateKey }, { privateKey: renewed });
    }
  }

  /** Every key whose signatures platforms may see, newest first. */
  async published(): Promise<LtiKey[]> {
    return publishedKeys(await this.#all(), this.#now());
  }

  /** The key to sign with. @throws SecretKeyError */
  async current() {
    const key = signingKey(await this.#all(), this.#now());
    if (!key) throw new Error('This tool has no signing key yet: start it once.');
    return { kid: key._id, key: await importPKCS8(this.#decrypt(key.privateKey), 'RS256') };
  }

  /**
   * Makes the next key when the newest is due for rotation, and deletes keys that nobody needs any more.
   * @param maxAge milliseconds that a key signs for
   * @returns whether this process made one
   */
  async rotateWhenDue(maxAge: number): Promise<boolean> {
    const keys = await this.#all();
    const [newest] = keys;
    const kept = publishedKeys(keys, this.#now()).map(({ _id }) => _id);
    // Deletes only the keys that were looked at, because another process may have made one since.
    const gone = keys.flatMap(({ _id }) => (kept.includes(_id) ? [] : _id));
    if (gone.length > 0) await LtiKeyModel.deleteMany({ _id: { $in: gone } });
    if (!newest || !isRotationDue(newest, maxAge, this.#now())) return false;
    return this.#add(generationOf(newest) + 1, this.#later());
  }

  /**
   * Publishes the next key now; it signs from tomorrow. Where a next key waits already, no other is made.
   * @returns when; of the one that waits, where there is one
   */
  async rotate(): Promise<Date> {
    const [newest] = await this.#all();
    if (!newest || newest.signsAt <= this.#now()) await this.#add(generationOf(newest) + 1, this.#later());
    return (await this.#all())[0]?.signsAt as Date;
  }

  /** After a leak or a lost secret: a new key signs at once, and every other is deleted. */
  async replace(): Promise<void> {
    for (;;) {
      const keys = await this.#all();
      if (!(await this.#add(generationOf(keys[0]) + 1, this.#now()))) continue;
      await LtiKeyModel.deleteMany({ _id: { $in: keys.map(({ _id }) => _id) } });
      return;
    }
  }

  /** Newest first. A key of an earlier version has no generation and has signed from the start. */
  async #all(): Promise<LtiKey[]> {
    const keys = await LtiKeyModel.find().sort({ generation: -1, createdAt: -1 }).lean<LtiKey[]>();
    return keys.map((key) => ({ ...key, signsAt: key.signsAt ?? key.createdAt }));
  }

  /** @returns false where another process was faster: the unique generation lets one of them in */
  async #add(generation: number, signsAt: Date): Promise<boolean> {
    const { publicKey, privateKey } = await this.#make();
    const key: LtiKey = {
      _id: randomBytes(16).toString('hex'),
      generation,
      publicKey,
      privateKey: this.#encryption.encrypt(privateKey),
      createdAt: this.#now(),
      signsAt,
    };
    try {
      await LtiKeyModel.create(key);
      return true;
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey) return false;
      throw error;
    }
  }

  #later(): Date {
    return new Date(this.#now().getTime() + publishedBefore);
  }

  #isOwn(privateKey: string): boolean {
    try {
      return this.#encryption.decrypt(privateKey) !== '';
    } catch {
      return false;
    }
  }

  #decrypt(privateKey: string): string {
    if (this.#isOwn(privateKey)) return this.#encryption.decrypt(privateKey);
    if (!this.#previous) throw new SecretKeyError();
    return this.#previous.decrypt(privateKey);
  }
}

function generationOf(key: LtiKey | undefined): number {
  return key?.generation ?? 0;
}
