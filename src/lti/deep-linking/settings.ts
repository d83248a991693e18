import type { DeepLinkingSettings } from '../../../models/session.ts';
import { type Claims, claim, objectClaim, text } from '../launch/claims.ts';

/** What a checked deep-linking request allows as its answer (Deep Linking 2.0 §4.4.1). */
export function deepLinkingSettings(claims: Claims): DeepLinkingSettings | undefined {
  const settings = objectClaim(claims, claim.deepLinkingSettings);
  const returnUrl = text(settings['deep_link_return_url']);
  if (returnUrl === undefined) return undefined;
  return {
    returnUrl,
    acceptTypes: texts(settings['accept_types']),
    documentTargets: texts(settings['accept_presentation_document_targets']),
    acceptMultiple: settings['accept_multiple'] === true,
    // As JSON: it must come back as it came, whatever it is, and MongoDB knows other numbers and keys than JSON.
    ...(settings['data'] === undefined ? {} : { data: JSON.stringify(settings['data']) }),
  };
}

/**
 * Whether an answer may be sent there by the person's browser: over https, or over http to a platform that is itself
 * on http (a test installation; in production none can be registered).
 */
export function isReturnAddress(address: unknown, issuer: string): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && issuer.startsWith('http:'));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
