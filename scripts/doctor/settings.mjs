// The environment and .env, before src/configuration/config.ts can be asked. No value of a setting is printed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
// A named import of what an old Node.js does not have would keep this file from being loaded.
import util from 'node:util';

const leastSecret = 32;

/** What .env sets; nothing where there is none, or where Node.js is too old to read it. */
export function readSettings(folder) {
  const file = join(folder, '.env');
  return existsSync(file) && util.parseEnv ? util.parseEnv(readFileSync(file, 'utf8')) : {};
}

/** The part of src/configuration/config.ts that the checks of this folder need. */
export function planOf(folder, environment) {
  const value = (name) => environment[name]?.trim() || undefined;
  const production = value('NODE_ENV') === 'production';
  const hasDemo = value('DEMO') ? value('DEMO') === 'on' : !production && value('PUBLIC_URL') === undefined;
  const directory = value('DATA_DIR') ?? 'data';
  const ports = [{ setting: 'PORT', port: Number(value('PORT') ?? 3000), host: undefined }];
  if (hasDemo)
    ports.push({ setting: 'DEMO_PORT', port: Number(value('DEMO_PORT') ?? 3001), host: '127.0.0.1' });
  return {
    production,
    ports,
    dataDirectory: isAbsolute(directory) ? directory : join(folder, directory),
    hasOwnDatabase: value('MONGODB_URI') === undefined,
  };
}

/** Names in .env that are no settings; the settings are the names that .env.example explains. */
export function checkNames(folder) {
  const name = '.env';
  if (!existsSync(join(folder, '.env')))
    return { name, state: 'good', found: 'none: the demo with its defaults' };
  if (!util.parseEnv) return { name, state: 'unknown', found: 'not read: Node.js is too old' };
  const example = readFileSync(join(folder, '.env.example'), 'utf8');
  const known = new Set(Array.from(example.matchAll(/^#?([A-Z][A-Z_]*)=/gm), ([, each]) => each));
  const unknown = Object.keys(readSettings(folder)).filter((each) => !known.has(each));
  if (unknown.length === 0) return { name, state: 'good', found: 'every name in it is a setting' };
  const cure = 'See .env.example for the names; a setting under another name is not read.';
  return { name, state: 'bad', found: `no setting of this tool: ${unknown.join(', ')}`, cure };
}

/** SECRET_KEY, or the file that stands for it outside production (src/configuration/secret-key.ts). */
export function checkSecretKey({ production, dataDirectory, hasOwnDatabase }, environment) {
  const name = 'Secret key';
  const bad = (found, cure) => ({ name, state: 'bad', found, cure, isNeeded: true });
  const make = 'Make one with `openssl rand -hex 32`, set it as SECRET_KEY and keep it.';
  const given = environment.SECRET_KEY?.trim();
  if (given)
    return given.length < leastSecret
      ? bad(`SECRET_KEY is shorter than ${leastSecret} characters`, make)
      : { name, state: 'good', found: 'SECRET_KEY is set' };
  if (production) return bad('SECRET_KEY is missing', make);
  const file = join(dataDirectory, 'secret-key');
  if (!existsSync(file)) {
    if (hasOwnDatabase && hasDatabase(dataDirectory))
      return bad(
        `${file} is gone, and the database beside it was written with it`,
        'Put the file back, or set what was in it as SECRET_KEY.',
      );
    return { name, state: 'good', found: 'made at the first start' };
  }
  if (readFileSync(file, 'utf8').trim().length < leastSecret)
    return bad(
      `${file} is cut off`,
      'Put the whole file back. If nothing is stored yet, delete it: the next start makes one.',
    );
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    return { name, state: 'bad', found: `others may read ${file}`, cure: `chmod 600 ${file}` };
  return { name, state: 'good', found: `in ${file}` };
}

/** Whether the embedded engine, or a mongod in its place, has written here. */
function hasDatabase(dataDirectory) {
  return ['mongodb', 'mongod'].some((each) => {
    const folder = join(dataDirectory, each);
    return existsSync(folder) && readdirSync(folder).length > 0;
  });
}
