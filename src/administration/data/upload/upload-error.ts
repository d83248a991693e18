const causes = {
  'upload-empty': [422, () => 'No file was chosen. Go back and choose one.'],
  'upload-too-large': [
    413,
    (limit: number) =>
      `A file is larger than ${Math.floor(limit / 2 ** 20)} MB. Compress it with gzip, or set UPLOAD_LIMIT_MB higher; \`npm run import\` has no limit.`,
  ],
  'upload-broken': [400, () => 'The upload broke off or was no form with files. Go back and send it again.'],
  'disk-full': [507, () => 'The disk of this server is full. Make room in DATA_DIR and send it again.'],
  'run-under-way': [
    409,
    () => 'Files of this kind are being read. Wait for the end of that run, or stop it.',
  ],
} as const satisfies Record<string, readonly [number, (limit: number) => string]>;

/** Uploaded files were not taken. */
export class UploadError extends Error {
  readonly code: keyof typeof causes;
  readonly status: number;
  readonly person: string;
  readonly staff = '';

  /** @param limit bytes that a file may have */
  constructor(code: keyof typeof causes, limit: number, options?: ErrorOptions) {
    const [status, words] = causes[code];
    super(`${code}: ${words(limit)}`, options);
    this.name = 'UploadError';
    this.code = code;
    this.status = status;
    this.person = words(limit);
  }
}
