import type { ConnectorCheck } from '../../connector.ts';
import { MoodleRefusal } from './moodle-refusal.ts';

export type Found = Pick<ConnectorCheck, 'found' | 'cure'> & { state?: ConnectorCheck['state'] };

/** @param attempt that it ends without an error is good, unless it says otherwise */
export async function tried(title: string, attempt: () => Promise<Found>): Promise<ConnectorCheck> {
  try {
    return { title, state: 'good', ...(await attempt()) };
  } catch (error) {
    return { title, state: 'bad', found: (error as Error).message };
  }
}

/** The same of one capability. Moodle says that one is missing, not which. */
export function triedCapability(capability: string, attempt: () => Promise<Found>): Promise<ConnectorCheck> {
  return tried(capability, async () => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MoodleRefusal && error.code === 'forbidden')) throw error;
      const found = `Missing: Moodle answered “${error.errorCode}”.`;
      return { state: 'bad', found, cure: allowing(capability) };
    }
  });
}

export function allowing(capability: string): string {
  return `Allow ${capability} in the role of the token's account: Site administration → Users → Permissions → Define roles.`;
}
