/** An error as the log has it. */
export interface LoggedError {
  type: string;
  code?: string | number;
  message: string;
  stack: string;
  /** What it comes from; not an error: as text. */
  cause?: LoggedError | string;
}

const longestChain = 5;

/**
 * The part of an error that is logged: its name, code, message and stack, and those of its causes. Other properties may hold what a
 * browser sent, such as a launch that can be tried again, or the documents of a write that failed. What is no error is returned as it
 * is, so that something may be passed twice.
 */
export function loggedError(thrown: unknown): unknown {
  return thrown instanceof Error ? logged(thrown, longestChain) : thrown;
}

function logged(error: Error, most: number): LoggedError {
  const { name, stack = '', cause } = error;
  const { code } = error as { code?: unknown };
  const message = messageOf(error);
  return {
    type: name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message,
    stack: stack.replace(error.message, () => message),
    ...(cause !== undefined &&
      most > 1 && { cause: cause instanceof Error ? logged(cause, most - 1) : String(cause) }),
  };
}

/** The database and its client quote the document that they refuse: its keys may be a pseudonym, its texts what somebody typed. */
function messageOf({ name, message }: Error): string {
  if (!/^(?:Mongo|Bulk|Cast|Validat)/.test(name)) return message;
  return message.replaceAll(/\{.*\}/gs, '{…}').replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"');
}
