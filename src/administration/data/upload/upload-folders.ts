import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Whoever uploads for longer than that, on another machine, has crashed. */
const longestMilliseconds = 86_400_000;

/** Folders of uploaded files, each for one upload of this process. */
export class Uploads {
  /** Bytes that one file may have. */
  readonly limit: number;
  readonly #folder: string;

  /** @param folder may be shared by several processes and machines; made when it is needed */
  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.limit = limit;
  }

  async newFolder(): Promise<string> {
    const folder = join(this.#folder, [process.pid, randomUUID(), hostname()].join('_'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Removes what processes left that are dead. To be called at the start, before the first upload. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const folder = join(this.#folder, name);
      const [pid, , ...host] = name.split('_');
      const { mtimeMs = 0 } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
      const isOurs = host.join('_') === hostname();
      const isLeft = isOurs ? !isAnother(Number(pid)) : Date.now() - mtimeMs > longestMilliseconds;
      if (isLeft) await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Another living process; that of this one at its start is one that had its number before. */
function isAnother(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
