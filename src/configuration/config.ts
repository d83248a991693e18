import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isInstalledPackage, settingsFolder } from './project-root.ts';

/** Everything that the surroundings decide, validated. Ports are TCP ports, 1–65535. */
export interface Config {
  production: boolean;
  /** What this process does: `web` answers people and platforms, `worker` does what the clock starts; undefined: both. */
  role: 'web' | 'worker' | undefined;
  port: number;
  /** The address that people and platforms reach this tool by; no trailing slash. */
  publicUrl: string;
  /** Runs the demo LMS and imports the demo college. Never in production. */
  demo: { port: number } | undefined;
  /** Absolute. Holds the embedded database and, outside production, the generated secret. */
  dataDirectory: string;
  /** Unset: the embedded database in `dataDirectory`. */
  mongodbUri: string | undefined;
  /** Unset (never in production): generated once and kept in `dataDirectory`. */
  secretKey: string | undefined;
  /** The former SECRET_KEY, after a change: at the next start, stored keys are encrypted with the new one. */
  previousSecretKey: string | undefined;
  /** For how many days one key of this tool signs. */
  keyRotationDays: number;
  /** `host` or `host:port` of LMSs inside the own network, the demo LMS included. Every other LMS must be a public one. */
  privateLmsHosts: readonly string[];
  /** `host` or `host:port` of LMSs that may register this tool without anybody's approval. */
  registrationAllow: readonly string[];
  /** How much the loaded models of all institutions may take together; bytes. */
  modelMemory: number;
  /** Files of word vectors that the search knows meanings from (`.vec`); absolute. */
  wordVectors: readonly string[];
  /** How large each uploaded file may be; bytes. */
  uploadLimit: number;
  /** What trains the network: SIMD kernels, or TensorFlow.js. */
  trainer: 'simd' | 'tensorflow';
  /** Where e-mail about what needs attention goes out, and who gets it; unset: none is sent. */
  noticeMail: { smtpUrl: string; from: string; to: readonly string[] } | undefined;
  /** Where Prometheus reads this process's figures; unset: nowhere. */
  metrics: { port: number; host: string } | undefined;
  /** How long, after SIGTERM, a web process still answers while /healthz says that it is leaving; seconds. */
  drainSeconds: number;
  /** Sends traces to where OTEL_EXPORTER_OTLP_ENDPOINT says. */
  tracing: boolean;
  logLevel: string;
}

