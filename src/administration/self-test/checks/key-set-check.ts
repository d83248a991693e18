import { message } from '../../../messages/message.ts';
import type { Check } from '../run-checks.ts';

const cure = message('selfTest.keys.cure');

/** The LMS verifies our signatures with the key set at our public address. @param currentKeyId of the signing key */
export function keySetCheck(publicUrl: string, currentKeyId: () => Promise<string>): Check {
  const address = `${publicUrl}/lti/keys`;
  return {
    title: message('selfTest.keys'),
    async run(_visit, signal) {
      try {
        const response = await fetch(address, { signal, redirect: 'manual' });
        if (response.status !== 200)
          return {
            state: 'bad',
            found: message('selfTest.keys.answered', { address, status: `${response.status}` }),
            cure,
          };
        const { keys } = (await response.json()) as { keys: { kid: string }[] };
        const id = await currentKeyId();
        if (keys.some(({ kid }) => kid === id))
          return { state: 'good', found: message('selfTest.keys.good', { address }) };
        return {
          state: 'bad',
          found: message('selfTest.keys.others', { address }),
          cure: message('selfTest.keys.others.cure'),
        };
      } catch {
        return { state: 'bad', found: message('selfTest.keys.unreachable', { address }), cure };
      }
    },
  };
}
