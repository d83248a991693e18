// Disk, ports and clock.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { runNpm } from './machine.mjs';

const MiB = 2 ** 20;
/** A launch is refused from a minute on. */
const mostSeconds = 30;
const patienceMilliseconds = 5_000;

/**
 * Whether `folder` can be written, and how much room it has.
 * @param leastMiB less than this is bad
 * @param freeBytes a parameter so that tests need no full disk
 */
export function checkSpace(name, folder, leastMiB, freeBytes = freeIn) {
  const bad = (found, cure) => ({ name, state: 'bad', found, cure, isNeeded: true });
  const existing = nearestExisting(folder);
  const problem = whyNotWritable(existing);
  if (problem)
    return bad(problem, 'Make it a folder that this account may write to, or set DATA_DIR to one.');
  const free = freeBytes(existing);
  if (free === undefined) return { name, state: 'unknown', found: `${existing}: Node.js is too old to ask` };
  const found = `${free >= 10_240 * MiB ? `${Math.floor(free / MiB / 1024)} GiB` : `${Math.floor(free / MiB)} MiB`} free`;
  if (free >= leastMiB * MiB) return { name, state: 'good', found };
  return bad(`${found} at ${existing}; ${leastMiB} MiB are needed`, 'Free some space, or use another disk.');
}

/** @param ports [{ setting, port, host }], as the application listens */
export async function checkPorts(ports) {
  const name = 'Ports';
  const taken = [];
  for (const { setting, port, host } of ports) {
    const code = await tryPort(port, host);
    if (code === 'EADDRINUSE' && setting === 'PORT' && (await isThisTool(port)))
      return { name, state: 'good', found: `${port} is in use by this tool, which is running` };
    if (code) taken.push({ setting, port, code });
  }
  if (taken.length === 0)
    return { name, state: 'good', found: `${ports.map(({ port }) => port).join(' and ')} are free` };
  const words = { EADDRINUSE: 'taken by another program', EACCES: 'not for this account' };
  return {
    name,
    state: 'bad',
    found: taken.map(({ port, code }) => `${port} is ${words[code] ?? `unusable (${code})`}`).join(', '),
    cure: `Set ${taken.map(({ setting }) => setting).join(' and ')} to a free port above 1023, or stop that program.`,
    isNeeded: true,
  };
}

/** The Date header of the registry that npm asks, so of a server that this machine talks to anyway. */
export async function checkClock(
  address = runNpm('config', 'get', 'registry'),
  synchronised = isSynchronised,
) {
  const name = 'Clock';
  const seconds = await secondsBehind(address);
  if (seconds === undefined)
    return synchronised()
      ? { name, state: 'good', found: 'set by the network, says the system' }
      : { name, state: 'unknown', found: 'no server could be asked what time it is' };
  const found = `${Math.abs(seconds)} s from that of npm's registry`;
  if (Math.abs(seconds) <= mostSeconds) return { name, state: 'good', found };
  const cure = 'Launches are refused from a minute on: have the clock set by NTP (chrony, timesyncd).';
  return { name, state: 'bad', found, cure };
}

function nearestExisting(folder) {
  return fs.existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

function whyNotWritable(folder) {
  try {
    // Written, not asked: root is let through by access() even where the file system is read-only.
    const made = fs.mkdtempSync(join(folder, '.doctor-'));
    fs.rmdirSync(made);
    return undefined;
  } catch (error) {
    return `${folder} cannot be written (${error.code})`;
  }
}

function freeIn(folder) {
  if (!fs.statfsSync) return undefined;
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

/** The error's code; undefined when the port is free. */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }) => resolve(code));
    try {
      server.listen(port, host, () => server.close(() => resolve(undefined)));
    } catch (error) {
      resolve(error.code);
    }
  });
}

async function isThisTool(port) {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal });
    return typeof (await answer.json()).ok === 'boolean';
  } catch {
    return false;
  }
}

/** Undefined where there is no answer. Half of the time that the answer took is taken off. */
async function secondsBehind(address) {
  try {
    const asked = Date.now();
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const { headers } = await fetch(address, { method: 'HEAD', signal });
    const now = (asked + Date.now()) / 2;
    // An answer out of a cache is as old as its Age says (RFC 9111 §5.1).
    const time = Date.parse(headers.get('date')) + 1000 * (Number(headers.get('age')) || 0);
    return Number.isNaN(time) ? undefined : Math.round((time - now) / 1000);
  } catch {
    return undefined;
  }
}

/** As systemd has it; false where there is no systemd. */
function isSynchronised() {
  const { stdout } = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    encoding: 'utf8',
    timeout: patienceMilliseconds,
  });
  return stdout?.trim() === 'yes';
}
