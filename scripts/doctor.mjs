// npm run doctor [-- --bundle FILE]: looks at everything that this tool needs, and says how to cure what is wrong. Changes no data.
// With --bundle it also writes what somebody who helps has to know, without anything of people (scripts/doctor/support-bundle.mjs).
// Plain JavaScript, since it runs before packages are installed too; what needs them is scripts/doctor/application.ts.
// Exit code 1 where `npm start` would fail.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkMachine, checkNode, checkNpm, checkWebAssembly } from './doctor/machine.mjs';
import { checkPackages } from './doctor/packages.mjs';
import { checkNames, checkSecretKey, planOf, readSettings } from './doctor/settings.mjs';
import { writeBundle } from './doctor/support-bundle.mjs';
import { checkClock, checkPorts, checkSpace } from './doctor/surroundings.mjs';
import { hasInstalled, root, supportsNode } from './prerequisites.mjs';

const { bundle } = readOptions();
let stored;

const environment = { ...readSettings(root), ...process.env };
const plan = planOf(root, environment);
/** Packages take .4 GiB and as much again while they are unpacked; the journal of the database up to .1 GiB a file. */
const [packagesMiB, dataMiB] = [1024, 256];

const findings = [
  checkNode(),
  checkNpm(),
  checkPackages(root),
  ...(hasInstalled(root) ? [] : [checkSpace('Disk for packages', root, packagesMiB)]),
  checkMachine(),
  checkWebAssembly(),
  checkNames(root),
  checkSecretKey(plan, environment),
  checkSpace('Disk for DATA_DIR', plan.dataDirectory, dataMiB),
  await checkPorts(plan.ports),
  await checkClock(),
  ...(await checkApplication()),
];

const width = Math.max(...findings.map(({ name }) => name.length));
const marks = { good: '✓', bad: '✗', unknown: '?' };
for (const { name, state, found, cure } of findings) {
  console.log(`${marks[state]} ${name.padEnd(width)}  ${found}`);
  if (cure) console.log(`  ${' '.repeat(width)}  → ${cure}`);
}
const missing = findings.filter(({ state, isNeeded }) => state === 'bad' && isNeeded);
console.log(
  missing.length === 0
    ? '\nNothing that npm start needs is missing.'
    : `\nnpm start would fail: ${missing.map(({ name }) => name).join(', ')}.`,
);
const isWritten = !bundle || writesBundle(bundle);
// Not process.exitCode: a connection or an engine that hangs must not keep the command from ending.
process.exit(missing.length === 0 && isWritten ? 0 : 1);

function readOptions() {
  try {
    return parseArgs({ options: { bundle: { type: 'string' } } }).values;
  } catch (error) {
    console.error(`✗ ${error.message}\n  npm run doctor -- [--bundle FILE]`);
    process.exit(2);
  }
}

/** @returns whether the file could be written */
function writesBundle(file) {
  try {
    writeBundle(file, root, { environment, findings, stored });
  } catch (error) {
    console.error(`\n✗ ${file} could not be written: ${error.message}`);
    return false;
  }
  console.log(`\n${file} is for somebody who helps. Read it before you send it: it should name nobody.`);
  return true;
}

async function checkApplication() {
  const compiled = join(root, 'dist', 'scripts', 'doctor', 'application.js');
  try {
    if (!supportsNode(process.versions.node)) throw new Error('Node.js is too old');
    if (!hasInstalled(root) || !existsSync(compiled))
      throw new Error('nothing is installed and compiled yet');
    const { checkApplication: check } = await import(pathToFileURL(compiled).href);
    return await check(environment, bundle && ((state) => (stored = state)));
  } catch (error) {
    const [reason] = error.message.split('\n');
    const found = `settings, database, stored keys, browser and TensorFlow were not looked at: ${reason}`;
    const cure = '`node scripts/setup.mjs` installs and compiles; then run this again.';
    return [{ name: 'Application', state: 'unknown', found, cure }];
  }
}
