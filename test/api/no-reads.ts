import type { ApiReads } from '../../src/api/create-api.ts';

/** For suites in which nothing is read. */
export const noReads: ApiReads = {
  recommend: async () => [],
  figuresOf: async () => {
    throw new Error('Nobody reads figures here.');
  },
};
