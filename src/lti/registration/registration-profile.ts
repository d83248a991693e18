import type { OpenidConfiguration } from './openid-configuration.ts';

/** A launch that the tool offers (LTI Dynamic Registration 1.0, "messages"). */
export interface Message {
  type: 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest';
  label: 'name' | 'select' | 'administration';
  placements?: readonly string[];
  /** What only this product understands. */
  extensions?: Readonly<Record<string, unknown>>;
}

/** What is special about registering this tool at one LMS product. */
export interface RegistrationProfile {
  readonly messages: readonly Message[];
  /** Sent with every launch. The platform replaces `$…` where it knows the variable. */
  readonly customParameters: Readonly<Record<string, string>>;
  /** Further keys of the tool configuration. */
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Labels in all languages (`label#de`). Some products refuse keys that they do not know. */
  readonly languageVariants: boolean;
  /** Whether the registration may be sent to another host than the issuer's. */
  readonly registersElsewhere: boolean;
  /** Whether `authorization_server` is the audience of token requests. Otherwise the token URL always is. */
  readonly namesAudience: boolean;
  /** What the administrator does next in the LMS. @param isDeployed whether it has said a deployment of the tool */
  nextStep(isDeployed: boolean): NextStep;
  /** What the institution is called until somebody renames it. */
  institutionName(configuration: OpenidConfiguration): string;
  /** An address on the institution's own host. The allow-list names that host, and the platform frames our pages from it. */
  ownAddress(configuration: OpenidConfiguration): string;
  /** Whether many institutions have this issuer, so that it says nothing about one of them. */
  isSharedIssuer(issuer: string): boolean;
  /**
   * What the launches of the platform that registers call it (`guid` of the tool_platform claim), where its configuration says so. A
   * deployment that such a platform names at registration is announced only: another one of the same platform may launch first.
   */
  platformGuid(configuration: OpenidConfiguration): string | undefined;
}

type NextStep =
  | 'registration.next.brightspace'
  | 'registration.next.canvas'
  | 'registration.next.canvasDeployed'
  | 'registration.next.generic'
  | 'registration.next.moodle';
