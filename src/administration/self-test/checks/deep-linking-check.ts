import { type Message, message } from '../../../messages/message.ts';
import type { Check } from '../run-checks.ts';
import { kindsSeen } from '../seen-launches.ts';

/** @param how what the products call it */
export const deepLinkingCheck = (how: readonly Message[]): Check => ({
  title: message('selfTest.adding'),
  async run({ institutionId }) {
    const seen = await kindsSeen(institutionId);
    if (seen.has('deep-linking-answered')) return { state: 'good', found: message('selfTest.adding.good') };
    if (seen.has('deep-linking'))
      return {
        state: 'unknown',
        found: message('selfTest.adding.opened'),
        cure: message('selfTest.adding.opened.cure'),
      };
    return {
      state: 'unknown',
      found: message('selfTest.adding.untried'),
      cure: [message('selfTest.adding.untried.cure'), ...how],
    };
  },
});
