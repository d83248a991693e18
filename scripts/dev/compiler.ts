import { type ChildProcess, spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

/** What one compilation came to. */
export interface Compilation {
  errors: number;
  /** Compiled files that were written, relative to the project's folder. */
  written: readonly string[];
}

/**
 * Runs `tsc --watch` on the project, and shows the errors that it finds.
 * @param onCompiled is called after the first compilation and after each change
 * @returns what ends it
 */
export function watchSources(root: string, onCompiled: (compilation: Compilation) => void): () => void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', root, '--watch', '--preserveWatchOutput', '--listEmittedFiles'];
  const isGroup = process.platform !== 'win32';
  const compiler = spawn(process.execPath, [tsc, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: isGroup,
  });
  let written: string[] = [];
  createInterface({ input: compiler.stdout }).on('line', (line) => {
    const file = /^TSFILE: (.*)/.exec(line)?.[1];
    const errors = /Found (\d+) errors?\./.exec(line)?.[1];
    if (file !== undefined) written.push(relative(root, file));
    else if (errors !== undefined) {
      onCompiled({ errors: Number(errors), written });
      written = [];
    } else if (line !== '' && !/ - (Starting|File change detected)/.test(line)) console.log(line);
  });
  return () => endGroup(compiler, isGroup);
}

/** The script `tsc` is the parent of the compiler itself, and does not pass a signal on. */
function endGroup({ pid }: ChildProcess, isGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(isGroup ? -pid : pid, 'SIGTERM');
  } catch {
    // It has ended before.
  }
}
