import type { Message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';
import { type AddressRules, findAddressProblem } from '../safe-fetch/address-rules.ts';

/** A platform as an administrator describes it by hand. */
export interface PlatformInput {
  issuer: string;
  clientId: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  deploymentId: string;
  name: string;
  /** `aud` of token requests where it is not the token URL. */
  tokenAudience?: string;
}

/** What is wrong with one value. */
export interface PlatformProblem {
  field: keyof PlatformInput;
  /** `taken`: the name is another institution's. */
  why: 'missing' | 'address' | 'issuer' | 'taken';
  /** Of an address that may not be asked: what is wrong with it and what to do. */
  sentences?: readonly Message[];
  /** The same for the command, as the end of a sentence that begins with the value's name. */
  words: string;
}

/** Everything that is missing or wrong, each with what to do. The message names the values by the command's options. */
export class PlatformInputError extends Error {
  readonly problems: readonly PlatformProblem[];

  constructor(problems: readonly PlatformProblem[]) {
    const lines = problems.map(({ field, words }) => `  - ${optionOf(field)} ${words}`);
    super(`The platform cannot be added:\n${lines.join('\n')}`);
    this.name = 'PlatformInputError';
    this.problems = problems;
  }
}

/** Where an administrator finds each value. */
const sources: Readonly<
  Record<Exclude<keyof PlatformInput, 'tokenAudience'>, readonly [option: string, cure: string]>
> = {
  issuer: ['--issuer', 'the platform’s own address'],
  clientId: ['--client-id', 'the client id that the platform gave this tool'],
  authorizationUrl: ['--auth-url', 'the platform’s authentication request address'],
  tokenUrl: ['--token-url', 'the platform’s access token address'],
  jwksUrl: ['--jwks-url', 'the platform’s public key set address'],
  deploymentId: ['--deployment', 'the deployment id that the platform gave this tool'],
  name: ['--name', 'what you call this institution'],
};
const addresses = ['authorizationUrl', 'tokenUrl', 'jwksUrl'] as const;

/**
 * @param rules where the addresses may lead; the host behind a name is checked when it is connected to
 * @param issuers what the issuer of each product is: "name: …; name: …"
 * @throws PlatformInputError naming everything that is missing or wrong
 */
export function parsePlatform(
  given: Partial<Record<keyof PlatformInput, string | undefined>>,
  rules: AddressRules,
  issuers?: string,
): PlatformInput {
  const problems: PlatformProblem[] = [];
  for (const [field, [, cure]] of Object.entries(sources) as [keyof typeof sources, readonly string[]][])
    if (!given[field]?.trim()) {
      const examples = field === 'issuer' && issuers !== undefined ? ` (${issuers})` : '';
      problems.push({ field, why: 'missing', words: `is missing: ${cure}${examples}.` });
    }
  for (const field of addresses) {
    const address = given[field]?.trim();
    const sentences = address ? findAddressProblem(address, rules) : undefined;
    if (sentences)
      problems.push({
        ...{ field, why: 'address', sentences },
        words: `is "${address}". ${inEnglish(sentences)}`,
      });
  }
  const issuer = given.issuer?.trim();
  if (issuer && !URL.canParse(issuer))
    problems.push({ field: 'issuer', why: 'issuer', words: `is "${issuer}": it must be an address.` });
  if (problems.length > 0) throw new PlatformInputError(problems);
  return Object.fromEntries(
    Object.entries(given).flatMap(([field, value]) => (value ? [[field, value.trim()]] : [])),
  ) as unknown as PlatformInput;
}

function optionOf(field: keyof PlatformInput): string {
  return field === 'tokenAudience' ? '--token-audience' : sources[field][0];
}
