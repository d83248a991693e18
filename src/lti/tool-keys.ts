import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { importPKCS8 } from 'jose';
import { type LtiKey, LtiKeyModel } from '../../models/lti-key.ts';
import { Encryption } from './encryption.ts';

const generate = promisify(generateKeyPair);

/** This tool's signing keys. The private half is in clear text in memory only. */
export class ToolKeys {
  readonly #encryption: Encryption;

  constructor(secretKey: string) {
    this.#encryption = new Encryption(secretKey, 'lti private keys');
  }

  /** Makes the first key where there is none. Off the event loop: generating takes a second. */
  async ensure(): Promise<void> {
    if (await LtiKeyModel.exists({})) return;
    const { publicKey, privateKey } = await generate('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await LtiKeyModel.create({
      _id: randomBytes(16).toString('hex'),
      publicKey,
      privateKey: this.#encryption.encrypt(privateKey),
      createdAt: new Date(),
    });
  }

  /** Every key that platforms may still see a signature of. */
  published(): Promise<LtiKey[]> {
    return LtiKeyModel.find().sort({ createdAt: -1 }).lean<LtiKey[]>();
  }

  /** The newest key, to sign with. */
  async current() {
    const [newest] = await this.published();
    if (!newest) throw new Error('This tool has no signing key yet: start it once.');
    return { kid: newest._id, key: await importPKCS8(this.#encryption.decrypt(newest.privateKey), 'RS256') };
  }
}
