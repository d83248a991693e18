import type { ConnectorCheck } from '../../../sync/connector.ts';
import { type CheckResult, runCheck } from '../../../sync/run-check.ts';
import { MoodleRefusal } from './moodle-refusal.ts';

/** Tries what a capability is needed for. Moodle says that one is missing, but not which. */
export function checkCapability(
  capability: string,
  attempt: () => Promise<CheckResult>,
): Promise<ConnectorCheck> {
  return runCheck(capability, async () => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MoodleRefusal && error.code === 'forbidden')) throw error;
      const found = `Missing: Moodle answered “${error.errorCode}”.`;
      return { state: 'bad', found, cure: howToAllow(capability) };
    }
  });
}

export function howToAllow(capability: string): string {
  return `Allow ${capability} in the role of the token's account: Site administration → Users → Permissions → Define roles.`;
}
