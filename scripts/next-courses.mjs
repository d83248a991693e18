#!/usr/bin/env node
// `npx next-courses [COMMAND …]`: what the package that `npm pack` makes can do. Without a command it starts the tool, as
// `npm start` does. Plain JavaScript, so that a Node.js that is too old can say so.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, supportsNode } from './prerequisites.mjs';

/** Each is a file of `dist/scripts`, and `npm run` has it by the same name. */
const commands = [
  ...['backup', 'credential', 'demo-college', 'export', 'import', 'institution', 'platform'],
  ...['privacy', 'restore', 'sync', 'taxonomy', 'train'],
];

const [, , command, ...words] = process.argv;
if (!supportsNode(process.versions.node)) {
  console.error(`✗ Node ${process.versions.node} is too old: install Node 20.19, 22, 24 or newer.`);
  process.exit(1);
}
if (command !== undefined && !commands.includes(command)) {
  console.error(
    `✗ There is no command “${command}”. Without one the tool starts; the others are ${commands.join(', ')}.`,
  );
  process.exit(2);
}

// What an older Debian lacks for the embedded database. It is silent where nothing has to be done.
if (command === undefined) await import(compiled('scripts', 'prepare-engine'));
const script = command === undefined ? compiled('src', 'main') : compiled('scripts', command);
process.argv = [process.execPath, script, ...words];
await import(script);

function compiled(folder, name) {
  return pathToFileURL(join(root, 'dist', folder, `${name}.js`)).href;
}
