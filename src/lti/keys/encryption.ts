import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A stored text was encrypted under a SECRET_KEY that is not known. */
export class SecretKeyError extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'Stored keys were encrypted under another SECRET_KEY. Set that one again; or set it as SECRET_KEY_PREVIOUS beside the new one, and they are encrypted anew at the next start. If it is lost, `npm run platform -- rotate-keys --now` makes a new key, which platforms fetch by themselves.',
      options,
    );
    this.name = 'SecretKeyError';
  }
}

/** AES-256-GCM. Each purpose has a key of its own, derived from SECRET_KEY (HKDF, RFC 5869). */
export class Encryption {
  readonly #key: Buffer;

  constructor(secretKey: string, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32));
  }

  /** @returns base64url of nonce (12 bytes), tag (16 bytes) and ciphertext */
  encrypt(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** @throws SecretKeyError when the text was changed, or encrypted under another SECRET_KEY */
  decrypt(encrypted: string): string {
    const bytes = Buffer.from(encrypted, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new SecretKeyError({ cause: error });
    }
  }
}
