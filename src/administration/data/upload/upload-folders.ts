import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** An upload on another machine that takes longer than this has crashed. */
const longestMilliseconds = 86_400_000;

/** Folders for uploaded files: each upload of this process has its own. */
export class UploadFolders {
  /** Bytes that one file may have. */
  readonly limit: number;
  readonly #folder: string;

  /** @param folder may be shared by several processes and machines; it is made when it is needed */
  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.limit = limit;
  }

  async newFolder(): Promise<string> {
    const folder = join(this.#folder, [process.pid, randomUUID(), hostname()].join('_'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Removes what dead processes have left behind. To be called at the start, before the first upload. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const folder = join(this.#folder, name);
      const [pid, , ...host] = name.split('_');
      const { mtimeMs = 0 } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
      const isOurs = host.join('_') === hostname();
      const isLeft = isOurs ? !isOtherProcess(Number(pid)) : Date.now() - mtimeMs > longestMilliseconds;
      if (isLeft) await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Whether the number is that of another living process. A dead one may have had the number that this one has now. */
function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
