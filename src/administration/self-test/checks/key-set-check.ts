import type { Check } from '../run-checks.ts';

const cure =
  'PUBLIC_URL must be the address that the outside reaches this tool by, and the proxy must pass /lti/keys on. If this server cannot reach its own public address, open it in a browser instead: it must show the keys.';

/** The LMS verifies our signatures with the key set at our public address. @param currentKeyId of the signing key */
export function keySetCheck(publicUrl: string, currentKeyId: () => Promise<string>): Check {
  const address = `${publicUrl}/lti/keys`;
  return {
    title: 'Keys at the public address',
    async run(_visit, signal) {
      try {
        const response = await fetch(address, { signal, redirect: 'manual' });
        if (response.status !== 200)
          return { state: 'bad', found: `${address} answered ${response.status}.`, cure };
        const { keys } = (await response.json()) as { keys: { kid: string }[] };
        const id = await currentKeyId();
        if (keys.some(({ kid }) => kid === id))
          return { state: 'good', found: `${address} has the key that this tool signs with.` };
        return {
          state: 'bad',
          found: `${address} has other keys than this tool.`,
          cure: 'Another installation answers there. Check PUBLIC_URL and the proxy.',
        };
      } catch {
        return { state: 'bad', found: `${address} cannot be reached from this server.`, cure };
      }
    },
  };
}
