import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import { moodleFunctions } from '../../../src/lms/moodle/connector/functions.ts';

// The script runs on the Moodle server, where nothing of this project is: it has lists of its own.
const script = read('scripts/moodle/next-courses-webservice.php');
const guide = read('docs/moodle.md');
const functions = Object.keys(moodleFunctions);
const capabilities = Object.values(moodleFunctions).flatMap((needed) => needed.capabilities);

test('the script for Moodle puts the functions into the service that the connector asks for, and no other', () => {
  assert.deepEqual(listInScript('FUNCTIONS').sort(), functions.sort());
});

test('the script for Moodle allows the role the capabilities that the functions need, and no other', () => {
  assert.deepEqual(listInScript('CAPABILITIES').sort(), capabilities.sort());
});

test('docs/moodle.md names the same functions and capabilities for who does it by hand', () => {
  const byHand = guide.split('### By hand')[1]?.split('\n### ')[0] ?? '';
  const named = [...byHand.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name as string);
  for (const name of functions) assert.ok(named.includes(name), `“By hand” does not name ${name}`);
  const rows = byHand.split('\n').filter((line) => line.startsWith('   | `'));
  const inTable = rows.flatMap((row) => [...row.matchAll(/`([\w/]+:\w+)`/g)].map(([, name]) => name));
  assert.deepEqual(inTable.sort(), capabilities.sort());
});

test('the script for Moodle does nothing when a browser asks for it', () => {
  const beforeMoodle = script.slice(0, script.indexOf('require($config)'));
  assert.match(beforeMoodle, /^if \(PHP_SAPI !== 'cli'\) \{\n {4}http_response_code\(404\);\n {4}exit;\n\}/m);
});

function listInScript(name: string): string[] {
  const list = new RegExp(`^const ${name} = \\[\\n((?: {4}'[^']+',\\n)+)\\];`, 'm').exec(script)?.[1];
  assert.ok(list, `no list ${name} in the script`);
  return [...list.matchAll(/'([^']+)'/g)].map(([, one]) => one as string);
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
