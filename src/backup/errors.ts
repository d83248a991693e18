/** A backup could not be made or put back; the message says what to do. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** What was named as a backup is none that can be put back. Nothing has been changed. */
export class UnusableBackupError extends BackupError {
  constructor(backup: string, why: string) {
    super(`${backup} cannot be put back: ${why}. Nothing has been changed.`);
  }
}
