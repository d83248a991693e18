import { message, sentencesOf } from '../messages/message.ts';
import type { ConnectorCheck } from './connector.ts';

/** What a check has found; without a state it is good. */
export type CheckResult = Pick<ConnectorCheck, 'found' | 'cure'> & { state?: ConnectorCheck['state'] };

/** Tries one thing that a pull needs. An error makes the check bad, and says cause and cure. */
export async function runCheck(
  title: ConnectorCheck['title'],
  attempt: () => Promise<CheckResult>,
): Promise<ConnectorCheck> {
  try {
    return { title, state: 'good', ...(await attempt()) };
  } catch (error) {
    return { title, state: 'bad', found: sentencesOf(error) ?? message('selfTest.failed') };
  }
}
