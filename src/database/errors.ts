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

/** The engine gave up on files that it, or something else, wrote before. */
export class DataFolderDamagedError extends DatabaseError {
  constructor(dataFolder: string, how: string) {
    super(
      `The database in ${dataFolder} cannot be opened (the engine ended with ${how}): it is damaged, or a newer version wrote it. Put a backup in its place, or move that folder away to begin with an empty one.`,
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

/** No private folder for the engine's sockets can be made. */
export class SocketFolderError extends DatabaseError {
  constructor(cause: string) {
    super(
      `No temporary folder can be made for the embedded database (${cause}). Make room there, or set TMPDIR to a folder that this account may write to.`,
    );
  }
}

/** A newer version of this application has changed the form of what is stored. */
export class NewerDataError extends DatabaseError {
  constructor() {
    super(
      'The database was last used by a newer version of this application, which stores its data in another form. Start that version, or restore the copy that you made before.',
    );
  }
}

/** Neither the embedded engine nor a mongod can run here. */
export class NoEngineError extends DatabaseError {
  constructor(reason: string) {
    super(
      `No embedded database can run here: ${reason}. Set MONGODB_URI to a MongoDB that you have, for example mongodb://localhost:27017/next-courses; on Linux and macOS a mongod on the PATH will do.`,
    );
  }
}

/** The newer C library that the engine needs on this system could not be fetched. */
export class GlibcUnavailableError extends DatabaseError {
  constructor(cause: string) {
    super(
      `The embedded database needs a newer C library than this system has, and Debian 13’s could not be fetched: ${cause}. Start again when that is mended, or set MONGODB_URI to a MongoDB that you have.`,
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

/** A MongoDB named by MONGODB_URI cannot be reached or entered. The address is left out: it may hold a password. */
export class DatabaseUnreachableError extends DatabaseError {
  constructor(cause: string) {
    super(
      `The database of MONGODB_URI does not answer (${cause}). Check that it runs, and that the address, user and password are right.`,
    );
  }
}

/** The database went away amid a command, and did not come back in time. */
export class DatabaseLostError extends DatabaseError {
  constructor(cause: Error) {
    super(
      `The database went away amid this command (${cause.name}), as it does when the application that it belongs to stops. What the command has stored is kept. Run it again; it works with and without a running application.`,
    );
  }
}

/** What is stored contradicts an index that the application relies on. */
export class IndexBuildError extends DatabaseError {
  constructor(collection: string, cause: string) {
    super(
      `An index of the collection ${collection} could not be built (${cause}). Remove the documents or the older index that contradict it, then start again.`,
    );
  }
}
