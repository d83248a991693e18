import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which secrets are stored: whoever reads the database can open no session with it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
