// npm run credential -- issue|list|revoke: what systems of an institution use the API with (docs/api.md)
import { parseArgs } from 'node:util';
import { type ApiRight, apiRights } from '../models/api-credential.ts';
import type { Institution } from '../models/institution.ts';
import { recordAudit } from '../src/administration/audit/record.ts';
import {
  isSystemName,
  issueCredential,
  listCredentials,
  revokeCredential,
  rightsOf,
} from '../src/api/credentials.ts';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import type { Config } from '../src/configuration/config.ts';
import { readAddress } from '../src/values/read-address.ts';

const usage = `npm run credential -- issue --name SYSTEM [--right RIGHT …] [--home ADDRESS …] [--institution NAME]
  npm run credential -- list [--institution NAME]
  npm run credential -- revoke --name SYSTEM [--institution NAME]
  RIGHT is events (send them; the default), recommendations or administration (read health and figures).`;

type Options = ReturnType<typeof readOptions>['values'];
const actions: Readonly<
  Record<string, (institution: Institution, options: Options, config: Config) => Promise<0 | 1>>
> = { issue, list, revoke };

await runCommand({
  usage,
  parse: readOptions,
  run: async ({ action, values }, config) =>
    action(await findInstitution(values.institution), values, config),
});

async function issue({ _id, name: school }: Institution, options: Options, config: Config): Promise<0> {
  const name = nameIn(options);
  const homes = homesIn(options);
  const rights = rightsIn(options);
  const secret = await issueCredential(_id, name, homes, rights);
  await recordAudit(_id, 'credential-issued', { name, rights, ...(homes.length > 0 && { homes }) });
  console.log(`✓ ${name} may use the API for ${school}: ${rights.join(', ')}. The secret is shown once; a new one replaces it:
  ${secret}`);
  if (rights.includes('events'))
    console.log(`  xAPI endpoint              ${config.publicUrl}/api/xapi   (Basic: user name ${name}, the secret as password)
  Caliper endpoint           ${config.publicUrl}/api/caliper   (Bearer: the secret)`);
  if (rights.includes('recommendations'))
    console.log(
      `  Recommendations            ${config.publicUrl}/api/recommendations?learner=ID   (Bearer: the secret)`,
    );
  if (rights.includes('administration'))
    console.log(`  Health and figures         ${config.publicUrl}/api/administration   (Bearer: the secret)`);
  if (homes.length > 0) console.log(`  Only ids of people at      ${homes.join(', ')}`);
  return 0;
}

async function list({ _id, name: school }: Institution): Promise<0> {
  const all = await listCredentials(_id);
  if (all.length === 0)
    console.log(`No system may use the API for ${school}: npm run credential -- issue --name SYSTEM`);
  for (const credential of all) {
    const { name, homes, createdAt, usedAt } = credential;
    const used = usedAt ? `used ${usedAt.toISOString()}` : 'never used';
    const of = homes && homes.length > 0 ? `, ids of people at ${homes.join(', ')}` : '';
    console.log(
      `${name}: since ${createdAt.toISOString()}, ${used}, ${rightsOf(credential).join(', ')}${of}`,
    );
  }
  return 0;
}

async function revoke({ _id }: Institution, options: Options): Promise<0 | 1> {
  const name = nameIn(options);
  const found = await revokeCredential(_id, name);
  if (found) await recordAudit(_id, 'credential-revoked', { name });
  if (found) console.log(`✓ ${name} can send and read nothing from now on. What it has sent stays.`);
  else console.error(`✗ There is no credential "${name}": see \`npm run credential -- list\`.`);
  return found ? 0 : 1;
}

function nameIn({ name }: Options): string {
  if (!name || !isSystemName(name))
    throw new UsageError('--name SYSTEM says which system: up to 60 characters without spaces and colons.');
  return name;
}

function rightsIn({ right = ['events'] }: Options): ApiRight[] {
  return right.map((wanted) => {
    const known = apiRights.find((one) => one === wanted);
    if (!known) throw new UsageError(`--right is one of ${apiRights.join(', ')}: ${wanted} is none.`);
    return known;
  });
}

/** The systems whose ids of people are sent. */
function homesIn({ home = [] }: Options): string[] {
  const wrong = home.find((address) => !readAddress(address));
  if (wrong !== undefined)
    throw new UsageError(
      `--home ADDRESS is the address of a site, as in https://moodle.example.org: ${wrong} is none.`,
    );
  return home;
}

function readOptions() {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ name: string, institution: string },
      ...{ home: { type: 'string', multiple: true }, right: { type: 'string', multiple: true } },
    },
  });
  const action = actions[positionals[0] ?? ''];
  if (!action) throw new Error('Say issue, list or revoke.');
  return { values, action };
}
