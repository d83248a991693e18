import type { OpenidConfiguration } from '../openid-configuration.ts';

/** A launch that the tool offers (LTI Dynamic Registration 1.0, "messages"). */
export interface Message {
  type: 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest';
  label: 'name' | 'select' | 'administration';
  placements?: readonly string[];
  /** What only this product understands. */
  extensions?: Readonly<Record<string, unknown>>;
}

/** What one LMS product wants otherwise than the rest. */
export interface PlatformProfile {
  product: 'moodle' | 'canvas' | 'generic';
  messages: readonly Message[];
  /** Sent with every launch; `$…` is replaced by the platform where it knows the variable. */
  customParameters: Readonly<Record<string, string>>;
  /** Further keys of the tool configuration. */
  extensions: Readonly<Record<string, unknown>>;
  /** Labels in all languages (`label#de`); some products check for keys that they know. */
  languageVariants: boolean;
  /** What the institution is called until somebody renames it. */
  nameOf(configuration: OpenidConfiguration): string;
  /** Address on the institution's own host: the allow-list names that host, and the platform frames our pages from it. */
  ownAddress(configuration: OpenidConfiguration): string;
  /** Whether the registration may be sent to another host than the issuer's. */
  registersElsewhere: boolean;
  /** Whether `authorization_server` is the audience of token requests, or the token URL always is. */
  namesAudience: boolean;
}
