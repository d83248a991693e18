// npm run dev [-- --inspect …]: runs the server, compiles each change of a source and starts the server again. Changed
// templates, styles and scripts of the browser need no restart: reload the page. Options go to the server's Node.js.
import { sep } from 'node:path';
import { projectRoot } from '../src/configuration/project-root.ts';
import { watchSources } from './dev/compiler.ts';
import { Server } from './dev/server.ts';

const nodeOptions = process.argv.slice(2);
const server = new Server(projectRoot, nodeOptions);
/** Sources that the server runs were compiled since it was started. */
let isOutdated = false;

// `npm run dev` has compiled before it came here.
server.start();
let isWatching = false;
const endCompiler = watchSources(projectRoot, ({ errors, written }) => {
  if (!isWatching) console.log('Watching the sources. Enter starts the server again, Ctrl-C ends it.');
  isWatching = true;
  isOutdated ||= written.some((file) => /^dist[\\/](src|models)[\\/].*\.js$/.test(file));
  if (errors > 0) console.error(`✗ Errors: ${errors}. The server stays as it was.`);
  else if (isOutdated) restart(changedSources(written));
});

// A new file in views/assets and a change of .env are read at the start alone.
if (process.stdin.isTTY) process.stdin.on('data', () => restart('you pressed Enter'));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

function restart(reason: string): void {
  console.log(`↻ Starting again: ${reason}`);
  isOutdated = false;
  void server.restart();
}

async function end(): Promise<void> {
  endCompiler();
  await server.close();
  process.exit();
}

/** The compiled files as the sources that they come from. */
function changedSources(written: readonly string[]): string {
  const sources = written.flatMap((file) =>
    file.endsWith('.js') ? file.split(sep).slice(1).join('/').replace(/js$/, 'ts') : [],
  );
  return sources.length <= 3 ? sources.join(', ') : `${sources.length} files`;
}
