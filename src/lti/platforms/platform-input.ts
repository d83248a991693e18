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

/** What is missing or wrong, all at once, each with what to do. */
export class PlatformInputError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The platform cannot be added:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'PlatformInputError';
    this.problems = problems;
  }
}

/** Where an administrator finds each value. */
const sources: Readonly<
  Record<Exclude<keyof PlatformInput, 'tokenAudience'>, readonly [option: string, cure: string]>
> = {
  issuer: [
    '--issuer',
    'the platform’s own address (Moodle: its site address, Canvas: https://canvas.instructure.com)',
  ],
  clientId: ['--client-id', 'the client id that the platform gave this tool'],
  authorizationUrl: ['--auth-url', 'the platform’s authentication request address'],
  tokenUrl: ['--token-url', 'the platform’s access token address'],
  jwksUrl: ['--jwks-url', 'the platform’s public key set address'],
  deploymentId: ['--deployment', 'the deployment id that the platform gave this tool'],
  name: ['--name', 'what you call this institution'],
};
const addresses = ['authorizationUrl', 'tokenUrl', 'jwksUrl'] as const;

/** @throws PlatformInputError */
export function parsePlatform(
  given: Partial<Record<keyof PlatformInput, string | undefined>>,
): PlatformInput {
  const problems: string[] = [];
  for (const [field, [option, cure]] of Object.entries(sources))
    if (!given[field as keyof PlatformInput]?.trim()) problems.push(`${option} is missing: ${cure}.`);
  for (const field of addresses) {
    const address = given[field]?.trim();
    if (address && !isSecure(address))
      problems.push(
        `${sources[field][0]} is "${address}": it must be an https address (http only for localhost).`,
      );
  }
  if (given.issuer && !URL.canParse(given.issuer))
    problems.push(`--issuer is "${given.issuer}": it must be an address.`);
  if (problems.length > 0) throw new PlatformInputError(problems);
  return Object.fromEntries(
    Object.entries(given).flatMap(([field, value]) => (value ? [[field, value.trim()]] : [])),
  ) as unknown as PlatformInput;
}

function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
