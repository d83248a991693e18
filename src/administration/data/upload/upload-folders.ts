import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { writeOnce } from '../../../files/write-once.ts';

/** An upload on another machine that takes longer than this has crashed. */
const longestMilliseconds = 86_400_000;

/** How long files wait for somebody to say what they are. */
const longestWait = 3_600_000;
const ownerFile = '.owner';
/** Folders that a job reads (`upload-job.ts`) begin with it: they belong to no process. */
const handedOver = 'job_';
/** A job that is tried again, and the weekend. */
const longestHandedOver = 3 * 86_400_000;
const placeFile = '.place';

/** By the form's field. */
type Paths = Readonly<Record<string, string>>;

/** Files that waited for an answer. */
export interface WaitingFiles {
  paths: Paths;
  /** Where they lie. */
  folder: string;
  remove: () => Promise<void>;
}

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
    const folder = this.#ownFolder();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  #ownFolder(): string {
    return join(this.#folder, [process.pid, randomUUID(), hostname()].join('_'));
  }

  /**
   * Keeps a folder for an hour, so that somebody can say what its files are.
   * @param owner who alone may ask for it
   * @returns what to ask for it by
   */
  async keepWaiting(folder: string, owner: string): Promise<string> {
    await writeFile(join(folder, ownerFile), owner, { mode: 0o600 });
    setTimeout(() => void rm(folder, { recursive: true, force: true }), longestWait).unref();
    return basename(folder).split('_')[1] as string;
  }

  /**
   * Files that were kept, by any process that shares the folder, for a look at them; undefined: there are none any more, or they are
   * somebody else's.
   * @returns their paths by the form's field
   */
  async waiting(id: string, owner: string): Promise<Paths | undefined> {
    const folder = await this.#findKept(id, owner);
    return folder === undefined ? undefined : pathsIn(folder);
  }

  /**
   * Takes such files to read them. They move to a folder of this process: the end of their hour does not remove them any more, and
   * nobody else can take them.
   */
  async take(id: string, owner: string): Promise<WaitingFiles | undefined> {
    const kept = await this.#findKept(id, owner);
    const folder = this.#ownFolder();
    if (kept === undefined) return undefined;
    try {
      await rename(kept, folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return {
      folder,
      paths: await pathsIn(folder),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }

  async #findKept(id: string, owner: string): Promise<string | undefined> {
    const name = (await readdir(this.#folder).catch(() => [])).find((one) => one.split('_')[1] === id);
    if (name === undefined) return undefined;
    const folder = join(this.#folder, name);
    const kept = await readFile(join(folder, ownerFile), 'utf8').catch(() => undefined);
    return kept === owner ? folder : undefined;
  }

  /** Names the folder for all processes that share it, on whatever machines. */
  async place(): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // Whoever is first names it.
    return writeOnce(join(this.#folder, placeFile), randomUUID());
  }

  /** Hands files over to a job of whatever process shares the folder. @returns what it asks for them by */
  async handOver(folder: string): Promise<string> {
    const name = `${handedOver}${randomUUID()}`;
    await rename(folder, join(this.#folder, name));
    return name;
  }

  /** Such files; undefined: they are there no more. @returns their paths by the form's field */
  async handedOver(name: string): Promise<Paths | undefined> {
    return pathsIn(join(this.#folder, name)).catch(() => undefined);
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { recursive: true, force: true });
  }

  /** Removes what dead processes have left behind. To be called at the start, before the first upload. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (name.startsWith(placeFile)) continue;
      const folder = join(this.#folder, name);
      const [pid, , ...host] = name.split('_');
      const { mtimeMs = 0 } = await stat(folder).catch(() => ({ mtimeMs: 0 }));
      const age = Date.now() - mtimeMs;
      const isOurs = host.join('_') === hostname();
      const isLeft = name.startsWith(handedOver)
        ? age > longestHandedOver
        : isOurs
          ? !isOtherProcess(Number(pid))
          : age > longestMilliseconds;
      if (isLeft) await rm(folder, { recursive: true, force: true });
    }
  }
}

async function pathsIn(folder: string): Promise<Paths> {
  const fields = (await readdir(folder)).filter((field) => field !== ownerFile);
  return Object.fromEntries(fields.map((field) => [field, join(folder, field)]));
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
