import type { ConnectorCheck } from './connector.ts';

/** What trying a thing has found; without a state it is good. */
export type Found = Pick<ConnectorCheck, 'found' | 'cure'> & { state?: ConnectorCheck['state'] };

/** Tries one thing that a pull needs. An error is a check that is bad, and says cause and cure itself. */
export async function tried(title: string, attempt: () => Promise<Found>): Promise<ConnectorCheck> {
  try {
    return { title, state: 'good', ...(await attempt()) };
  } catch (error) {
    return { title, state: 'bad', found: (error as Error).message };
  }
}
