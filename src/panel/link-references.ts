import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Types } from 'mongoose';
import { type LinkSettings, parseCardCount, parsePurpose, parseTitle } from './link-settings.ts';

/** The link that a panel was opened by, and the course that it is in. */
export interface OpenedLink extends LinkSettings {
  /** `Course.key` */
  course?: string;
}

const signatureBytes = 16;

/**
 * Puts a link's settings into the panel's address. A browser has one session and may have several links open at once, so
 * each address says which link it is. The reference is no secret. It is signed (HMAC-SHA-256, 128 bits), so that nobody
 * can make an address that puts words of their own above somebody's courses.
 */
export class LinkReferences {
  readonly #key: Buffer;

  constructor(secretKey: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', 'panel links', 32));
  }

  write(institutionId: Types.ObjectId, { cards, purpose, title, course }: OpenedLink): string {
    const content = Buffer.from(JSON.stringify([cards, purpose, title ?? null, course ?? null]));
    return `${content.toString('base64url')}.${this.#sign(institutionId, content).toString('base64url')}`;
  }

  /** Undefined for a reference that was not written for this institution. */
  read(institutionId: Types.ObjectId, reference: unknown): OpenedLink | undefined {
    if (typeof reference !== 'string') return undefined;
    const [content, signature] = reference.split('.').map((part) => Buffer.from(part, 'base64url'));
    if (!content || signature?.length !== signatureBytes) return undefined;
    if (!timingSafeEqual(signature, this.#sign(institutionId, content))) return undefined;
    const [cards, purpose, title, course] = JSON.parse(content.toString()) as unknown[];
    return {
      cards: parseCardCount(`${cards}`) as number,
      purpose: parsePurpose(purpose) as LinkSettings['purpose'],
      ...(title === null ? {} : { title: parseTitle(title) as string }),
      ...(course === null ? {} : { course: course as string }),
    };
  }

  #sign(institutionId: Types.ObjectId, content: Buffer): Buffer {
    return createHmac('sha256', this.#key)
      .update(`${institutionId} `)
      .update(content)
      .digest()
      .subarray(0, signatureBytes);
  }
}
