import { type Message, message } from '../../../messages/message.ts';
import type { Check } from '../run-checks.ts';
import { kindsSeen } from '../seen-launches.ts';

/**
 * Where the tool was opened so far. A place where nobody has opened it is not known here.
 * @param places the products' names of the places
 */
export const placementsCheck = (places: Readonly<Record<string, Message>>): Check => ({
  title: message('selfTest.places'),
  async run({ institutionId }) {
    const seen = [...(await kindsSeen(institutionId))].flatMap((kind) => places[kind] ?? []);
    if (seen.length > 0) return { state: 'good', found: message('selfTest.places.seen', { places: seen }) };
    return {
      state: 'unknown',
      found: message('selfTest.places.none'),
      cure: message('selfTest.places.none.cure'),
    };
  },
});
