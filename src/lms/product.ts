import type { RequestHandler } from 'express';
import type { LtiProduct } from '../lti/lti-product.ts';
import type { PlatformInput } from '../lti/platforms/platform-input.ts';
import type { ToolAddresses } from '../lti/tool-addresses.ts';
import type { Message } from '../messages/message.ts';
import type { Connector } from '../sync/connector.ts';
import type { Ask } from '../sync/http/ask.ts';

/**
 * Everything that is special about one LMS product. The rest of the code asks this object and names no product. To add
 * one, write `src/lms/<name>/product.ts` and add it to `all-products.ts` (docs/recipes/add-an-lms.md).
 */
export interface LmsProduct extends LtiProduct {
  /** In addresses of this tool: `moodle`. */
  readonly key: string;
  /** What people call it: "Moodle". */
  readonly name: string;
  /** The same where it is not a name but words of a language. */
  readonly described?: Message;
  /** The form that registers one by hand. */
  readonly byHand: ByHand;
  /** What this tool's messages say of this product. */
  readonly words: ProductWords;
  /** Its names of the places that the tool can be opened from, and what people call them: "course navigation". */
  readonly places: Readonly<Record<string, Message>>;
  /** Further addresses of this tool that only this product reads, by path. @param publicUrl without a trailing slash */
  routes?(publicUrl: string): Readonly<Record<string, RequestHandler>>;
  /** The source that an administrator of the LMS can grant access to. */
  connector?(ask: Ask): Connector;
  /** What an event says that this product sends in Caliper's form; undefined: it is an event of another system. */
  readEvent?(event: Readonly<Record<string, unknown>>): ProductEvent | undefined;
  /** The course that an address or URN of the product names; undefined: it is not one of a course. */
  courseIn?(address: string): NamedCourse | undefined;
}

export interface NamedCourse {
  /** `Course.key` */
  readonly key: string;
  /** What comes before it in an address (`Address.page`): the LMS that has the course. A URN has none. */
  readonly site?: string;
}

/** Each is undefined where nobody has looked it up yet. */
export interface ProductWords {
  /** What its issuer is, for commands, as the end of a sentence: "its site address". */
  readonly issuer?: string;
  /** Where an administrator lets the tool read rosters. */
  readonly rosterPermission?: Message;
  /** How a teacher adds the tool by deep linking. */
  readonly deepLinking?: Message;
}

/** The addresses of a platform. A product may know them from a part of them, or know none. */
export type PlatformAddresses = Pick<
  PlatformInput,
  'issuer' | 'authorizationUrl' | 'tokenUrl' | 'jwksUrl' | 'tokenAudience'
>;

export interface ByHand {
  /** What the administrator of this tool enters. A field named as in `PlatformInput` is taken as it is entered. */
  readonly fields: readonly Field[];
  /** The field that shows a problem with an address for which there is no field. */
  readonly addressField: string;
  /** Shown above the form: what is known to be uncertain about this product. */
  readonly caution?: Message;
  /** Whether an institution that hosts the product itself is registered as "Another LMS". */
  readonly isOtherWhenSelfHosted?: boolean;
  /** The platform's addresses, as far as they follow from what was entered. */
  addresses(values: Readonly<Record<string, string>>): Partial<PlatformAddresses>;
  /** What the administrator copies into the LMS, in the order in which the LMS asks for it. */
  toCopy(tool: ToolToCopy): readonly ToCopy[];
}

/** A value that the administrator of this tool enters. */
export interface Field {
  readonly name: string;
  readonly label: Message;
  readonly hint: Message;
  /** Only one of these. */
  readonly options?: readonly (readonly [value: string, words: Message])[];
}

export interface ToolToCopy extends ToolAddresses {
  publicUrl: string;
  /** PEM of the key that this tool signs with. */
  publicKey: string;
}

/** A value to be pasted into the LMS. */
export interface ToCopy {
  /** As the LMS itself calls it, in English; or in words of ours. */
  readonly label: string | Message;
  readonly value: string;
  /** It has several lines. */
  readonly long?: boolean;
}

/** Whom and what an event is about, by ids of a source that is not the launches. */
export interface ProductEvent {
  /** Name of the source whose ids these are (src/sync/source-order.ts). */
  readonly source: string;
  /** Undefined: the event does not say at which institution the person has this id. */
  readonly learner: string | undefined;
  /** An administrator acts as this person. */
  readonly isMasquerade: boolean;
  /** The key of a course that the event names (`ownCourseKey`); undefined: it names something else. */
  courseKey(name: string): string | undefined;
}
