import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import express from 'express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { allProducts } from '../../src/lms/all-products.ts';
import { claim } from '../../src/lti/claims.ts';
import { createLti } from '../../src/lti/create-lti.ts';

const perSecond = 50;
const warmUpSeconds = 3;
const clientId = 'client-1';
const cookie = '__Host-nc-browser=benchmark';

/**
 * What a launch costs at 50 a second: database operations, requests to the platform, and milliseconds of login and
 * launch together, over HTTP on this machine, client and embedded database included. The platform's key set is cached
 * and the browser brings its cookie. Launches begin on the second's beat, whether the earlier ones are done or not.
 */
export async function benchmarkLaunch(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '20' } } });
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
  const log = pino({ level: 'silent' });
  const database = await openDatabase({ uri: undefined, dataDirectory: folder, log });
  const servers = new Servers();
  try {
    const platform = await startPlatform(servers);
    const app = express();
    const url = await servers.start(app);
    const lti = await createLti({
      products: allProducts,
      publicUrl: url,
      secretKey: 's'.repeat(32),
      rules: { privateHosts: [new URL(platform.url).host], plainHttp: true },
      log,
      addressFor: () => '/panel',
      onLaunch: async () => {},
    });
    app.use('/lti', lti.app);
    await launchAtRate(url, platform, warmUpSeconds);
    const operations = await countOperations(() => launchOnce(url, platform));
    platform.requests = 0;
    const times = (await launchAtRate(url, platform, Number(values.seconds))).sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor((times.length - 1) * share)] as number).toFixed(1);
    console.log(`${times.length} launches at ${perSecond} a second: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
    console.log(`${operations.length} database operations each: ${operations.join(', ')}`);
    console.log(`${platform.requests} requests to the platform`);
  } finally {
    servers.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Platform {
  url: string;
  /** Since it was last set to 0. */
  requests: number;
  /** An id_token for a login, as a learner's launch has it. */
  token(url: string, nonce: string): Promise<string>;
}

async function startPlatform(servers: Servers): Promise<Platform> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  const app = express();
  const platform: Platform = {
    url: await servers.start(app),
    requests: 0,
    token(url, nonce) {
      const claims = {
        nonce,
        [claim.version]: '1.3.0',
        [claim.messageType]: 'LtiResourceLinkRequest',
        [claim.deploymentId]: 'deployment-1',
        [claim.targetLinkUri]: `${url}/panel`,
        [claim.resourceLink]: { id: 'link-1' },
        [claim.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
        [claim.context]: { id: 'course-1', type: ['CourseSection'] },
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
        .setIssuer(platform.url)
        .setAudience(clientId)
        .setSubject('user-1')
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(privateKey);
    },
  };
  app.use((_req, res) => {
    platform.requests++;
    res.json({ keys: [jwk] });
  });
  const registration = await RegistrationModel.create({
    issuer: platform.url,
    clientId,
    name: 'Benchmark',
    authorizationUrl: `${platform.url}/authorize`,
    tokenUrl: `${platform.url}/token`,
    jwksUrl: `${platform.url}/keys`,
  });
  await InstitutionModel.create({
    registration: registration._id,
    deploymentId: 'deployment-1',
    name: 'Benchmark',
    learnerKey: newLearnerKey(),
  });
  return platform;
}

/** @returns milliseconds of each launch, without the platform's part */
async function launchAtRate(url: string, platform: Platform, seconds: number): Promise<number[]> {
  const begun = performance.now();
  const launches: Promise<number>[] = [];
  for (let i = 0; i < seconds * perSecond; i++) {
    await setTimeout(Math.max(0, begun + (i * 1000) / perSecond - performance.now()));
    launches.push(launchOnce(url, platform));
  }
  return Promise.all(launches);
}

async function launchOnce(url: string, platform: Platform): Promise<number> {
  const login = new URLSearchParams({
    iss: platform.url,
    client_id: clientId,
    login_hint: 'user-1',
    target_link_uri: `${url}/panel`,
  });
  const options = { headers: { cookie }, redirect: 'manual' } as const;
  const [begun, loginTime] = await timed(() => fetch(`${url}/lti/login?${login}`, options));
  const asked = new URL(begun.headers.get('location') as string).searchParams;
  const token = await platform.token(url, asked.get('nonce') as string);
  const body = new URLSearchParams({ id_token: token, state: asked.get('state') as string });
  const [launched, launchTime] = await timed(() =>
    fetch(`${url}/lti/launch`, { ...options, method: 'POST', body }),
  );
  if (launched.status !== 303) throw new Error(`A launch was answered ${launched.status}.`);
  return loginTime + launchTime;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  return [await work(), performance.now() - begun];
}

/** Names of the database operations of some work, as `collection.method`. */
async function countOperations(work: () => Promise<unknown>): Promise<string[]> {
  const operations: string[] = [];
  mongoose.set('debug', (collection: string, method: string) => operations.push(`${collection}.${method}`));
  await work();
  mongoose.set('debug', false);
  return operations;
}

class Servers {
  readonly #servers: ReturnType<typeof createServer>[] = [];

  /** @returns its address, without a trailing slash */
  async start(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}
