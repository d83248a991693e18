import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets everybody else go first: to be called in a thread whose work can wait, such as a training. On Linux a thread has a priority of
 * its own, which threads that it starts inherit; elsewhere it would be the process's, and pages would wait as well.
 */
export function giveWay(): void {
  const thisThread = 0;
  const { PRIORITY_BELOW_NORMAL: low } = constants.priority;
  // Nobody may raise a priority: that of a process that was started low stays.
  if (process.platform === 'linux' && getPriority(thisThread) < low) setPriority(thisThread, low);
}
