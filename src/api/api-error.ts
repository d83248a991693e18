/** A request that is refused as a whole; programs read `code`, people the message. */
export class ApiError extends Error {
  readonly status: number;
  /** Short and stable. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}
