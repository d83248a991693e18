import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/configuration/project-root.ts';

interface Manifest {
  bin: Record<string, string>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;
const bin = manifest.bin['next-courses'] as string;
const files = packedFiles();
const scripts = files.filter((path) => /\.m?js$/.test(path) && !path.startsWith('views/'));
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const imports =
  /(?:\bfrom |\bimport |\bimport\(|\bresolve\(|import\.meta\.dirname, )(['"])((?:\.{0,2}\/)?[^'"\n]+)\1/g;

describe('the package that npm pack makes', () => {
  test('has every file that its files import or start, from the command on', () => {
    const known = new Set(files);
    for (const path of scripts)
      for (const [whole, , name = ''] of read(path).matchAll(imports)) {
        const isBeside = whole.startsWith('import.meta.dirname') && name.endsWith('.js');
        if (!name.startsWith('.') && !isBeside) continue;
        assert.ok(known.has(posix.join(dirname(path), name)), `${path} needs ${name}`);
      }
    for (const path of ['dist/src/main.js', bin, 'package.json', 'README.md', 'LICENSE', '.env.example'])
      assert.ok(known.has(path), path);
  });

  test('imports no package that is for development alone', () => {
    const allowed = new Set([
      ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
      ...builtinModules,
    ]);
    for (const path of scripts)
      for (const [whole, , name = ''] of read(path).matchAll(imports)) {
        if (!/^(?:from |import )/.test(whole) || /^(?:\.|node:)/.test(name)) continue;
        const [scope = '', rest] = name.split('/');
        const owner = scope.startsWith('@') ? `${scope}/${rest}` : scope;
        assert.ok(allowed.has(owner), `${path} imports ${name}`);
      }
  });

  test('has every view, style, picture and message', () => {
    const views = readdirSync(join(projectRoot, 'views'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => posix.join(parentPath.slice(projectRoot.length + 1), name));
    assert.deepEqual(
      views.filter((path) => !files.includes(path)),
      [],
    );
  });

  test('has no data, settings, tests or sources', () => {
    const others = files.filter((path) =>
      /^(?:data|src|test|models|\.git|\.ci)|(?:^|\/)\.env$|\.map$|tsbuildinfo|(?:^|\/)secret-key$|\.test\.js$/.test(
        path,
      ),
    );
    assert.deepEqual(others, []);
  });

  test('its command knows the commands that it has, and npm run has each of them by the same name', () => {
    const known = Array.from(read(bin).matchAll(/\.\.\.\[(['a-z, -]+)\]/g), ([, names = '']) =>
      Array.from(names.matchAll(/'([^']+)'/g), ([, name = '']) => name),
    ).flat();
    const packed = files.flatMap((path) => /^dist\/scripts\/(.+)\.js$/.exec(path)?.[1] ?? []);
    assert.deepEqual([...known, 'prepare-engine'].sort(), packed.sort());
    for (const name of known)
      assert.match(manifest.scripts[name] ?? '', new RegExp(`dist/scripts/${name}\\.js`));
  });
});

describe('an installed package', () => {
  const home = mkdtempSync(join(tmpdir(), 'next-courses-packed-'));
  after(() => rmSync(home, { recursive: true }));
  const installed = join(home, 'node_modules', 'next-courses');
  for (const path of ['package.json', 'scripts/prerequisites.mjs', bin, 'dist/src/configuration']) {
    mkdirSync(dirname(join(installed, path)), { recursive: true });
    cpSync(join(projectRoot, path), join(installed, path), { recursive: true });
  }

  test('keeps data and reads .env where it is started, and not among packages', () => {
    const config = pathToFileURL(join(installed, 'dist/src/configuration/config.js')).href;
    const started = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `console.log((await import('${config}')).parseConfig({}).dataDirectory)`],
      { cwd: home, encoding: 'utf8' },
    );
    assert.equal(started.stdout.trim(), join(home, 'next-courses-data'), started.stderr);
    assert.ok(!existsSync(join(installed, 'next-courses-data')));
  });

  test('refuses a command that it has not, and names those that it has', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(installed, bin), 'fly'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /“fly”.*backup.*train/);
  });
});

function packedFiles(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const shell = process.platform === 'win32';
  const { stdout } = spawnSync('npm', args, {
    cwd: projectRoot,
    encoding: 'utf8',
    shell,
    maxBuffer: 2 ** 26,
  });
  // One entry: in a list, or under the name of the package, as the version of npm has it.
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  return (packed?.files ?? []).map(({ path }) => path);
}
