import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import { coursesCsv, enrolmentsCsv } from '../../../src/demo/college/college-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'next-courses-college-'));
after(() => rmSync(folder, { recursive: true }));

test('writes both files into a folder that it makes', () => {
  const out = join(folder, 'a', 'b');
  const { status, stdout } = run('--out', out, '--today', '2026-11-20');
  assert.equal(status, 0);
  assert.match(stdout, /npm run import -- --courses ".*courses\.csv" --enrolments ".*enrolments\.csv"/);
  const college = buildCollege(new Date('2026-11-20'));
  assert.equal(readFileSync(join(out, 'courses.csv'), 'utf8'), coursesCsv(college));
  assert.equal(readFileSync(join(out, 'enrolments.csv'), 'utf8'), enrolmentsCsv(college));
});

test('called wrongly it says what is right, with exit code 2', () => {
  for (const [words, said] of [
    [[], /--out is missing/],
    [['--out', folder, '--today', 'tomorrow'], /--today is "tomorrow": write it as/],
    [['--out', ''], /--out is empty: say what it is to be/],
    [['--out='], /--out is empty/],
    [['--out', folder, '--today', ' '], /--today is empty/],
    [['--output', folder], /Unknown option '--output'/],
  ] as const) {
    const { status, stderr } = run(...words);
    assert.equal(status, 2);
    assert.match(stderr, said);
    assert.match(stderr, /npm run demo-college -- --out DIR/);
  }
});

test('a folder that cannot be made is said in words, with exit code 1', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { status, stderr } = run('--out', join(file, 'inside'));
  assert.equal(status, 1);
  assert.match(stderr, /cannot be made a folder .*: name another with --out/);
});

test('where no folder can be made the command ends', { skip: process.platform !== 'linux' }, () => {
  for (const out of ['/proc/college', '/proc/some/college']) {
    const { status, stderr } = run('--out', out);
    assert.equal(status, 1);
    assert.match(stderr, /cannot be made a folder .*: name another with --out/);
  }
});

function run(...words: string[]) {
  const command = join(projectRoot, 'dist', 'scripts', 'demo-college.js');
  return spawnSync(process.execPath, [command, ...words], { encoding: 'utf8', timeout: 60_000 });
}