/** Characters that SECRET_KEY must have at least. */
export const leastSecretLength = 32;
const largestPort = 65_535;
/** Accepted as well, so that an existing `.env` goes on working. */
const formerTrainerSetting = 'RECOMMENDER_ENGINE';
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `.env` (if there is one) and the environment. @throws ConfigError naming every problem at once. */
export function loadConfig(): Config {
  const file = join(settingsFolder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseConfig(process.env);
}

/** @throws ConfigError naming every problem at once. */
export function parseConfig(environment: Environment): Config {
  const problems: string[] = [];
  const value = (name: string) => environment[name]?.trim() || undefined;
  const wholeNumber = (name: string, fallback: number, most: number, without = `${fallback}`) => {
    const text = value(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    problems.push(
      `${name} is "${text}": set it to a whole number from 1 to ${most}, or remove it for ${without}.`,
    );
    return fallback;
  };

  const production = value('NODE_ENV') === 'production';
  const toolPort = wholeNumber('PORT', 3000, largestPort);
  const demoPort = wholeNumber('DEMO_PORT', 3001, largestPort);
  const modelMegabytes = wholeNumber('MODEL_MEMORY_MB', 512, 1_000_000);
  const uploadMegabytes = wholeNumber('UPLOAD_LIMIT_MB', 4096, 1_000_000);

  const publicUrl = value('PUBLIC_URL');
  if (publicUrl !== undefined) problems.push(...publicUrlProblems(publicUrl, production));
  else if (production)
    problems.push('PUBLIC_URL is missing: set it to the https address that the LMS reaches this tool by.');

  const demoText = value('DEMO');
  if (demoText !== undefined && demoText !== 'on' && demoText !== 'off')
    problems.push(`DEMO is "${demoText}": set it to on or off.`);
  if (demoText === 'on' && production)
    problems.push('DEMO is on while NODE_ENV is production: the demo LMS signs anybody in, so set DEMO=off.');
  const demo = demoText === undefined ? !production && publicUrl === undefined : demoText === 'on';
  if (demo && demoPort === toolPort)
    problems.push(`DEMO_PORT and PORT are both ${toolPort}: give the demo LMS a port of its own.`);

  const role = value('ROLE');
  if (role !== undefined && role !== 'web' && role !== 'worker')
    problems.push(`ROLE is "${role}": set it to web or worker, or remove it for a process that does both.`);
  if (role !== undefined && demo)
    problems.push('ROLE is set while the demo is on, which is one process for everything: set DEMO=off.');

  const mongodbUri = value('MONGODB_URI');
  if (mongodbUri !== undefined && !/^mongodb(\+srv)?:\/\//.test(mongodbUri))
    problems.push(
      'MONGODB_URI does not start with mongodb:// or mongodb+srv://: paste the whole connection string.',
    );
  if (mongodbUri === undefined && production)
    problems.push('MONGODB_URI is missing: production needs a MongoDB replica set or sharded cluster.');

  const secretKey = value('SECRET_KEY');
  if (secretKey !== undefined && secretKey.length < leastSecretLength)
    problems.push('SECRET_KEY is shorter than 32 characters: make one with `openssl rand -hex 32`.');
  if (secretKey === undefined && production)
    problems.push(
      'SECRET_KEY is missing: make one with `openssl rand -hex 32` and keep it; it protects stored keys.',
    );

  const previousSecretKey = value('SECRET_KEY_PREVIOUS');
  if (previousSecretKey !== undefined && secretKey === undefined)
    problems.push('SECRET_KEY_PREVIOUS is set without SECRET_KEY: set the new one too.');
  const keyRotationDays = wholeNumber('KEY_ROTATION_DAYS', 90, 3_650);

  const hosts = (name: string) => {
    const list = (value(name) ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []);
    for (const host of list)
      if (!isHost(host))
        problems.push(`${name} names "${host}": write hosts as in moodle.example.org or localhost:8080.`);
    return list;
  };
  const privateLmsHosts = hosts('PRIVATE_LMS_HOSTS');
  if (demo) privateLmsHosts.push(`127.0.0.1:${demoPort}`);
  const registrationAllow = hosts('REGISTRATION_ALLOW');

  const setting = value('RECOMMENDER_TRAINER') === undefined ? formerTrainerSetting : 'RECOMMENDER_TRAINER';
  const trainer = value(setting) ?? 'simd';
  if (trainer !== 'simd' && trainer !== 'tensorflow')
    problems.push(`${setting} is "${trainer}": set it to simd or tensorflow.`);
  if ((value(formerTrainerSetting) ?? trainer) !== trainer)
    problems.push(
      `${formerTrainerSetting} is the former name of RECOMMENDER_TRAINER, and the two differ: remove ${formerTrainerSetting}.`,
    );

  const wordVectors = (value('WORD_VECTORS') ?? '').split(',').flatMap((file) => {
    const path = file.trim();
    return path === '' ? [] : [isAbsolute(path) ? path : join(settingsFolder, path)];
  });
  for (const file of wordVectors)
    if (!existsSync(file))
      problems.push(`WORD_VECTORS names ${file}, which is not there: correct the path, or remove it.`);

  const drainSeconds =
    value('DRAIN_SECONDS') === undefined ? 0 : wholeNumber('DRAIN_SECONDS', 0, 600, 'none');
  const noticeMail = readNoticeMail(value, problems);
  const metrics = readMetrics(value, wholeNumber, problems);
  if (metrics && [toolPort, demo && demoPort].includes(metrics.port))
    problems.push(
      `METRICS_PORT is ${metrics.port}, which PORT or DEMO_PORT has: give the figures a port of their own.`,
    );

  const tracesTo = value('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (tracesTo !== undefined && !/^https?:\/\//.test(tracesTo))
    problems.push(
      `OTEL_EXPORTER_OTLP_ENDPOINT is "${tracesTo}": set it to an address such as http://localhost:4318, or remove it for no traces.`,
    );

  const logLevel = value('LOG_LEVEL') ?? (demo ? 'warn' : 'info');
  if (!logLevels.includes(logLevel))
    problems.push(`LOG_LEVEL is "${logLevel}": set it to one of ${logLevels.join(', ')}.`);

  if (problems.length > 0) throw new ConfigError(problems);

  const dataDirectory = value('DATA_DIR') ?? (isInstalledPackage ? 'next-courses-data' : 'data');
  return {
    production,
    role: role as Config['role'],
    port: toolPort,
    publicUrl: (publicUrl ?? `http://localhost:${toolPort}`).replace(/\/+$/, ''),
    demo: demo ? { port: demoPort } : undefined,
    dataDirectory: isAbsolute(dataDirectory) ? dataDirectory : join(settingsFolder, dataDirectory),
    mongodbUri,
    secretKey,
    previousSecretKey,
    keyRotationDays,
    privateLmsHosts,
    registrationAllow,
    modelMemory: modelMegabytes * 2 ** 20,
    wordVectors,
    uploadLimit: uploadMegabytes * 2 ** 20,
    trainer: trainer as Config['trainer'],
    noticeMail,
    metrics,
    drainSeconds,
    tracing: tracesTo !== undefined,
    logLevel,
  };
}

function readMetrics(
  value: (name: string) => string | undefined,
  wholeNumber: (name: string, fallback: number, most: number, without: string) => number,
  problems: string[],
): Config['metrics'] {
  const host = value('METRICS_HOST');
  if (value('METRICS_PORT') === undefined) {
    if (host !== undefined) problems.push('METRICS_HOST is set without METRICS_PORT: set the port too.');
    return undefined;
  }
  return { port: wholeNumber('METRICS_PORT', 9464, largestPort, 'no figures'), host: host ?? '127.0.0.1' };
}

/** All three or none. What is wrong is said without the address of the server, which holds a password. */
function readNoticeMail(
  value: (name: string) => string | undefined,
  problems: string[],
): Config['noticeMail'] {
  const [smtpUrl, from, listed] = [value('SMTP_URL'), value('NOTICE_FROM'), value('NOTICE_TO')];
  if (smtpUrl === undefined && from === undefined && listed === undefined) return undefined;
  const to = (listed ?? '').split(',').flatMap((address) => address.trim() || []);
  if (smtpUrl === undefined || !/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl))
    problems.push('SMTP_URL is no address such as smtps://user:password@mail.example.org: e-mail needs one.');
  if (from === undefined || !isMailAddress(from))
    problems.push('NOTICE_FROM is no e-mail address: set it to the one that notices come from.');
  if (to.length === 0 || !to.every(isMailAddress))
    problems.push('NOTICE_TO names no e-mail addresses, with commas between them: set it to who is told.');
  return smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from, to };
}

function isMailAddress(text: string): boolean {
  const [name = '', host = '', ...more] = text.split('@');
  return name !== '' && host !== '' && more.length === 0 && !/[\s<>,;]/.test(text);
}

/** Whether the text is a host as `URL.host` writes it: without scheme, path and the default port of https. */
function isHost(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text;
}

function publicUrlProblems(text: string, production: boolean): string[] {
  if (!URL.canParse(text))
    return [`PUBLIC_URL is "${text}": set it to a whole address such as https://next.example.org.`];
  const url = new URL(text);
  // Browsers accept secure cookies from these hosts without https, because nothing leaves the machine.
  const local = ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url.protocol !== 'https:' && (production || !local))
    return [
      `PUBLIC_URL is "${text}": browsers keep no session for a frame without https, so use an https address.`,
    ];
  return [];
}
