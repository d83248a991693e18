// npm run platform -- add|list|approve|remove|sign-in|rotate-keys: registers an LMS by hand, approves one that
// registered itself, opens the administration page, changes this tool’s signing key.
import { parseArgs } from 'node:util';
import { signInAddress } from '../src/administration/sign-in.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import type { Config } from '../src/configuration/config.ts';
import { loadSecretKey } from '../src/configuration/secret-key.ts';
import { issuersOfProducts } from '../src/lms/all-products.ts';
import { ToolKeys } from '../src/lti/keys/tool-keys.ts';
import {
  addPlatform,
  approveInstitution,
  listPlatforms,
  removePlatform,
} from '../src/lti/platforms/manage-platforms.ts';
import { parsePlatform } from '../src/lti/platforms/platform-input.ts';
import { toolAddresses } from '../src/lti/tool-addresses.ts';

const usage = `npm run platform -- add --issuer URL --client-id ID --auth-url URL --token-url URL --jwks-url URL --deployment ID --name NAME [--token-audience URL] [--json]
  npm run platform -- list [--json]
  npm run platform -- approve --name NAME [--json]
  npm run platform -- remove --issuer URL --client-id ID [--deployment ID] [--json]
  npm run platform -- sign-in [--json]
  npm run platform -- rotate-keys [--now] [--json]`;
const string = { type: 'string' } as const;

type Options = ReturnType<typeof readOptions>['values'];
const actions: Readonly<Record<string, (options: Options, config: Config) => Promise<0 | 1>>> = {
  add,
  list,
  approve,
  remove,
  'sign-in': signIn,
  'rotate-keys': rotateKeys,
};

await runCommand({
  usage,
  parse: readOptions,
  run: ({ action, values }, config) => action(values, config),
});

async function add(options: Options, config: Config): Promise<0> {
  const given = {
    issuer: options.issuer,
    clientId: options['client-id'],
    authorizationUrl: options['auth-url'],
    tokenUrl: options['token-url'],
    jwksUrl: options['jwks-url'],
    deploymentId: options.deployment,
    name: options.name,
    tokenAudience: options['token-audience'],
  };
  const rules = { privateHosts: config.privateLmsHosts, plainHttp: !config.production };
  const input = parsePlatform(given, rules, issuersOfProducts);
  const { name } = await addPlatform(input);
  const addresses = toolAddresses(config.publicUrl);
  if (options.json) console.log(JSON.stringify({ platform: input, tool: addresses }));
  else
    console.log(`✓ ${name} is registered. Enter in the LMS:
  Tool URL                   ${addresses.toolUrl}
  Initiate login URL         ${addresses.loginUrl}
  Redirection URI            ${addresses.redirectUri}
  Public keyset URL          ${addresses.keySetUrl}`);
  return 0;
}

async function list(options: Options): Promise<0> {
  const platforms = await listPlatforms();
  if (options.json) console.log(JSON.stringify(platforms));
  else if (platforms.length === 0) console.log(`No LMS is registered yet:\n  ${usage.split('\n')[0]}`);
  for (const { name, issuer, clientId, deploymentId, pending } of options.json ? [] : platforms)
    console.log(
      `${name}${pending ? ' (waits for approval)' : ''}\n  issuer ${issuer}, client ${clientId}, deployment ${deploymentId || '(comes with the first launch)'}`,
    );
  return 0;
}

async function approve({ name, json }: Options): Promise<0 | 1> {
  if (!name) throw new UsageError('--name says which one: see `npm run platform -- list`.');
  const found = await approveInstitution(name);
  if (json) console.log(JSON.stringify({ approved: found ? [name] : [] }));
  else if (found) console.log(`✓ ${name} is approved: people can open the tool there.`);
  else console.error(`✗ There is no institution called ${name}: see \`npm run platform -- list\`.`);
  return found ? 0 : 1;
}

async function remove(options: Options): Promise<0 | 1> {
  const { issuer, 'client-id': clientId, deployment } = options;
  if (!issuer || !clientId) throw new UsageError('--issuer and --client-id say which one.');
  const names = await removePlatform(issuer, clientId, deployment);
  if (options.json) console.log(JSON.stringify({ removed: names }));
  else if (names.length === 0)
    console.error('✗ No such platform is registered: see `npm run platform -- list`.');
  else console.log(`✓ ${names.join(', ')} can no longer launch. Courses, enrolments and models are kept.`);
  return names.length > 0 ? 0 : 1;
}

async function signIn({ json }: Options, config: Config): Promise<0> {
  const address = await signInAddress(config.publicUrl);
  if (json) console.log(JSON.stringify({ signIn: address }));
  else console.log(`✓ Open within a quarter of an hour; it signs in once:\n  ${address}`);
  return 0;
}

/** `--now` is for a key that leaked: what it has signed in the last minutes is refused from then on. */
async function rotateKeys({ now, json }: Options, config: Config): Promise<0> {
  const keys = new ToolKeys(await loadSecretKey(config), config.previousSecretKey);
  const signsAt = now ? new Date() : await keys.rotate();
  if (now) await keys.replace();
  if (json) console.log(JSON.stringify({ signsAt }));
  else if (now) console.log('✓ A new key signs from now on; all others are deleted.');
  else console.log(`✓ A new key is published; it signs from ${signsAt.toISOString()}.`);
  return 0;
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      issuer: string,
      'client-id': string,
      'auth-url': string,
      'token-url': string,
      'jwks-url': string,
      deployment: string,
      name: string,
      'token-audience': string,
      now: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const action = actions[positionals[0] ?? ''];
  if (!action) throw new Error('Say add, list, approve, remove, sign-in or rotate-keys.');
  return { values, action };
}
