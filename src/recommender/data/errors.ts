/** There is too little to learn from; the message says what is missing. */
export class TooLittleDataError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TooLittleDataError';
  }
}

/** The loss stopped being a number: nothing that was learnt may be used. */
export class DivergedError extends Error {
  constructor(epoch: number) {
    super(
      `Training diverged in epoch ${epoch}: the loss is not a finite number. Lower learningRate and train again.`,
    );
    this.name = 'DivergedError';
  }
}

/** Bytes that are not a model this version can read. */
export class UnreadableModelError extends Error {
  constructor(reason: string) {
    super(`The stored model cannot be read (${reason}): train again.`);
    this.name = 'UnreadableModelError';
  }
}
