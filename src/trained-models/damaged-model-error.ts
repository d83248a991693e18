import { UnreadableModelError } from '../recommender/data/errors.ts';

/** What is stored of a model is not what was written. Another version of the tool would not read it either. */
export class DamagedModelError extends UnreadableModelError {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason);
    this.name = 'DamagedModelError';
    this.cause = options?.cause;
  }
}
