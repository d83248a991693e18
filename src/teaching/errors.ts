import { english } from './english.ts';

/** A page that belongs to a deep-linking request, in a visit that has none open. */
export class NothingToAddError extends Error {
  readonly status = 409;
  readonly code = 'nothing-to-add';
  readonly person = english.refused;
  readonly staff =
    'The deep-linking request was answered before, or the tool was opened again in this browser since.';

  constructor() {
    super('nothing-to-add: the visit has no open deep-linking request.');
    this.name = 'NothingToAddError';
  }
}
