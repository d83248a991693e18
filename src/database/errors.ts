/** Base of everything that can go wrong with the database; the message says what to do. */
export class DatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Another process owns the data folder. */
export class DataFolderInUseError extends DatabaseError {
  constructor(folder: string, owner: { pid: number; startedAt: string } | undefined) {
    const who = owner ? `process ${owner.pid}, started ${owner.startedAt}` : 'another process';
    super(
      `The data folder ${folder} is in use by ${who}. Stop it first, or give this one a folder of its own with DATA_DIR.`,
    );
  }
}

/** The data folder cannot be made, read or written. */
export class DataFolderUnusableError extends DatabaseError {
  constructor(folder: string, cause: string) {
    super(
      `The data folder ${folder} cannot be used (${cause}). Make it a folder that this account may write to, or set DATA_DIR to one.`,
    );
  }
}

/** No space is left where the data folder lies. */
export class DiskFullError extends DatabaseError {
  constructor(folder: string) {
    super(
      `The disk that holds ${folder} is full. Free some space, or set DATA_DIR to a folder on another disk.`,
    );
  }
}

/** Neither the embedded engine nor a mongod can run here. */
export class NoEngineError extends DatabaseError {
  constructor(reason: string) {
    super(
      `No embedded database can run here: ${reason}. Install MongoDB so that mongod is on the PATH, or set MONGODB_URI to a MongoDB that you have, for example mongodb://localhost:27017/next-courses.`,
    );
  }
}

/** The engine did not come up for a reason that we do not know better. */
export class EngineFailedError extends DatabaseError {
  constructor(cause: string) {
    super(
      `The embedded database did not start: ${cause}. Set MONGODB_URI to use a MongoDB of your own instead.`,
    );
  }
}

/** A MongoDB named by MONGODB_URI does not answer. The address is left out: it may hold a password. */
export class DatabaseUnreachableError extends DatabaseError {
  constructor(cause: string) {
    super(
      `The database of MONGODB_URI does not answer (${cause}). Check that it runs and that the address is right.`,
    );
  }
}

/** Turns what the engine said at its start into the error that says what to do. */
export function engineStartError(
  folder: string,
  message: string,
  owner: { pid: number; startedAt: string } | undefined,
): DatabaseError {
  if (/DBPathInUse/.test(message)) return new DataFolderInUseError(folder, owner);
  if (/No space left|ENOSPC/i.test(message)) return new DiskFullError(folder);
  if (
    /ermission denied|Not a directory|cannot create director|Read-only|EACCES|ENOTDIR|EROFS|EEXIST/.test(
      message,
    )
  )
    return new DataFolderUnusableError(folder, message.trim());
  return new EngineFailedError(message.trim());
}
