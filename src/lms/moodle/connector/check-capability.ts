import { type Message, message } from '../../../messages/message.ts';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { type CheckResult, runCheck } from '../../../sync/run-check.ts';
import { MoodleRefusal } from './moodle-refusal.ts';

/** Tries what a capability is needed for. Moodle says that one is missing, but not which. */
export function checkCapability(
  capability: string,
  attempt: () => Promise<CheckResult>,
  title: ConnectorCheck['title'] = capability,
): Promise<ConnectorCheck> {
  return runCheck(title, async () => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MoodleRefusal && error.code === 'forbidden')) throw error;
      const found = message('moodle.capability.missing', { code: error.errorCode });
      return { state: 'bad', found, cure: howToAllow(capability) };
    }
  });
}

export function howToAllow(capability: string): Message {
  return message('moodle.capability.allow', { capability });
}
