import { LinkReferences } from '../../src/panel/link-references.ts';
import type { TeachingOptions } from '../../src/teaching/teaching-options.ts';

/** For tests of adding a link, of a course whose staff have set nothing. */
export const unusedSteering = {
  invented: async () => [],
  explain: async () => undefined,
  links: new LinkReferences('s'.repeat(32)),
  records: { settings: async () => ({}), subjects: async () => [] } as unknown as TeachingOptions['records'],
};
