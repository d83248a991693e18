import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { until } from '../support/until.ts';

/**
 * A project with the commands of this one and an application of a few lines, so that it compiles in a moment. It lies
 * in `dist`, as `tsc --watch` (7.0) sees no change where the compiler's own files are outside of the project's parents.
 */
export class SmallProject {
  readonly folder = mkdtempSync(join(projectRoot, 'dist', 'small-project-'));
  #output = '';

  constructor() {
    for (const path of copied) cpSync(join(projectRoot, path), join(this.folder, path), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(this.folder, 'node_modules'), 'dir');
    this.write('package.json', '{ "type": "module", "scripts": { "start": "node dist/src/main.js" } }');
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src', 'test'] }));
    this.write('src/main.ts', application('first'));
    // The compiler may miss the first file of a folder that comes while it watches.
    this.write('test/earlier.test.ts', 'export const earlier = 1;');
    this.write('page.ejs', 'a page');
    const tsc = join(this.folder, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', this.folder], { encoding: 'utf8' });
    if (stdout !== '') throw new Error(stdout);
  }

  write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // At once: the compiler must not come upon a file that is still empty.
    writeFileSync(`${file}.new`, content);
    renameSync(`${file}.new`, file);
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** `npm run dev`, without what comes before it. */
  start(...options: string[]): ChildProcess {
    const dev = spawn(process.execPath, [join(this.folder, 'dist/scripts/dev.js'), ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [dev.stdout, dev.stderr])
      stream.on('data', (chunk) => {
        this.#output += chunk;
      });
    return dev;
  }

  /** Waits until the output has what matches, takes it and everything before it, and returns the first group. */
  async printed(pattern: RegExp): Promise<string> {
    const found = await until(() => pattern.exec(this.#output));
    this.#output = this.#output.slice(found.index + found[0].length);
    return found[1] ?? found[0];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Of this project: its commands, and how it shows its templates. */
const copied = [
  'dist/scripts/dev.js',
  'dist/scripts/dev',
  'dist/src/configuration/project-root.js',
  'dist/src/web/view-engine.js',
];

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  rootDir: '.',
  outDir: 'dist',
  incremental: true,
  tsBuildInfoFile: 'dist/.tsbuildinfo',
  types: ['node'],
  skipLibCheck: true,
};

/** Serves page.ejs as the tool does: templates and files may be kept. It says when it serves and when it has closed. */
export const application = (name: string) => `
import { createServer } from 'node:http';
const { viewEngine } = await import(new URL('./web/view-engine.js', import.meta.url).href);
const server = createServer((_req, res) => {
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  viewEngine(new URL('../../page.ejs', import.meta.url).pathname, {}, (_error: unknown, html: string) => res.end(html));
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => {
    console.log('closed ${name}');
    process.exit();
  });
});
server.listen(0, () => console.log('${name} serves ' + (server.address() as { port: number }).port + ' by ' + process.pid + '.'));
`;
